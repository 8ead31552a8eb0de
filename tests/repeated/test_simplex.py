"""Three strategies as a triangle: rest points against hand-solved games, and laws over random ones."""

from __future__ import annotations

import cmath
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kooperation.base.linear import solve
from kooperation.games.game import SymmetricGame
from kooperation.repeated.evolution import Payoffs, Shares, replicator_dynamics
from kooperation.repeated.match import Discounted
from kooperation.repeated.simplex import (
    Rest,
    growth,
    in_percents,
    mixes_of_three,
    rest_points,
    resting_sides,
)
from kooperation.repeated.strategies import always_cooperate, always_defect, tit_for_tat
from kooperation.repeated.tournament import play_tournament

LECTURE = SymmetricGame(temptation=3, reward=2, punishment=1, sucker=0)
AXELROD = SymmetricGame(temptation=5, reward=3, punishment=1, sucker=0)
tables = st.lists(
    st.lists(st.integers(-3, 3).map(float), min_size=3, max_size=3), min_size=3, max_size=3
)


def three(game: SymmetricGame, noise: float) -> Payoffs:
    """Return what always C, always D and tit for tat get from each other at δ = 0.95."""
    players = [always_cooperate(), always_defect(), tit_for_tat()]
    return play_tournament(players, game, Discounted(0.95), noise).payoffs


def kinds(payoffs: Payoffs) -> dict[tuple[float, ...], Rest]:
    return {tuple(round(x, 3) for x in point.shares): point.rest for point in rest_points(payoffs)}


CORNERS: set[tuple[float, ...]] = {(1, 0, 0), (0, 1, 0), (0, 0, 1)}
MIDDLE = (0.333, 0.333, 0.333)


# Solved by hand -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("win", "lose", "rest"),
    [(1, 1, Rest.CENTRE), (2, 1, Rest.STABLE), (1, 2, Rest.UNSTABLE)],
)
def test_rock_paper_scissors_turns_in_or_out_or_neither(win: int, lose: int, rest: Rest) -> None:
    """Inside stable where a win is more than a loss, else unstable, between them closed (Hofbauer and Sigmund 1998)."""
    table = ((0, -lose, win), (win, 0, -lose), (-lose, win, 0))
    assert kinds(table) == {**dict.fromkeys(CORNERS, Rest.SADDLE), MIDDLE: rest}


def test_three_ways_to_meet_have_three_stable_corners_and_saddles_between() -> None:
    """Pure coordination: 1 for the same, else 0; three saddles on the sides keep three basins apart."""
    found = kinds(((1, 0, 0), (0, 1, 0), (0, 0, 1)))
    sides: set[tuple[float, ...]] = {(0.5, 0.5, 0), (0.5, 0, 0.5), (0, 0.5, 0.5)}
    assert found == {
        **dict.fromkeys(CORNERS, Rest.STABLE),
        **dict.fromkeys(sides, Rest.SADDLE),
        MIDDLE: Rest.UNSTABLE,
    }


def test_hawk_dove_and_a_loser_rest_where_hawks_are_v_over_c() -> None:
    """V = 2, C = 4: half of them hawks (Maynard Smith and Price 1973); who always has −5 cannot come in."""
    found = kinds(((-1, 2, 0), (0, 1, 0), (-5, -5, -5)))
    assert found[0.5, 0.5, 0] is Rest.STABLE
    assert set(found) == {*CORNERS, (0.5, 0.5, 0)}


def test_without_errors_who_forgives_and_who_retaliates_cannot_be_told_apart() -> None:
    """Always C and tit for tat have R from each other and from their own kind: each mix of them rests."""
    payoffs = three(LECTURE, 0)
    assert resting_sides(payoffs) == ((0, 2),)
    found = kinds(payoffs)
    assert found[0, 1, 0] is Rest.STABLE
    assert found[1, 0, 0] is Rest.OPEN
    assert found[0, 0, 1] is Rest.OPEN


@pytest.mark.parametrize(
    ("game", "inside", "rest"),
    [
        (LECTURE, (0.399, 0.064, 0.537), Rest.CENTRE),
        (AXELROD, (0.415, 0.069, 0.516), Rest.STABLE),
    ],
)
def test_the_lectures_cycle_goes_round_its_centre_and_axelrods_turns_in(
    game: SymmetricGame, inside: tuple[float, ...], rest: Rest
) -> None:
    """Formula 2.17 gives both mixtures, and that the trace is 0 in one and negative in the other."""
    found = kinds(three(game, 0.01))
    assert found[inside] is rest
    assert found[0, 1, 0] is Rest.STABLE
    assert resting_sides(three(game, 0.01)) == ()


