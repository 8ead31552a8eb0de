"""What each course of action is worth against tit for tat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilemmas import AXELROD, LECTURE
from kooperation.games.game import SymmetricGame
from kooperation.repeated.best_response import best_payoff_with_exit
from kooperation.repeated.courses import courses, worth_showing
from kooperation.repeated.strategies import tit_for_tat

quarters = st.integers(-8, 24).map(lambda n: n / 4)  # as far as the sliders reach


@pytest.mark.parametrize("discount", [0.0, 0.3, 0.75, 0.95])
def test_courses_are_worth_their_geometric_series(discount: float) -> None:
    """Formulas 2.2 and 2.5: R/(1 − δ), T + δP/(1 − δ) and (T + δS)/(1 − δ²); formula 2.3: T, then e."""
    found = {course.key: course.present_value for course in courses(AXELROD, discount, 2.0)}
    t, r, p, s = 5, 3, 1, 0
    assert found["cooperate"] == pytest.approx(r / (1 - discount), abs=1e-9)
    assert found["defect"] == pytest.approx(t + discount * p / (1 - discount), abs=1e-9)
    assert found["alternate"] == pytest.approx((t + discount * s) / (1 - discount**2), abs=1e-9)
    assert found["leave"] == pytest.approx(t + discount * 2.0 / (1 - discount), abs=1e-9)


def test_with_no_future_or_no_end_the_sum_is_the_round_or_an_error() -> None:
    assert [c.present_value for c in courses(LECTURE, 0.0, 0.0)] == [2, 3, 3, 3, 0]
    with pytest.raises(ValueError, match="kleiner als 1"):
        courses(LECTURE, 1.0, 0.0)


@given(quarters, quarters, quarters, quarters, quarters, st.integers(0, 19).map(lambda n: n / 20))
def test_no_answer_to_tit_for_tat_is_worth_more_than_the_best_course(
    t: float, r: float, p: float, s: float, outside: float, discount: float
) -> None:
    """Formulas 2.3 and 2.5: whatever the payoffs, and though one may leave before any round."""
    game = SymmetricGame(t, r, p, s)
    shown = worth_showing(courses(game, discount, outside), game, outside)
    best = best_payoff_with_exit(tit_for_tat(), game.game, discount, outside)
    assert max(course.per_round for course in shown) == pytest.approx(best, abs=1e-6)


def test_going_at_once_is_shown_where_leaving_beats_cooperating() -> None:
    for outside, shown in ((1.0, False), (2.0, False), (2.1, True)):
        found = worth_showing(courses(LECTURE, 0.5, outside), LECTURE, outside)
        assert ("go" in {course.key for course in found}) is shown
