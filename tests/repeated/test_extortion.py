"""What a player can force upon another by cooperating with the right probabilities (formula 2.10)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilemmas import LECTURE
from kooperation.practice.prediction_words import predictions
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import LongRun, exact_match
from kooperation.repeated.strategies import alternating, always_cooperate, always_defect


def memory_one(*after: float) -> Automaton:
    """Cooperate first, then with the probability that belongs to the last profile: CC, CD, DC or DD."""
    return Automaton("memory_one", "", (1.0, *after), ((1, 2, 3, 4),) * 5)


EXTORTION = memory_one(0.9, 0.5, 0.4, 0.0)
likely = st.floats(0.01, 0.99)


def gains(other: Automaton) -> tuple[float, float]:
    """What the extortioner and *other* have beyond P = 1 in the long run."""
    own, others = exact_match(EXTORTION, other, LongRun()).payoffs(LECTURE.game)
    return own - 1, others - 1


@given(st.tuples(likely, likely, likely, likely))
def test_whatever_the_other_does_the_extortioner_gains_twice_as_much(
    after: tuple[float, float, float, float],
) -> None:
    own, others = gains(memory_one(*after))
    assert own == pytest.approx(2 * others, abs=1e-7)


@given(st.tuples(likely, likely, likely, likely))
def test_an_extortioner_has_twice_the_others_gain_and_is_best_met_by_giving_in(
    after: tuple[float, float, float, float],
) -> None:
    """Always C leaves 1.6 to 2.2; nothing that remembers one round has more [pressdyson2012]."""
    assert gains(always_cooperate()) == pytest.approx((1.2, 0.6), abs=1e-9)
    assert gains(memory_one(*after))[1] <= 0.6 + 1e-9


def test_refusing_leaves_both_with_nothing_and_so_do_two_of_a_kind() -> None:
    """P for both: why extortion does not last among many [hilbeetal2013]."""
    assert gains(always_defect()) == pytest.approx((0, 0), abs=1e-9)
    assert gains(EXTORTION) == pytest.approx((0, 0), abs=1e-9)


def test_the_prediction_about_extortion_has_these_numbers() -> None:
    record = predictions()["wiederholung-erpressung"]
    assert record.observed == "nachgeben"
    assert "1,6 je Runde, dem anderen 2,2" in record.explanation
    assert gains(alternating())[1] < 0.6
