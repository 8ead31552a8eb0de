"""One of the options."""

from __future__ import annotations

from typing import Any

from kooperation.assignments.kinds.shared.reading import options
from kooperation.assignments.questions import Question
from kooperation.base.words import Words

WORDS = Words("assignments/kinds/choice.reading")


def read(question: Question, part: str, raw: Any) -> tuple[tuple[str, ...], list[str]]:
    """Return the option named in *raw*, () if there is none, and what is wrong with it."""
    if isinstance(raw, list) and len(raw) > 1:
        return (), [WORDS["one"]]
    return options(question, part, raw)
