"""The bargaining solutions: worked examples, closed forms, and their laws."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kooperation.games.game_words import games
from kooperation.negotiation.bargaining import (
    DivisibleIssue,
    Frontier,
    Point,
    kalai_smorodinsky,
    nash_solution,
)


class PowerFrontier:
    """u_A^p + u_B^p = size^p, for d = 0 with a solution in closed form; p = 2 is a quarter circle."""

    def __init__(self, exponent: float = 1.0, size: float = 1.0) -> None:
        self.exponent, self.size = exponent, size

    def point(self, x: float) -> Point:
        return self.size * (1 - x) ** (1 / self.exponent), self.size * x ** (1 / self.exponent)

    def slope(self, x: float) -> Point:
        q = 1 / self.exponent
        return -self.size * q * (1 - x) ** (q - 1), self.size * q * x ** (q - 1)

    def where(self, player: int, utility: float) -> float:
        share = (utility / self.size) ** self.exponent
        return float(1 - share if player == 0 else share)


exponents = st.integers(10, 50).map(lambda k: k / 10)
powers = st.integers(2, 38).map(lambda k: k / 40)
frontiers = st.one_of(
    st.builds(DivisibleIssue, exponents, st.sampled_from([1.0, 10.0])),
    st.builds(PowerFrontier, exponents, st.sampled_from([1.0, 1.5, 10.0])),
)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Frontier, Point]:
    """A frontier and a disagreement point that leaves something to divide."""
    frontier = draw(frontiers)
    first, second = (draw(st.integers(0, 45)) / 100 * frontier.size for _ in range(2))
    return frontier, (first, second)


def product(at: Point, d: Point, power: float) -> float:
    return float((at[0] - d[0]) ** power * (at[1] - d[1]) ** (1 - power))


# Reference cases ----------------------------------------------------------------------------------


def test_on_a_quarter_circle_the_two_solutions_differ() -> None:
    """Formulas 3.2 and 3.3: u_A² + u_B² = 1, d = (0.3, 0.1)."""
    quarter = PowerFrontier(2)
    assert nash_solution(quarter, (0.3, 0.1)) == pytest.approx((0.763, 0.646), abs=5e-4)
    assert kalai_smorodinsky(quarter, (0.3, 0.1)) == pytest.approx((0.754, 0.657), abs=5e-4)


@pytest.mark.parametrize(
    ("exponent", "power", "expected"),
    [(2, 0.5, (0.75, 0.75)), (2, 0.8, (0.907, 0.517)), (1, 0.8, (0.8, 0.2)), (1, 0.3, (0.3, 0.7))],
)
def test_the_compromise_with_and_without_curvature(
    exponent: float, power: float, expected: Point
) -> None:
    """Formulas 3.1 and 3.2 with d = 0: r = 1 gives x = 1 − β; r = 2 solves 3.2's condition."""
    found = nash_solution(DivisibleIssue(exponent), (0, 0), power)
    assert found == pytest.approx(expected, abs=5e-4)


@given(powers, st.integers(0, 40), st.integers(0, 40))
def test_pure_division_has_the_closed_form(power: float, first: int, second: int) -> None:
    """Formula 3.2: u_A = d_A + β(1 − d_A − d_B)."""
    d = (first / 100, second / 100)
    left = 1 - sum(d)
    closed = d[0] + power * left, d[1] + (1 - power) * left
    for frontier in (DivisibleIssue(), PowerFrontier()):
        assert nash_solution(frontier, d, power) == pytest.approx(closed, abs=1e-9)


@given(exponents, powers, st.sampled_from([1.0, 1.3, 10.0]))
def test_the_power_frontier_has_the_closed_form(p: float, power: float, size: float) -> None:
    """Formula 3.2: u_A = κ·β^(1/p), u_B = κ·(1 − β)^(1/p) for d = 0."""
    closed = size * power ** (1 / p), size * (1 - power) ** (1 / p)
    found = nash_solution(PowerFrontier(p, size), (0, 0), power)
    assert found == pytest.approx(closed, abs=1e-9 * size)


# Laws ---------------------------------------------------------------------------------------------


@given(problems(), powers)
def test_both_solutions_lie_on_the_frontier_and_leave_nobody_worse_off(
    problem: tuple[Frontier, Point], power: float
) -> None:
    frontier, d = problem
    for at in (nash_solution(frontier, d, power), kalai_smorodinsky(frontier, d)):
        assert min(at[0] - d[0], at[1] - d[1]) > 0
        x = frontier.where(0, at[0])
        assert frontier.point(x)[1] == pytest.approx(at[1], abs=1e-6 * frontier.size)


