"""Three strategies as a triangle: where a mix moves, where it rests, and what happens near there.

A point of the triangle is a mix of three strategies, a corner one of them alone. Shares move by the replicator
dynamics (formula 2.17); rest points and what they are follow from the payoffs without simulation (formula 2.21).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from operator import mul

from kooperation.base.comparing import beats, same
from kooperation.base.words import Words
from kooperation.repeated.evolution import Payoffs, Shares, fitness

ERRORS = Words("repeated.errors.simplex")

KINDS = range(3)


class Rest(StrEnum):
    """What happens near a rest point."""

    STABLE = "stable"  # small changes die away
    UNSTABLE = "unstable"  # they grow, in whatever direction
    SADDLE = "saddle"  # in one direction they die away, in another they grow
    CENTRE = "centre"  # it goes round, neither in nor out
    OPEN = "open"  # the first order does not decide


@dataclass(frozen=True)
class RestPoint:
    """A mix at rest: its *shares*, and what it is."""

    shares: Shares
    rest: Rest

    @property
    def present(self) -> tuple[int, ...]:
        """Which strategies there are in the mix."""
        return tuple(kind for kind in KINDS if self.shares[kind])


def growth(payoffs: Payoffs, shares: Shares) -> Shares:
    """Return how fast each share grows: x·(f − mean f) (formula 2.17)."""
    gains = fitness(payoffs, shares)
    mean = sum(map(mul, shares, gains))
    return tuple(share * (gain - mean) for share, gain in zip(shares, gains, strict=True))


def mixes_of_three(parts: int) -> Iterator[Shares]:
    """Yield the mixes in which each share is a whole number of *parts*, also those of two, without the corners."""
    for first in range(parts):
        for second in range(parts - first + 1):
            third = parts - first - second
            if parts not in (second, third):
                yield first / parts, second / parts, third / parts


def in_percents(shares: Shares) -> tuple[int, ...]:
    """Return the mix of whole percents nearest to *shares*, none of them less than 1: all three are still there.

    *shares* are numbers that need not sum to 1. Raises ValueError if they are negative, or all zero.
    """
    total = sum(shares)
    if min(shares) < 0 or not 0 < total < float("inf"):
        raise ValueError(ERRORS.filled("no_mix", shares=shares))
    exact = [100 * share / total for share in shares]
    whole = [max(int(part), 1) for part in exact]
    while (left := 100 - sum(whole)) != 0:
        kinds = [kind for kind in range(len(whole)) if left > 0 or whole[kind] > 1]
        most = max(kinds, key=lambda kind: (exact[kind] - whole[kind]) * left)
        whole[most] += 1 if left > 0 else -1
    return tuple(whole)


# Where it rests -----------------------------------------------------------------------------------


def rest_points(payoffs: Payoffs) -> tuple[RestPoint, ...]:
    """Return the rest points that stand alone: corners, then on the sides, then inside (formula 2.21).

    A side on which every mix rests has none of its own but its corners; see `resting_sides`.
    """
    corners = [_corner(payoffs, kind) for kind in KINDS]
    sides = [_on_side(payoffs, one, other) for one, other in combinations(KINDS, 2)]
    found = [*corners, *sides, _inside(payoffs)]
    return tuple(point for point in found if point is not None)


def resting_sides(payoffs: Payoffs) -> tuple[tuple[int, int], ...]:
    """Return the pairs of strategies that have the same against each other, so that each mix of them rests."""
    return tuple(
        pair
        for pair in combinations(KINDS, 2)
        if all(same(lead, 0, unit(payoffs)) for lead in _leads(payoffs, *pair))
    )


def _leads(payoffs: Payoffs, one: int, other: int) -> tuple[float, float]:
    """Return by how much each of two has more than the other where the other is alone."""
    return (
        payoffs[one][other] - payoffs[other][other],
        payoffs[other][one] - payoffs[one][one],
    )


def _corner(payoffs: Payoffs, kind: int) -> RestPoint:
    shares = tuple(float(each == kind) for each in KINDS)
    rates = [payoffs[each][kind] - payoffs[kind][kind] for each in KINDS if each != kind]
    return RestPoint(shares, _by_rates(rates, payoffs))


def _on_side(payoffs: Payoffs, one: int, other: int) -> RestPoint | None:
    first, second = _leads(payoffs, one, other)
    whole = unit(payoffs)
    alike = (beats(first, 0, whole) and beats(second, 0, whole)) or (
        beats(0, first, whole) and beats(0, second, whole)
    )
    if not alike:
        return None
    share = first / (first + second)
    mix = {one: share, other: 1 - share}
    shares = tuple(mix.get(kind, 0.0) for kind in KINDS)
    gains = fitness(payoffs, shares)
    third = 3 - one - other
    along = -share * (1 - share) * (first + second)
    return RestPoint(shares, _by_rates([along, gains[third] - gains[one]], payoffs))


def _inside(payoffs: Payoffs) -> RestPoint | None:
    """Return the mix of all three in which all have the same, by Cramer's rule; None if there is none or many."""
    first, second = ([payoffs[0][j] - payoffs[k][j] for j in KINDS] for k in (1, 2))
    cross = [
        first[(j + 1) % 3] * second[(j + 2) % 3] - first[(j + 2) % 3] * second[(j + 1) % 3]
        for j in KINDS
    ]
    total, whole = sum(cross), unit(payoffs) ** 2
    if same(total, 0, whole) or not all(beats(value / total, 0) for value in cross):
        return None
    shares = tuple(value / total for value in cross)
    return RestPoint(shares, _by_trace(payoffs, shares))


def _by_rates(rates: list[float], payoffs: Payoffs) -> Rest:
    """Return what a point is, by how fast small changes grow in its two directions."""
    whole = unit(payoffs)
    grow = [beats(rate, 0, whole) for rate in rates]
    die = [beats(0, rate, whole) for rate in rates]
    if all(grow):
        return Rest.UNSTABLE
    if all(die):
        return Rest.STABLE
    return Rest.SADDLE if any(grow) and any(die) else Rest.OPEN


def _by_trace(payoffs: Payoffs, shares: Shares) -> Rest:
    """Return what a mix of all three is, by trace and determinant of the derivative there.

    With shares 0 and 1 as coordinates, and f − mean f = 0 at rest, ẋ_i changes by x_i·(∂f_i − ∂ mean f).
    Where the trace is 0, it goes round: with three strategies the dynamics is that of Lotka and Volterra.
    """
    slopes = [[row[k] - row[2] for row in payoffs] for k in (0, 1)]  # ∂f_j/∂x_k
    means = [sum(map(mul, shares, slope)) for slope in slopes]
    (a, b), (c, d) = [[slopes[k][i] - means[k] for k in (0, 1)] for i in (0, 1)]
    trace = shares[0] * a + shares[1] * d
    determinant, whole = a * d - b * c, unit(payoffs)  # but for the factor x_0·x_1
    if beats(0, determinant, whole**2):
        return Rest.SADDLE
    if same(determinant, 0, whole**2):
        return Rest.OPEN
    if same(trace, 0, whole):
        return Rest.CENTRE
    return Rest.UNSTABLE if trace > 0 else Rest.STABLE


def unit(payoffs: Payoffs) -> float:
    """Return the scale on which payoffs are told apart."""
    values = [value for row in payoffs for value in row]
    return max(values) - min(values) or 1.0
