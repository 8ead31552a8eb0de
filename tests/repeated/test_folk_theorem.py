"""The folk theorem's set: the slide's game (formula 2.14), geometry, and safety."""

from __future__ import annotations

from fractions import Fraction

import nashpy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kooperation.games.game import PLAYERS, PROFILES, Game, SymmetricGame
from kooperation.games.game_words import games as preset_games
from kooperation.games.solution import maximin, pure_equilibria
from kooperation.repeated.folk_theorem import exact, feasible, minmax_corner
from kooperation.repeated.polygon import Point, Polygon, above, contains, edges

LECTURE = SymmetricGame(temptation=3, reward=2, punishment=1, sucker=0)
PENNIES = Game((1, -1), (-1, 1), (-1, 1), (1, -1))

payoffs = st.integers(-4, 4)
pairs = st.tuples(payoffs, payoffs)
games = st.builds(Game, cc=pairs, cd=pairs, dc=pairs, dd=pairs)


def points(*pairs: tuple[float, float]) -> set[Point]:
    return {(Fraction(first), Fraction(second)) for first, second in pairs}


def rational(game: Game) -> Polygon:
    """Return what is feasible and gives both at least what they are sure of."""
    return above(feasible(game), minmax_corner(game))


def is_promised(game: Game, pair: Point) -> bool:
    """Say whether the folk theorem promises *pair* per round for patient enough players."""
    corner = minmax_corner(game)
    return contains(feasible(game), [pair]) and all(pair[i] > corner[i] for i in PLAYERS)


def area(polygon: Polygon) -> Fraction:
    return sum((a[0] * b[1] - a[1] * b[0] for a, b in edges(polygon)), Fraction(0)) / 2


def test_on_the_slide_everybody_is_sure_of_one() -> None:
    """Formula 2.14."""
    assert {minmax_corner(LECTURE.game)} == points((1, 1))


def test_the_sustainable_payoffs_of_the_slide() -> None:
    """Formula 2.14: between (1, 1), (2, 2), and the points of the edges towards (3, 0) and (0, 3)."""
    assert set(rational(LECTURE.game)) == points((1, 1), (2.5, 1), (2, 2), (1, 2.5))
    assert set(feasible(LECTURE.game)) == points((1, 1), (3, 0), (2, 2), (0, 3))


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("2", "2"), True),
        (("2.4", "1.2"), True),  # 60 % CC and 40 % DC: cooperation can be unequal
        (("1.2", "2.4"), True),
        (("1.5", "1.5"), True),
        (("1", "1"), False),  # no more than security
        (("2.5", "1"), False),
        (("2.6", "0.8"), False),  # less than security
        (("2.41", "1.2"), False),  # more than there is
        (("3", "3"), False),
    ],
)
def test_what_can_be_sustained_on_the_slide(pair: tuple[str, str], expected: bool) -> None:
    """Formula 2.14."""
    assert is_promised(LECTURE.game, (Fraction(pair[0]), Fraction(pair[1]))) is expected


def test_in_matching_pennies_mixing_secures_what_pure_caution_does_not() -> None:
    assert maximin(PENNIES, 0).value == -1
    assert {minmax_corner(PENNIES)} == points((0, 0))
    assert set(rational(PENNIES)) == points((0, 0))
    assert not is_promised(PENNIES, minmax_corner(PENNIES))


@pytest.mark.parametrize(
    ("preset", "pure", "mixed"), [("geschlechterkampf", 0, 1.2), ("koordination", 0, 1)]
)
def test_rolling_dice_secures_more_than_caution_where_it_matters(
    preset: str, pure: float, mixed: float
) -> None:
    """3·2/(3 + 2) = 1.2 and 2·2/(2 + 2) = 1 (formula 2.14), against 0 without dice (formula 1.5)."""
    game = preset_games()[preset].game
    for player in PLAYERS:
        assert maximin(game, player).value == pure
        assert minmax_corner(game)[player] == pytest.approx(mixed)


@given(games, st.sampled_from(PLAYERS))
@settings(deadline=None)
@pytest.mark.slow
def test_the_security_level_is_the_value_of_the_zero_sum_game(game: Game, player: int) -> None:
    """Von Neumann's minmax; nashpy finds it by linear programming."""
    rows = [[game.cc, game.cd], [game.dc, game.dd]]
    table = np.array([[cell[player] for cell in row] for row in rows], dtype=float)
    table = table if player == 0 else table.T
    row, column = nashpy.Game(table).linear_program()
    value = nashpy.Game(table)[row, column][0]
    assert minmax_corner(game)[player] == pytest.approx(value, abs=1e-9)
    assert minmax_corner(game)[player] >= maximin(game, player).value


@given(games)
def test_the_corners_turn_left_and_hold_all_four_profiles(game: Game) -> None:
    corners = feasible(game)
    given_pairs = {(game.payoff(at, 0), game.payoff(at, 1)) for at in PROFILES}
    assert set(corners) <= given_pairs
    assert area(corners) >= 0
    for a, b in edges(corners):
        for x, y in given_pairs:
            assert (b[0] - a[0]) * (y - a[1]) >= (b[1] - a[1]) * (x - a[0])


@given(games)
def test_something_rational_is_always_feasible(game: Game) -> None:
    """Every equilibrium gives both their security level, so the set is never empty."""
    corners = rational(game)
    assert corners
    assert 0 <= area(corners) <= area(feasible(game))
    for player in PLAYERS:
        assert min(corner[player] for corner in corners) >= minmax_corner(game)[player]


@given(games, st.lists(st.integers(0, 5), min_size=4, max_size=4).filter(any))
@pytest.mark.slow
def test_every_mixture_above_security_is_sustainable(game: Game, weights: list[int]) -> None:
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    first, second = (
        sum((w * exact(game, at)[i] for w, at in zip(shares, PROFILES, strict=True)), Fraction(0))
        for i in PLAYERS
    )
    sure = minmax_corner(game)
    assert is_promised(game, (first, second)) == (first > sure[0] and second > sure[1])


@given(games)
def test_nash_equilibria_of_one_encounter_are_within_the_set(game: Game) -> None:
    for at in pure_equilibria(game):
        for player in PLAYERS:
            assert game.payoff(at, player) >= minmax_corner(game)[player]
