"""What would have to change for cooperation to hold."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dilemmas import LECTURE, discounts, slider_dilemmas
from kooperation.games.game import SymmetricGame
from kooperation.repeated.remedy import remedy
from kooperation.repeated.shadow import verdicts

NO_EXIT = -10.0


@given(slider_dilemmas(), discounts, st.sampled_from(["grim_trigger", "tit_for_tat"]))
@pytest.mark.slow
def test_a_remedy_suffices_and_nothing_less_does(
    game: SymmetricGame, discount: float, key: str
) -> None:
    assume(discount > 0.02)
    change = remedy(key, game, discount)
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    assert change.temptation is not None
    index = 0 if key == "grim_trigger" else 1
    for slack, holds in ((1e-4, True), (-1e-4, False)):
        lower = SymmetricGame(change.temptation - slack, r, p, s)
        assert verdicts(lower, discount, NO_EXIT)[index].equilibrium == holds
        higher = SymmetricGame(t, change.reward + slack, p, s)
        assert verdicts(higher, discount, NO_EXIT)[index].equilibrium == holds


def test_no_temptation_is_small_enough_where_leaving_beats_cooperating() -> None:
    change = remedy("grim_trigger", LECTURE, 0.9, 2.5)
    assert change.temptation is None
    assert change.discount == math.inf
    assert change.reward == pytest.approx(3 * 0.1 + 2.5 * 0.9)
