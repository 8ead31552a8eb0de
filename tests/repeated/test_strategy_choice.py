"""Choosing between strategies: the meta-game (formula 2.9) and the stag hunt (formula 1.6)."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dilemmas import LECTURE, STAG_HUNT, dilemmas
from kooperation.games.classification import GameKind, classify
from kooperation.games.game import C, D, Game, SymmetricGame, seen_by
from kooperation.games.solution import mixed_equilibria, pure_equilibria
from kooperation.games.trust import trust_threshold
from kooperation.repeated.match import Discounted
from kooperation.repeated.strategies import always_defect, grim_trigger
from kooperation.repeated.strategy_choice import strategy_choice
from kooperation.repeated.thresholds import grim_threshold, risk_dominance_threshold


def grim_or_defect(game: SymmetricGame, discount: float) -> Game:
    return strategy_choice(grim_trigger(), always_defect(), game.game, Discounted(discount))


def test_repetition_turns_the_dilemma_into_a_stag_hunt() -> None:
    """Formula 2.9: at δ = 0.75 the payoffs are 2, 0.75, 1.5 and 1."""
    choice = grim_or_defect(LECTURE, 0.75)
    assert choice.cc == pytest.approx((2, 2), abs=1e-9)
    assert choice.cd == pytest.approx((0.75, 1.5), abs=1e-9)
    assert choice.dc == pytest.approx((1.5, 0.75), abs=1e-9)
    assert choice.dd == pytest.approx((1, 1), abs=1e-9)
    assert classify(choice).kind is GameKind.STAG_HUNT
    assert pure_equilibria(choice) == ((C, C), (D, D))


@given(dilemmas, st.floats(0, 0.98))
def test_above_the_grim_threshold_there_are_two_equilibria_below_it_one(
    game: SymmetricGame, discount: float
) -> None:
    """Formula 2.9."""
    assume(abs(discount - grim_threshold(game)) > 1e-6)
    assume(discount < 1 - 1e-6)
    found = pure_equilibria(grim_or_defect(game, discount))
    assert found == (((C, C), (D, D)) if discount > grim_threshold(game) else ((D, D),))


@given(dilemmas, st.floats(0, 0.98))
def test_cooperation_is_risk_dominant_exactly_above_its_threshold(
    game: SymmetricGame, discount: float
) -> None:
    """Formula 2.9: δ > (T−R+P−S)/(T−S), from the meta-game's own payoffs."""
    threshold = risk_dominance_threshold(game)
    assume(abs(discount - threshold) > 1e-6)
    assume(discount > grim_threshold(game) + 1e-6)
    trust = trust_threshold(seen_by(0, grim_or_defect(game, discount)))
    assert (trust < 1 / 2) == (discount > threshold)


def test_in_the_stag_hunt_caution_dominates() -> None:
    """Formula 1.6: trust pays from 2/3 on; more than one half is more than a coin toss gives."""
    assert trust_threshold(STAG_HUNT) == pytest.approx(2 / 3, abs=1e-9)


@given(st.integers(-4, 4), st.integers(1, 4), st.integers(1, 4), st.integers(-4, 4))
def test_the_trust_threshold_is_the_mixed_equilibrium_and_below_one_half_if_trust_dominates(
    sucker: int, fear: int, hope: int, temptation: int
) -> None:
    """Formula 1.6; Harsanyi and Selten's criterion for symmetric games."""
    game = SymmetricGame(temptation, temptation + hope, sucker + fear, sucker)
    threshold = trust_threshold(game)
    assert mixed_equilibria(game.game).point == pytest.approx((threshold, threshold), abs=1e-9)
    losses = {"CC": hope**2, "DD": fear**2}  # what both lose by leaving alone, multiplied
    assert (threshold < 0.5) == (losses["CC"] > losses["DD"])
    assert (threshold == 0.5) == (losses["CC"] == losses["DD"])


def test_where_trust_does_not_decide_the_message_says_so() -> None:
    with pytest.raises(ValueError, match="nur mit R > T und P > S"):
        trust_threshold(LECTURE)
