"""Payoffs or fields of a matrix, as options that bear their names."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.assignments.kinds.shared.reading import options as read
from kooperation.assignments.questions import Question
from kooperation.base.words import Words

WORDS = Words("assignments/kinds/marks.reading")

__all__ = ["read", "told_to_type", "typed"]


def told_to_type(question: Question) -> Iterator[str]:
    """Yield in a line what can be typed for a part."""
    by_payoff = any(len(key) == 3 for key in question.options)
    yield WORDS["payoffs"] if by_payoff else WORDS["fields"]


def typed(_question: Question, line: str) -> list[str]:
    """Return a typed *line* as it stands in the sheet."""
    return line.replace(",", " ").split()
