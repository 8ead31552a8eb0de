"""Several of the options: all that apply, or as many as there are to choose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kooperation.assignments.kinds.shared.reading import by_number, numbered, options
from kooperation.assignments.questions import Question
from kooperation.base.words import Words

WORDS = Words("assignments/kinds/several.reading")


def read(question: Question, part: str, raw: Any) -> tuple[tuple[str, ...], list[str]]:
    """Return the options named in *raw*, none where there are too many, and what is wrong with it."""
    chosen, found = options(question, part, raw)
    wanted = question.own.get("choose")
    if wanted is None or not chosen or len(chosen) == wanted:
        return chosen, found
    said = WORDS.filled("count", wanted=wanted, given=len(chosen))
    return (() if len(chosen) > wanted else chosen), [*found, said]


def told_to_type(question: Question) -> Iterator[str]:
    """Yield in lines what can be typed for a part."""
    yield WORDS["choose"]
    yield from numbered(question)


def typed(question: Question, line: str) -> list[str]:
    """Return a typed *line* as it stands in the sheet."""
    return [by_number(question, word.strip()) for word in line.split(",") if word.strip()]
