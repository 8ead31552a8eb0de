"""The way through questions that are shown one at a time."""

from __future__ import annotations

import traitlets

from kooperation.base.words import Words
from kooperation.kit.node import Scripted

WORDS = Words("practice.steps")


class Steps(Scripted):
    """Back and on, and „Frage 3 von 10“ between; `at` counts from 0, `answered` says which are."""

    script = "practice/steps.js"
    at = traitlets.Int(0).tag(sync=True)
    answered = traitlets.List(traitlets.Bool()).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, at: int, answered: list[bool]) -> None:
        super().__init__(at=at, answered=answered, words=dict(WORDS.section()))

    @traitlets.validate("at")
    def _within(self, proposal: dict[str, int]) -> int:
        return min(max(proposal["value"], 0), max(len(self.answered) - 1, 0))
