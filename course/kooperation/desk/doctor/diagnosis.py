"""What a check found: a line, and whether there is something to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Health(StrEnum):
    """How it stands; only TODO asks for something."""

    GOOD = "good"
    NOTE = "note"
    TODO = "todo"


@dataclass(frozen=True)
class Diagnosis:
    """A German sentence, or a few: what was found and, where it is TODO, what to do."""

    state: Health
    said: str


Check = Callable[[], Iterable[Diagnosis]]
CourseCheck = Callable[[Path], Iterable[Diagnosis]]


def good(said: str) -> Diagnosis:
    return Diagnosis(Health.GOOD, said)


def note(said: str) -> Diagnosis:
    return Diagnosis(Health.NOTE, said)


def todo(said: str) -> Diagnosis:
    return Diagnosis(Health.TODO, said)
