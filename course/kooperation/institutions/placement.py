"""Placing a form of cooperation on two axes, and comparing the place with a reference.

Both axes have five steps: *command* from 1 (voluntary) to 5 (commanded), *form* from 1 (flexible) to
5 (institutionalised). A reference is a reading, not a measurement: next to it is as good as on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from kooperation.base.words import Words

ERRORS = Words("institutions.errors.placement")

STEPS = (1, 2, 3, 4, 5)
TOLERANCE = 1


@dataclass(frozen=True)
class Place:
    """A field of the grid. Raises ValueError if a step is not 1 to 5."""

    command: int
    form: int

    def __post_init__(self) -> None:
        for step in (self.command, self.form):
            if type(step) is not int or step not in STEPS:
                raise ValueError(ERRORS.filled("no_step", step=step))


class Nearness(Enum):
    """How a place relates to the reference."""

    SAME = "gleich"
    NEAR = "nah"
    OTHER_READING = "andere_lesart"
    FAR = "fern"


@dataclass(frozen=True)
class PlaceComparison:
    """The verdict, and how many steps the place lies off the reference (own minus reference)."""

    verdict: Nearness
    command: int
    form: int


def distance(one: Place, other: Place) -> int:
    """Return the greater of the differences on the two axes, 0 to 4 steps (formula 4.3)."""
    return max(abs(one.command - other.command), abs(one.form - other.form))


def compare(own: Place, reference: Place, others: Iterable[Place] = ()) -> PlaceComparison:
    """Compare *own* with *reference* and with *others*, the places that other readings defend.

    Whatever lies at most one step off a place on either axis agrees with it.
    """
    off = own.command - reference.command, own.form - reference.form
    away = distance(own, reference)
    if away == 0:
        return PlaceComparison(Nearness.SAME, *off)
    if away <= TOLERANCE:
        return PlaceComparison(Nearness.NEAR, *off)
    if any(distance(own, other) <= TOLERANCE for other in others):
        return PlaceComparison(Nearness.OTHER_READING, *off)
    return PlaceComparison(Nearness.FAR, *off)
