"""Dividing what an agreement makes possible: the bargaining solutions of Nash and of Kalai–Smorodinsky.

Two players, A (0) and B (1), with cardinal utilities. A frontier holds the best they can reach
together; the disagreement point d is what each has without an agreement. Disagreement point, frontier
and solutions are those of the literature: [nash1950] for equal weights, [harsanyiselten1972] and
[kalai1977] for others, [kalaismorodinsky1975]. To call A's weight β „power“ is a didactic assumption.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from kooperation.base.checks import german, is_number
from kooperation.base.comparing import at_least, beats
from kooperation.base.words import Words

ERRORS = Words("negotiation.errors.bargaining")

Point = tuple[float, float]


class Frontier(Protocol):
    """The best pairs of utilities, from A's ideal (x = 0) to B's (x = 1)."""

    @property
    def size(self) -> float:
        """What a player has at the own ideal."""

    def point(self, x: float) -> Point:
        """Return the utilities at *x* in [0, 1]; A's fall and B's rise with x."""

    def slope(self, x: float) -> Point:
        """Return how fast they change at *x* in (0, 1)."""

    def where(self, player: int, utility: float) -> float:
        """Return the x at which *player* has *utility*, from 0 to *size*."""


@dataclass(frozen=True)
class DivisibleIssue:
    """One issue on an axis: u_A = size·(1 − x^r), u_B = size·(1 − (1 − x)^r) (formula 3.1).

    r = 1 is pure division, a larger r means that meeting halfway costs both little. Didactic
    assumption: one axis, and both lose alike with the distance from their ideal.
    """

    exponent: float = 1.0
    size: float = 1.0

    def __post_init__(self) -> None:
        if not is_number(self.exponent) or self.exponent < 1:
            raise ValueError(ERRORS.filled("no_exponent", exponent=german(self.exponent)))
        if not is_number(self.size) or self.size <= 0:
            raise ValueError(ERRORS.filled("no_size", size=german(self.size)))

    def point(self, x: float) -> Point:
        return self.size * (1 - x**self.exponent), self.size * (1 - (1 - x) ** self.exponent)

    def slope(self, x: float) -> Point:
        r = self.exponent
        return -self.size * r * x ** (r - 1), self.size * r * (1 - x) ** (r - 1)

    def where(self, player: int, utility: float) -> float:
        distance = (1 - utility / self.size) ** (1 / self.exponent)
        return float(distance if player == 0 else 1 - distance)

    def stretched(self, factor: float) -> DivisibleIssue:
        """Return the issue with *factor* times as much to divide, seen from where the other has all."""
        return replace(self, size=self.size * factor)


def check_power(power: float) -> None:
    """Raise ValueError unless β is strictly between 0 and 1: at the ends one side has no weight."""
    if not is_number(power) or not 0 < power < 1:
        raise ValueError(ERRORS.filled("no_power", power=german(power)))


def nash_solution(frontier: Frontier, disagreement: Point, power: float = 0.5) -> Point:
    """Return the utilities that maximise (u_A − d_A)^β·(u_B − d_B)^(1−β) on *frontier* (formula 3.2).

    *power* is β. Found by bisection of the first-order condition, exact to rounding. Raises ValueError
    if β is not in (0, 1), or if no point of the frontier leaves both more than *disagreement*.
    """
    check_power(power)
    low, high = _range_of_agreement(frontier, disagreement)

    def rising(x: float) -> bool:
        (a, b), (slope_a, slope_b) = frontier.point(x), frontier.slope(x)
        gain_a, gain_b = a - disagreement[0], b - disagreement[1]
        return power * slope_a * gain_b + (1 - power) * slope_b * gain_a > 0

    return frontier.point(_last(rising, low, high))


def growth_needed(
    frontier: Frontier, disagreement: Point, power: float, player: int, utility: float
) -> float:
    """Return the factor by which *frontier* must grow until *player* has *utility* in the Nash solution.

    On a concave frontier that solution rises for both with the factor (formula 3.7), so there is one.
    """
    check_power(power)

    def factor(x: float) -> float:
        return utility / frontier.point(x)[player]

    def rising(x: float) -> bool:
        k, (a, b), (slope_a, slope_b) = factor(x), frontier.point(x), frontier.slope(x)
        gain_a, gain_b = k * a - disagreement[0], k * b - disagreement[1]
        return power * slope_a * gain_b + (1 - power) * slope_b * gain_a > 0

    return factor(_last(rising, 0.0, 1.0))


def kalai_smorodinsky(frontier: Frontier, disagreement: Point) -> Point:
    """Return the utilities at which both have the same share of their greatest possible gain (formula 3.3).

    That gain is what one has at the point that just leaves the other its disagreement utility.
    Raises ValueError if no point of the frontier leaves both more than *disagreement*.
    """
    low, high = _range_of_agreement(frontier, disagreement)
    most = frontier.point(low)[0] - disagreement[0], frontier.point(high)[1] - disagreement[1]

    def a_ahead(x: float) -> bool:
        a, b = frontier.point(x)
        return (a - disagreement[0]) * most[1] > (b - disagreement[1]) * most[0]

    return frontier.point(_last(a_ahead, low, high))


def _range_of_agreement(frontier: Frontier, disagreement: Point) -> tuple[float, float]:
    """Return the x between which both have at least what they have without an agreement."""
    if not all(map(is_number, disagreement)):
        raise ValueError(ERRORS.filled("no_disagreement", disagreement=disagreement))
    low, high = 1.0, 0.0
    if not any(at_least(utility, frontier.size, frontier.size) for utility in disagreement):
        low = frontier.where(1, max(0.0, disagreement[1]))
        high = frontier.where(0, max(0.0, disagreement[0]))
    if not beats(high, low):
        raise ValueError(ERRORS["no_gain"])
    return low, high


def _last(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the x up to which *holds* is true, between *low* and *high*."""
    while not math.isclose(low, high, rel_tol=1e-15, abs_tol=1e-15):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if holds(middle) else (low, middle)
    return (low + high) / 2
