"""The way through a tree from its end: one move forward, one back."""

from __future__ import annotations

from typing import Any

import traitlets

from kooperation.base.words import Words
from kooperation.kit.node import Scripted

WORDS = Words("games.tree.steps")


class TreeSteps(Scripted):
    """Back and on, also by the arrow keys while one of them has the focus; `value` says how many of `count` moves are solved."""

    script = "games/tree.js"
    value = traitlets.Int(0).tag(sync=True)
    count = traitlets.Int(0).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(words=dict(WORDS.section()))

    @traitlets.validate("value")
    def _within(self, proposal: Any) -> int:
        return min(max(int(proposal["value"]), 0), self.count)
