"""The closed forms of the shadow of the future: numbers known from the literature, and their laws."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dilemmas import AXELROD, LECTURE, dilemmas
from kooperation.games.game import PLAYERS, Game, SymmetricGame, seen_by
from kooperation.repeated.thresholds import (
    effective_discount,
    expected_rounds,
    grim_threshold,
    molander_generosity,
    present_value,
    risk_dominance_threshold,
    tit_for_tat_thresholds,
    win_stay_lose_shift_threshold,
)


def test_the_effective_discount_factor_is_a_product() -> None:
    """Formula 2.1: δ_eff = w·ρ, and 1/(1 − w) rounds on average."""
    assert effective_discount(0.8, 0.95) == pytest.approx(0.76, abs=1e-9)
    assert expected_rounds(0.75) == pytest.approx(4, abs=1e-9)
    assert expected_rounds(0) == 1


@given(st.floats(-10, 10), st.floats(0, 0.9))
def test_a_present_value_is_the_sum_of_its_series(per_round: float, discount: float) -> None:
    """Formula 2.1: the sum starts with this round, so it is 1/(1 − δ) and not δ/(1 − δ)."""
    series = sum(per_round * discount**k for k in range(400))
    assert present_value(per_round, discount) == pytest.approx(series, abs=1e-9)


def test_the_grim_threshold_is_one_half_on_the_slide_and_for_axelrod() -> None:
    """Formula 2.2."""
    assert grim_threshold(LECTURE) == pytest.approx(1 / 2, abs=1e-9)
    assert grim_threshold(AXELROD) == pytest.approx(1 / 2, abs=1e-9)


@given(dilemmas)
def test_at_the_grim_threshold_breach_and_faith_are_worth_the_same(game: SymmetricGame) -> None:
    """Formula 2.2: R/(1−δ) = T + δP/(1−δ)."""
    discount = grim_threshold(game)
    faith = present_value(game.reward, discount)
    breach = game.temptation + discount * present_value(game.punishment, discount)
    assert breach == pytest.approx(faith, rel=1e-9, abs=1e-9)


def test_an_exit_of_one_and_a_half_lifts_the_threshold_to_two_thirds() -> None:
    """Formula 2.3."""
    assert grim_threshold(LECTURE, outside=1.5) == pytest.approx(2 / 3, abs=1e-9)


@given(dilemmas, st.floats(0, 1), st.floats(0, 1))
def test_the_better_the_exit_the_more_patience_it_takes(
    game: SymmetricGame, one: float, other: float
) -> None:
    """Formula 2.3: from P on, up to 1 at e = R; below P an exit is no threat, above R all is lost."""
    worse, better = (
        game.punishment + share * (game.reward - game.punishment) for share in sorted((one, other))
    )
    assert grim_threshold(game) <= grim_threshold(game, worse) <= grim_threshold(game, better)
    assert grim_threshold(game, game.punishment - 1) == grim_threshold(game)
    assert grim_threshold(game, game.reward) == 1
    assert grim_threshold(game, game.reward + 0.1) == math.inf


@pytest.mark.parametrize("outside", [1.2, 1.5, 1.9])
@pytest.mark.parametrize("rho", [0.93, 0.95, 0.99])
def test_whether_the_exit_is_open_after_every_end_changes_nothing(
    outside: float, rho: float
) -> None:
    """Formula 2.3: e after a breach and, with 1 − w in each round, after an end that nobody chose.

    Outside only ρ counts. At δ = wρ = (T − R)/(T − e) faith and breach are worth the same, round by round.
    """
    threshold = grim_threshold(LECTURE, outside)
    w = threshold / rho
    assert w < 1
    left = faith = 0.0
    for _ in range(5000):
        faith = LECTURE.reward + rho * (w * faith + (1 - w) * left)
        left = outside + rho * left
    breach = LECTURE.temptation + rho * left
    assert faith == pytest.approx(breach, abs=1e-6)


def test_each_player_has_a_threshold_of_their_own() -> None:
    """Formula 2.4: (T_i − R_i)/(T_i − P_i); here one with 5/3/1/0 and one with 4/3/1/0."""
    game = Game(cc=(3, 3), cd=(0, 4), dc=(5, 0), dd=(1, 1))
    first, second = (seen_by(player, game) for player in PLAYERS)
    assert grim_threshold(first) == pytest.approx(1 / 2, abs=1e-9)
    assert grim_threshold(first, outside=2) == pytest.approx(2 / 3, abs=1e-9)
    assert grim_threshold(second) == pytest.approx(1 / 3, abs=1e-9)


def test_tit_for_tat_needs_both_of_its_conditions() -> None:
    """Formula 2.5: on the slide both are 1/2 by accident; Axelrod's payoffs give 1/2 and 2/3."""
    slide, axelrod = tit_for_tat_thresholds(LECTURE), tit_for_tat_thresholds(AXELROD)
    assert (slide.against_defection, slide.against_alternation) == pytest.approx(
        (1 / 2, 1 / 2), abs=1e-9
    )
    assert (axelrod.against_defection, axelrod.against_alternation) == pytest.approx(
        (1 / 2, 2 / 3), abs=1e-9
    )
    assert slide.equilibrium == pytest.approx(1 / 2, abs=1e-9)
    assert axelrod.equilibrium == pytest.approx(2 / 3, abs=1e-9)


