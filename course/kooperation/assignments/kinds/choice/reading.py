"""One of the options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kooperation.assignments.kinds.shared.reading import by_number, numbered, options
from kooperation.assignments.questions import Question
from kooperation.base.words import Words

WORDS = Words("assignments/kinds/choice.reading")


def read(question: Question, part: str, raw: Any) -> tuple[tuple[str, ...], list[str]]:
    """Return the option named in *raw*, () if there is none, and what is wrong with it."""
    if isinstance(raw, list) and len(raw) > 1:
        return (), [WORDS["one"]]
    return options(question, part, raw)


def told_to_type(question: Question) -> Iterator[str]:
    """Yield in lines what can be typed for a part."""
    yield WORDS["choose"]
    yield from numbered(question)


def typed(question: Question, line: str) -> str:
    """Return a typed *line* as it stands in the sheet."""
    return by_number(question, line)