@given(problems(), powers, st.floats(0.001, 0.999))
def test_no_other_point_of_the_frontier_has_a_greater_nash_product(
    problem: tuple[Frontier, Point], power: float, x: float
) -> None:
    frontier, d = problem
    other = frontier.point(x)
    assume(other[0] > d[0] and other[1] > d[1])
    best = product(nash_solution(frontier, d, power), d, power)
    assert product(other, d, power) <= best + 1e-9 * frontier.size


@given(problems(), powers, powers)
def test_more_power_never_hurts_its_owner(
    problem: tuple[Frontier, Point], one: float, other: float
) -> None:
    frontier, d = problem
    less, more = sorted((one, other))
    weak, strong = (nash_solution(frontier, d, power) for power in (less, more))
    assert strong[0] >= weak[0] - 1e-9 * frontier.size
    assert strong[1] <= weak[1] + 1e-9 * frontier.size


@given(exponents, powers, st.integers(0, 40), st.integers(0, 40), st.sampled_from([2.0, 10.0]))
def test_nash_does_not_depend_on_the_scale(
    p: float, power: float, first: int, second: int, scale: float
) -> None:
    d = (first / 100, second / 100)
    small = nash_solution(PowerFrontier(p), d, power)
    large = nash_solution(PowerFrontier(p, scale), (d[0] * scale, d[1] * scale), power)
    assert large == pytest.approx((small[0] * scale, small[1] * scale), rel=1e-7)


class Stretched:
    """A frontier on which A's utility is counted in another unit: *factor* for one."""

    def __init__(self, inner: Frontier, factor: float) -> None:
        self.inner, self.factor, self.size = inner, factor, inner.size * max(1.0, factor)

    def point(self, x: float) -> Point:
        a, b = self.inner.point(x)
        return self.factor * a, b

    def slope(self, x: float) -> Point:
        a, b = self.inner.slope(x)
        return self.factor * a, b

    def where(self, player: int, utility: float) -> float:
        return self.inner.where(player, utility / self.factor if player == 0 else utility)


@given(problems(), powers, st.sampled_from([0.5, 3.0]))
def test_counting_one_sides_utility_in_another_unit_changes_neither_solution(
    problem: tuple[Frontier, Point], power: float, factor: float
) -> None:
    frontier, d = problem
    stretched, other = Stretched(frontier, factor), (factor * d[0], d[1])
    for plain, scaled in (
        (nash_solution(frontier, d, power), nash_solution(stretched, other, power)),
        (kalai_smorodinsky(frontier, d), kalai_smorodinsky(stretched, other)),
    ):
        assert scaled == pytest.approx((factor * plain[0], plain[1]), rel=1e-6)


@given(problems())
def test_kalai_smorodinsky_gives_both_the_same_share_of_their_most(
    problem: tuple[Frontier, Point],
) -> None:
    frontier, d = problem
    at = kalai_smorodinsky(frontier, d)
    most = (
        frontier.point(frontier.where(1, d[1]))[0] - d[0],
        frontier.point(frontier.where(0, d[0]))[1] - d[1],
    )
    shares = [(at[i] - d[i]) / most[i] for i in (0, 1)]
    assert shares[0] == pytest.approx(shares[1], abs=1e-9)


def test_a_worse_alternative_lowers_ones_share() -> None:
    """Formula 3.2, the arrow."""
    shares = [nash_solution(DivisibleIssue(), (d, 0.3))[0] for d in (0.3, 0.2, 0.1, 0.0)]
    assert shares == sorted(shares, reverse=True)


def test_the_negotiators_dilemma_is_counted_with_the_model() -> None:
    """Formula 3.6: both open κ = 1.6, one κ = 1.2 with four fifths for the other, none κ = 1."""
    game = games()["verhandlungsdilemma"].game

    def shared(growth: float, power: float) -> tuple[float, float]:
        return nash_solution(DivisibleIssue(1, 10 * growth), (0, 0), power)

    assert game.cc == pytest.approx(shared(1.6, 0.5))
    assert game.cd == pytest.approx(shared(1.2, 0.2))
    assert game.dd == pytest.approx(shared(1.0, 0.5))


# What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize("power", [0, 1, -0.1, float("nan"), True])
def test_power_lies_strictly_between_0_and_1(power: float) -> None:
    with pytest.raises(ValueError, match="Macht β"):
        nash_solution(DivisibleIssue(), (0, 0), power)


@pytest.mark.parametrize("d", [(0.6, 0.5), (1, 0), (0.5, 0.5)])
def test_where_nothing_is_left_there_is_nothing_to_divide(d: Point) -> None:
    for solve in (nash_solution, kalai_smorodinsky):
        with pytest.raises(ValueError, match="lässt beiden mehr"):
            solve(DivisibleIssue(), d)


def test_a_frontier_bends_outwards_and_has_a_size() -> None:
    with pytest.raises(ValueError, match="mindestens 1"):
        DivisibleIssue(0.5)
    with pytest.raises(ValueError, match="größer als 0"):
        DivisibleIssue(1, 0)
