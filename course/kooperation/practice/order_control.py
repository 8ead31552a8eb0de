"""A list to bring into order by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Sequence

import traitlets

from kooperation.base.words import Words
from kooperation.kit.node import Scripted

WORDS = Words("practice.quiz.order")


class OrderList(Scripted):
    """A list called *label* with buttons that move its *items*, pairs of key and text.

    `order` holds the keys as they stand.
    """

    script = "practice/order.js"
    items = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    order = traitlets.List(traitlets.Unicode()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, items: Sequence[tuple[str, str]], label: str) -> None:
        super().__init__(
            items=[list(item) for item in items],
            order=[key for key, _text in items],
            label=label,
            words=dict(WORDS.section()),
        )
