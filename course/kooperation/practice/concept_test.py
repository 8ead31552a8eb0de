"""The test before and after the course: what has become of a question between the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

UNKNOWN = "?"
MISSING = "-"


class AnswerOutcome(Enum):
    """How a question of the concept test was answered."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    MISSING = "missing"


class Change(Enum):
    """What has become of a question between two tests."""

    GAINED = "gained"
    KEPT = "kept"
    LOST = "lost"
    STILL_OPEN = "still_open"
    INCOMPLETE = "incomplete"


def outcome(right: str, given: str | None) -> AnswerOutcome:
    """Return how the answer *given* stands to the key *right*; "?" says „I don't know“."""
    if given in (None, "", MISSING):
        return AnswerOutcome.MISSING
    if given == UNKNOWN:
        return AnswerOutcome.UNKNOWN
    return AnswerOutcome.RIGHT if given == right else AnswerOutcome.WRONG


def change(before: AnswerOutcome, after: AnswerOutcome) -> Change:
    """Return what has become of a question; it can be said only if it was answered both times."""
    if AnswerOutcome.MISSING in (before, after):
        return Change.INCOMPLETE
    if after is AnswerOutcome.RIGHT:
        return Change.KEPT if before is AnswerOutcome.RIGHT else Change.GAINED
    return Change.LOST if before is AnswerOutcome.RIGHT else Change.STILL_OPEN


def code(questions: Sequence[str], given: Mapping[str, str]) -> str:
    """Return the answers as one letter each, in the order of *questions*; "-" where there is none."""
    return "".join(given.get(question) or MISSING for question in questions)
