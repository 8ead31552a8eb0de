"""One division in the plane: what each has without it, what power gives, and what an equal share of the possible would be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kooperation.base.comparing import same
from kooperation.base.german import number, pair, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill
from kooperation.kit.palette import colour
from kooperation.kit.plane import INK, WITHOUT, filled, marks, plane
from kooperation.negotiation.bargaining import (
    DivisibleIssue,
    Point,
    kalai_smorodinsky,
    nash_solution,
)
from kooperation.negotiation.plane_view import STEPS, frontier_line

WORDS = Words("negotiation.bargaining")
SIZE = 10.0
REACH = (-0.6, 12.0)  # room for the mark of who has nothing
EQUAL = 0.5


@dataclass(frozen=True)
class Bargain:
    """What is divided (*curve* is r), what each has *without* it, and A's *power*.

    Raises ValueError where no point of the frontier leaves both more.
    """

    curve: float
    without: Point
    power: float

    @cached_property
    def issue(self) -> DivisibleIssue:
        return DivisibleIssue(self.curve, SIZE)

    @cached_property
    def nash(self) -> Point:
        return nash_solution(self.issue, self.without, self.power)

    @cached_property
    def nash_of_equals(self) -> Point:
        return nash_solution(self.issue, self.without, EQUAL)

    @cached_property
    def kalai_smorodinsky(self) -> Point:
        return kalai_smorodinsky(self.issue, self.without)

    @cached_property
    def most(self) -> Point:
        """What each could have at most while the other is left what it has without."""
        first, second = (
            self.issue.point(self.issue.where(1 - i, self.without[1 - i]))[i] for i in (0, 1)
        )
        return first, second


def bargain_plane(bargain: Bargain) -> dict[str, Any]:
    """Return the frontier, what leaves both more than they have without, and the solutions on it."""
    traces = [
        filled([_better(bargain)], WORDS["better"], colour("neutral"), 0.25),
        frontier_line(bargain.issue, WORDS["frontier"]),
        marks([bargain.without], WORDS["without"], WITHOUT, INK),
    ]
    if bargain.power != EQUAL:
        traces.append(
            marks([bargain.nash_of_equals], WORDS["equals"], "circle-open", colour("own"))
        )
    power = WORDS.filled("nash", power=number(bargain.power))
    traces.append(marks([bargain.nash], power, "circle", colour("own")))
    # In front: where both divide alike, the disc is seen behind the triangle.
    traces.append(
        marks([bargain.kalai_smorodinsky], WORDS["kalai"], "triangle-up", colour("fourth"))
    )
    return plane(traces, (WORDS["axis_a"], WORDS["axis_b"]), (REACH, REACH), bargain.without)


def _better(bargain: Bargain) -> list[Point]:
    """Return the corners of what leaves both at least what they have without, the frontier in steps."""
    low, high = (bargain.issue.where(1 - i, bargain.without[1 - i]) for i in (0, 1))
    bend = [bargain.issue.point(low + (high - low) * k / STEPS) for k in range(STEPS + 1)]
    return [bargain.without, *bend]


def bargain_alt(bargain: Bargain) -> str:
    """Return in words what the plane shows."""
    return WORDS.filled(
        "alt",
        without=pair(bargain.without),
        nash=pair(bargain.nash),
        kalai=pair(bargain.kalai_smorodinsky),
    )


def bargain_sentences(bargain: Bargain) -> list[Markup]:
    """Say what each has without, what power gives, and what an equal share of the possible would be."""
    share = _share(bargain, bargain.nash)
    said = [
        fill(WORDS["without_said"], without=pair(bargain.without)),
        fill(WORDS["nash_said"], power=number(bargain.power), nash=pair(bargain.nash), share=share),
    ]
    if bargain.power != EQUAL:
        said.append(fill(WORDS["equals_said"], nash=pair(bargain.nash_of_equals)))
    kalai = bargain.kalai_smorodinsky
    part = percent((kalai[0] - bargain.without[0]) / (bargain.most[0] - bargain.without[0]), 0)
    said.append(fill(WORDS["kalai_said"], kalai=pair(kalai), part=part))
    if same(kalai[0], bargain.nash_of_equals[0], SIZE):
        said.append(fill(WORDS["agree"]))
    return said


def _share(bargain: Bargain, at: Point) -> str:
    """Return A's share of what both gain together."""
    gains = [at[i] - bargain.without[i] for i in (0, 1)]
    return percent(gains[0] / sum(gains), 0)