# Laws ---------------------------------------------------------------------------------------------


def exactly(payoffs: Payoffs, present: tuple[int, ...]) -> list[Fraction] | None:
    """Return the mix of *present*, all of them there, in which all have the same; None if there is none or many."""
    table = [[Fraction(payoffs[row][column]) for column in present] for row in present]
    rows = [[a - b for a, b in zip(table[0], row, strict=True)] for row in table[1:]]
    try:
        found = solve(
            [*rows, [Fraction(1)] * len(present)], [Fraction(0)] * len(rows) + [Fraction(1)]
        )
    except ZeroDivisionError:
        return None
    return found if all(share > 0 for share in found) else None


@given(tables)
@settings(deadline=None)
def test_there_are_as_many_rest_points_as_exact_arithmetic_finds(payoffs: Payoffs) -> None:
    expected = set()
    for size in (1, 2, 3):
        for present in combinations(range(3), size):
            if mix := exactly(payoffs, present):
                shares = dict(zip(present, mix, strict=True))
                expected.add(tuple(round(float(shares.get(kind, 0)), 3) for kind in range(3)))
    assert set(kinds(payoffs)) == expected
    for point in rest_points(payoffs):
        assert growth(payoffs, point.shares) == pytest.approx((0, 0, 0), abs=1e-9)


@given(tables)
@settings(deadline=None)
def test_what_a_rest_point_is_agrees_with_slopes_taken_by_small_steps(payoffs: Payoffs) -> None:
    """Eigenvalues of the derivative along the triangle, by differences; near 0 they decide nothing."""
    for point in rest_points(payoffs):
        one, other = sorted(slopes(payoffs, point.shares), key=lambda value: value.real)
        if min(abs(one.real), abs(other.real)) < 1e-4:
            continue
        expected = {
            (False, False): Rest.STABLE,
            (False, True): Rest.SADDLE,
            (True, True): Rest.UNSTABLE,
        }[one.real > 0, other.real > 0]
        assert point.rest is expected


def slopes(payoffs: Payoffs, shares: Shares) -> tuple[complex, complex]:
    step = 1e-6

    def moved(by: tuple[float, float]) -> tuple[float, float]:
        x, y = shares[0] + by[0], shares[1] + by[1]
        first, second, _ = growth(payoffs, (x, y, 1 - x - y))
        return first, second

    columns = [
        [
            (after - before) / (2 * step)
            for after, before in zip(moved(way), moved((-way[0], -way[1])), strict=True)
        ]
        for way in ((step, 0.0), (0.0, step))
    ]
    (a, c), (b, d) = columns
    root = cmath.sqrt(((a - d) / 2) ** 2 + b * c)
    return (a + d) / 2 + root, (a + d) / 2 - root


@given(tables, st.sampled_from(list(mixes_of_three(6))))
@settings(deadline=None)
def test_what_grows_is_what_others_lose_and_is_the_slope_of_the_way(
    payoffs: Payoffs, mix: Shares
) -> None:
    rates = growth(payoffs, mix)
    assert sum(rates) == pytest.approx(0, abs=1e-12)
    later = replicator_dynamics(payoffs, mix, 1e-4, 1)[-1]
    assert [(b - a) / 1e-4 for a, b in zip(mix, later, strict=True)] == pytest.approx(
        rates, abs=1e-2
    )


def test_the_arrows_stand_on_the_sides_and_inside_and_not_in_the_corners() -> None:
    found = list(mixes_of_three(4))
    assert len(found) == len(set(found)) == 15 - 3
    assert all(sum(mix) == 1 and max(mix) < 1 for mix in found)


# Choosing a mix -----------------------------------------------------------------------------------


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).filter(any))
def test_a_chosen_mix_is_of_whole_percents_near_it_and_nobody_is_gone(shares: list[float]) -> None:
    percents = in_percents(tuple(shares))
    assert sum(percents) == 100
    assert min(percents) >= 1
    exact = [100 * share / sum(shares) for share in shares]
    assert all(abs(part - near) <= 2 for part, near in zip(percents, exact, strict=True))
    assert in_percents(tuple(part / 100 for part in percents)) == percents


def test_what_is_no_mix_is_refused() -> None:
    for shares in (
        (0.0, 0.0, 0.0),
        (0.5, 0.7, -0.2),
        (float("inf"), 1.0, 1.0),
        (float("nan"), 1.0, 1.0),
    ):
        with pytest.raises(ValueError, match="keine Mischung"):
            in_percents(shares)
