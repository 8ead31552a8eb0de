"""What the three modes negotiate about: a situation, a setting, and an outcome.

Two actors, A (0) and B (1), and a third party who bears side effects and has no say. Didactic
assumptions throughout: utilities are cardinal and comparable, the third party's count alike, and
numbers stand for power, trust, and room for manoeuvre.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kooperation.base.checks import check_probability, german, is_number
from kooperation.base.comparing import beats
from kooperation.base.words import Words
from kooperation.negotiation.bargaining import DivisibleIssue, Point, check_power, nash_solution
from kooperation.negotiation.exchange import Deal, Project, check_arriving

ERRORS, NUMBERS = Words("negotiation.errors.situation"), Words("negotiation.errors.numbers")


class Mode(Enum):
    """How agreement is reached; the order is that of the slide and no ranking."""

    EXCHANGE = "interessenausgleich"
    COMPROMISE = "kompromiss"
    PROBLEM_SOLVING = "problemloesung"


@dataclass(frozen=True)
class Situation:
    """What is at stake: utilities without agreement, projects to trade, an issue to divide.

    *fit* is κ_max, how much new solutions can add at most. *third_compromise* and *third_solution*
    are what these modes change for the third party (a project says it of itself). *combinable* is
    False where one project excludes the other. Raises ValueError if there is nothing to divide.
    """

    disagreement: Point
    projects: tuple[Project, ...]
    issue: DivisibleIssue
    fit: float
    third_compromise: float = 0.0
    third_solution: float = 0.0
    combinable: bool = True

    def __post_init__(self) -> None:
        if not is_number(self.fit) or self.fit < 0:
            raise ValueError(ERRORS.filled("no_fit", fit=german(self.fit)))
        nash_solution(self.issue, self.disagreement)  # is there something to divide?


@dataclass(frozen=True)
class Setting:
    """Power β of A, trust τ, room for manoeuvre h, the share λ of a payment that arrives, costs c."""

    power: float = 0.5
    trust: float = 0.5
    room: float = 0.5
    arriving: float = 1.0
    cost: float = 0.0
    packages: bool = True
    payments: bool = True

    def __post_init__(self) -> None:
        check_power(self.power)
        check_probability(self.trust, NUMBERS["trust"])
        check_probability(self.room, NUMBERS["scope"])
        check_arriving(self.arriving)
        if not is_number(self.cost) or self.cost < 0:
            raise ValueError(ERRORS.filled("no_cost", cost=german(self.cost)))


@dataclass(frozen=True)
class ModeOutcome:
    """What comes of a mode: without an agreement all stay with what they have.

    *proposal* is what was on the table, *blockers* who said no to it. *deal* belongs to mode I,
    *growth* (κ) to mode III; it is 1 elsewhere.
    """

    mode: Mode
    disagreement: Point
    proposal: Point
    blockers: tuple[int, ...]
    third_effect: float
    deal: Deal | None = None
    growth: float = 1.0

    @property
    def reached(self) -> bool:
        return not self.blockers

    @property
    def utilities(self) -> Point:
        return self.proposal if self.reached else self.disagreement

    @property
    def third(self) -> float:
        """What changes for the third party."""
        return self.third_effect if self.reached else 0.0

    @property
    def change(self) -> Point:
        """What A and B have more than without an agreement."""
        return (
            self.utilities[0] - self.disagreement[0],
            self.utilities[1] - self.disagreement[1],
        )

    @property
    def joint(self) -> float:
        """What changes for A and B together."""
        return sum(self.change)

    @property
    def total(self) -> float:
        """What changes for all three; where it is less than *joint*, others pay (formula 3.5)."""
        return self.joint + self.third

    @property
    def share(self) -> float | None:
        """A's share of the joint gain, or None where there is none."""
        return self.change[0] / self.joint if beats(self.joint, 0) else None
