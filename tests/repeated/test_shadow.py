"""The shadow of the future: thresholds, equilibria and the choice of a strategy."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dilemmas import AXELROD, LECTURE, discounts, slider_dilemmas
from kooperation.games.classification import GameKind, classify
from kooperation.games.game import SymmetricGame, seen_by
from kooperation.games.game_words import games
from kooperation.games.trust import trust_threshold
from kooperation.repeated.best_response import best_payoff_with_exit, best_response
from kooperation.repeated.equilibria import is_equilibrium
from kooperation.repeated.match import Discounted, LongRun, exact_match
from kooperation.repeated.shadow import (
    STRATEGIES,
    threshold,
    trust_game,
    verdicts,
)
from kooperation.repeated.strategies import FIELD, generous_tit_for_tat, grim_trigger, tit_for_tat
from kooperation.repeated.thresholds import expected_rounds, grim_threshold, molander_generosity


def test_thresholds_are_the_closed_forms() -> None:
    """Formulas 2.2, 2.5, 2.7 and 2.3."""
    assert threshold("grim_trigger", LECTURE) == pytest.approx(1 / 2, abs=1e-9)
    assert threshold("tit_for_tat", LECTURE) == pytest.approx(1 / 2, abs=1e-9)
    assert threshold("tit_for_tat", AXELROD) == pytest.approx(2 / 3, abs=1e-9)
    assert threshold("grim_trigger", AXELROD) == pytest.approx(1 / 2, abs=1e-9)
    assert threshold("win_stay_lose_shift", LECTURE) == pytest.approx(1, abs=1e-9)
    assert threshold("grim_trigger", LECTURE, 1.5) == pytest.approx(2 / 3, abs=1e-9)
    assert threshold("always_defect", LECTURE) == 0
    assert threshold("always_cooperate", LECTURE) == math.inf
    with pytest.raises(ValueError, match="„joss“"):
        threshold("joss", LECTURE)


@given(slider_dilemmas(), discounts, st.integers(-30, 60).map(lambda k: k / 10))
def test_what_is_computed_agrees_with_the_thresholds(
    game: SymmetricGame, discount: float, outside: float
) -> None:
    for verdict in verdicts(game, discount, outside):
        assert verdict.threshold is not None
        assume(abs(discount - verdict.threshold) > 1e-6)
        assert verdict.equilibrium == (discount > verdict.threshold), verdict.strategy.key


@given(slider_dilemmas(), discounts)
def test_an_exit_that_nobody_takes_changes_nothing(game: SymmetricGame, discount: float) -> None:
    for strategy in FIELD:
        with_exit = best_payoff_with_exit(strategy, game.game, discount, game.sucker - 1)
        without = best_response(strategy, game.game, Discounted(discount)).payoff
        assert with_exit == pytest.approx(without, abs=1e-9)
    for verdict in verdicts(game, discount, game.sucker - 1):
        kind = verdict.strategy
        assert verdict.equilibrium == is_equilibrium(kind, kind, game.game, discount)


@given(slider_dilemmas(), discounts)
def test_a_better_exit_never_makes_one_worse_off(game: SymmetricGame, discount: float) -> None:
    exits = [game.sucker - 1, game.punishment, game.reward, game.temptation]
    for strategy in STRATEGIES:
        best = [best_payoff_with_exit(strategy, game.game, discount, e) for e in exits]
        assert all(a <= b + 1e-9 for a, b in pairwise(best))
        assert all(b >= e - 1e-9 for b, e in zip(best, exits, strict=True))


@pytest.mark.parametrize("outside", [math.nan, math.inf])
def test_an_exit_must_be_a_number(outside: float) -> None:
    with pytest.raises(ValueError, match="Auswegs"):
        best_payoff_with_exit(tit_for_tat(), LECTURE.game, 0.5, outside)


def test_tit_for_tat_is_subgame_perfect_only_at_the_edge() -> None:
    """Formula 2.6: on the slide at δ = 1/2, with Axelrod's payoffs never."""

    def found(game: SymmetricGame, discount: float) -> bool | None:
        return verdicts(game, discount, 0.0)[1].subgame_perfect

    assert found(LECTURE, 0.5) is True
    assert found(LECTURE, 0.6) is False
    assert not any(found(AXELROD, k / 20) for k in range(20))
    assert verdicts(LECTURE, 0.6, 1.5)[1].subgame_perfect is None


def test_the_choice_of_strategy_is_a_stag_hunt() -> None:
    """Formula 2.9: δ = 0.75 gives 2, 0.75, 1.5 and 1; a third of trust is enough then."""
    found = trust_game(LECTURE, 0.75)
    assert (found.reward, found.sucker, found.temptation, found.punishment) == (2, 0.75, 1.5, 1)
    assert classify(found.game).kind is GameKind.STAG_HUNT
    assert trust_threshold(found) == pytest.approx(1 / 3)
    assert trust_threshold(trust_game(LECTURE, 2 / 3)) == pytest.approx(1 / 2)


def test_what_the_lecture_says_in_numbers() -> None:
    """Lecture 6 with formulas 2.4, 2.1, 2.11 and 2.12."""
    unequal = games()["ungleiche_macht"].game
    thresholds = [grim_threshold(seen_by(player, unequal)) for player in (0, 1)]
    assert thresholds == pytest.approx([2 / 3, 0.4])
    assert expected_rounds(0.7) == pytest.approx(10 / 3)
    assert expected_rounds(0.95) == pytest.approx(20)
    assert 0.7 * 0.9 < threshold("tit_for_tat", AXELROD) < 0.95 * 0.9
    assert molander_generosity(LECTURE) == pytest.approx(1 / 2)
    assert molander_generosity(AXELROD) == pytest.approx(1 / 3)
    exploited = exact_match(FIELD[1], generous_tit_for_tat(0.5), LongRun()).payoffs(LECTURE.game)
    assert exploited[0] == pytest.approx(2)
    noisy = exact_match(tit_for_tat(), tit_for_tat(), LongRun(), 0.001).payoffs(LECTURE.game)
    assert noisy[0] == pytest.approx(1.5)
    assert (
        exact_match(grim_trigger(), grim_trigger(), LongRun(), 0.01).payoffs(LECTURE.game)[0] < 1.1
    )