@given(dilemmas)
def test_alternating_can_be_deterred_exactly_if_it_pays_less_than_cooperation(
    game: SymmetricGame,
) -> None:
    """Formulas 1.1 and 2.5: the second threshold is below 1 exactly if 2R > T + S."""
    t, r, s = game.temptation, game.reward, game.sucker
    assume(abs(2 * r - t - s) > 1e-9)
    assert (tit_for_tat_thresholds(game).against_alternation < 1) == (2 * r > t + s)


def test_win_stay_lose_shift_has_no_threshold_below_one_on_the_slide() -> None:
    """Formula 2.7: (T − R)/(R − P) is 1 on the slide; it is 1 for Axelrod's payoffs, too."""
    assert win_stay_lose_shift_threshold(LECTURE) == pytest.approx(1, abs=1e-9)
    assert win_stay_lose_shift_threshold(AXELROD) == pytest.approx(1, abs=1e-9)


def test_molanders_generosity_is_one_half_on_the_slide_and_one_third_for_axelrod() -> None:
    """Formula 2.12."""
    assert molander_generosity(LECTURE) == pytest.approx(1 / 2, abs=1e-9)
    assert molander_generosity(AXELROD) == pytest.approx(1 / 3, abs=1e-9)


@given(dilemmas)
def test_generosity_is_a_probability_where_alternating_does_not_pay(game: SymmetricGame) -> None:
    if 2 * game.reward >= game.temptation + game.sucker:
        assert -1e-12 <= molander_generosity(game) <= 1
    else:
        with pytest.raises(ValueError, match="bringt Abwechseln mehr als"):
            molander_generosity(game)


def test_risk_dominance_asks_for_more_patience_than_equilibrium() -> None:
    """Formula 2.9: 2/3 against 1/2 on the slide."""
    assert risk_dominance_threshold(LECTURE) == pytest.approx(2 / 3, abs=1e-9)


@given(dilemmas)
def test_risk_dominance_never_asks_for_less_than_equilibrium(game: SymmetricGame) -> None:
    assert risk_dominance_threshold(game) >= grim_threshold(game) - 1e-12


@pytest.mark.parametrize(
    "threshold",
    [
        grim_threshold,
        tit_for_tat_thresholds,
        win_stay_lose_shift_threshold,
        molander_generosity,
        risk_dominance_threshold,
    ],
)
def test_where_there_is_no_dilemma_there_is_no_threshold(
    threshold: object,
) -> None:
    assert callable(threshold)
    with pytest.raises(ValueError, match="T = 1,5, R = 2, P = 1, S = 0"):
        threshold(SymmetricGame(1.5, 2, 1, 0))


@pytest.mark.parametrize("outside", [math.nan, math.inf])
def test_an_exit_that_is_no_payoff_is_refused(outside: float) -> None:
    with pytest.raises(ValueError, match="Auszahlung beim Austritt"):
        grim_threshold(LECTURE, outside)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan])
def test_probabilities_and_discounts_are_checked(wrong: float) -> None:
    with pytest.raises(ValueError, match="zwischen 0 und 1"):
        effective_discount(wrong, 0.5)
    with pytest.raises(ValueError, match="zwischen 0 und 1"):
        effective_discount(0.5, wrong)
    for function in (expected_rounds, lambda value: present_value(1, value)):
        with pytest.raises(ValueError, match="kleiner als 1 sein"):
            function(wrong)
        with pytest.raises(ValueError, match="ohne Ende"):
            function(1)
