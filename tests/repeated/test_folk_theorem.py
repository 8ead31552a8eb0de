"""The folk theorem's set: the slide's game (formula 2.14), geometry, and safety."""

from __future__ import annotations

import nashpy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kooperation.games.game import PLAYERS, PROFILES, Game, SymmetricGame
from kooperation.games.game_words import games as preset_games
from kooperation.games.solution import maximin, pure_equilibria
from kooperation.repeated.folk_theorem import (
    feasible_payoffs,
    is_sustainable,
    rational_payoffs,
    security_level,
)

LECTURE = SymmetricGame(temptation=3, reward=2, punishment=1, sucker=0)
PENNIES = Game((1, -1), (-1, 1), (-1, 1), (1, -1))

payoffs = st.integers(-4, 4)
pairs = st.tuples(payoffs, payoffs)
games = st.builds(Game, cc=pairs, cd=pairs, dc=pairs, dd=pairs)


def area(polygon: tuple[tuple[float, float], ...]) -> float:
    following = polygon[1:] + polygon[:1]
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(polygon, following, strict=True)) / 2


def test_on_the_slide_everybody_is_sure_of_one() -> None:
    """Formula 2.14."""
    assert [security_level(LECTURE.game, player) for player in PLAYERS] == [1, 1]


def test_the_sustainable_payoffs_of_the_slide() -> None:
    """Formula 2.14: between (1, 1), (2, 2), and the points of the edges towards (3, 0) and (0, 3)."""
    assert set(rational_payoffs(LECTURE.game)) == {(1, 1), (2.5, 1), (2, 2), (1, 2.5)}
    assert set(feasible_payoffs(LECTURE.game)) == {(1, 1), (3, 0), (2, 2), (0, 3)}


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ((2, 2), True),
        ((2.4, 1.2), True),  # 60 % CC and 40 % DC: cooperation can be unequal
        ((1.2, 2.4), True),
        ((1.5, 1.5), True),
        ((1, 1), False),  # no more than security
        ((2.5, 1), False),
        ((2.6, 0.8), False),  # less than security
        ((2.41, 1.2), False),  # more than there is
        ((3, 3), False),
    ],
)
def test_what_can_be_sustained_on_the_slide(pair: tuple[float, float], expected: bool) -> None:
    """Formula 2.14."""
    assert is_sustainable(LECTURE.game, pair) is expected


def test_in_matching_pennies_mixing_secures_what_pure_caution_does_not() -> None:
    assert maximin(PENNIES, 0).value == -1
    assert security_level(PENNIES, 0) == 0
    assert rational_payoffs(PENNIES) == ((0, 0),)
    assert not is_sustainable(PENNIES, (0, 0))


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
        assert security_level(game, player) == pytest.approx(mixed)


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
    assert security_level(game, player) == pytest.approx(value, abs=1e-9)
    assert security_level(game, player) >= maximin(game, player).value


@given(games)
def test_the_corners_turn_left_and_hold_all_four_profiles(game: Game) -> None:
    corners = feasible_payoffs(game)
    given_pairs = {(game.payoff(at, 0), game.payoff(at, 1)) for at in PROFILES}
    assert set(corners) <= given_pairs
    assert area(corners) >= 0
    for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
        for x, y in given_pairs:
            assert (b[0] - a[0]) * (y - a[1]) >= (b[1] - a[1]) * (x - a[0])


@given(games)
def test_something_rational_is_always_feasible(game: Game) -> None:
    """Every equilibrium gives both their security level, so the set is never empty."""
    corners = rational_payoffs(game)
    assert corners
    assert -1e-12 <= area(corners) <= area(feasible_payoffs(game)) + 1e-12
    for player in PLAYERS:
        assert min(corner[player] for corner in corners) >= security_level(game, player) - 1e-12


@given(games, st.lists(st.integers(0, 5), min_size=4, max_size=4).filter(any))
@pytest.mark.slow
def test_every_mixture_above_security_is_sustainable(game: Game, weights: list[int]) -> None:
    shares = [weight / sum(weights) for weight in weights]
    first, second = (
        sum(w * game.payoff(at, i) for w, at in zip(shares, PROFILES, strict=True)) for i in PLAYERS
    )
    above = [value - security_level(game, i) for i, value in enumerate((first, second))]
    if min(above) > 1e-9:
        assert is_sustainable(game, (first, second))
    if min(above) < -1e-9:
        assert not is_sustainable(game, (first, second))


@given(games)
def test_nash_equilibria_of_one_encounter_are_within_the_set(game: Game) -> None:
    for at in pure_equilibria(game):
        for player in PLAYERS:
            assert game.payoff(at, player) >= security_level(game, player)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), None])
def test_a_payoff_that_is_no_number_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="ist keine Auszahlung"):
        is_sustainable(LECTURE.game, (wrong, 1))
