"""The question of a prediction with its options, one of which is chosen and then confirmed."""

from __future__ import annotations

from collections.abc import Mapping

import traitlets

from kooperation.base.words import Words
from kooperation.kit.html import Markup, strong, tag
from kooperation.kit.node import Scripted
from kooperation.kit.standing import option_list

WORDS = Words("practice.prediction.control")


class CommittedChoice(Scripted):
    """Asks *label* and offers *options* by key; `value` is the one that was confirmed, None before.

    `marked` is one that was chosen after that and not confirmed: nobody reads it here, but so it outlives its
    kernel. Once it `stands`, the browser lets nobody choose another.
    """

    script = "practice/prediction.js"
    unwritten = ("marked",)
    label = traitlets.Unicode().tag(sync=True)
    rows = traitlets.List(traitlets.Dict()).tag(sync=True)
    value = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    marked = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    stands = traitlets.Bool(False).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, label: str, options: Mapping[str, str], value: str | None) -> None:
        super().__init__(
            label=label,
            rows=[{"key": key, "text": text} for key, text in options.items()],
            value=value,
            words=dict(WORDS.section()),
        )

    def _still(self) -> Markup:
        texts = {row["key"]: row["text"] for row in self.rows}
        return tag("p", strong(self.label), look="question") + option_list(
            texts.values(), texts.get(self.value or "")
        )
