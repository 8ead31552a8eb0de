"""What each course of action is worth against tit for tat."""

from __future__ import annotations

import pytest

from dilemmas import AXELROD, LECTURE
from kooperation.repeated.courses import courses


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
    assert [c.present_value for c in courses(LECTURE, 0.0, 0.0)] == [2, 3, 3, 3]
    with pytest.raises(ValueError, match="kleiner als 1"):
        courses(LECTURE, 1.0, 0.0)
