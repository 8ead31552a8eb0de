"""The effort of coordination, counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.negotiation.coordination import Effort, last_cheaper_size


def test_effort_is_counted_in_looks() -> None:
    """Formula 3.10: s^n against n·s·(n − 1)."""
    effort = Effort(5, 3)
    assert (effort.positive, effort.negative) == (243, 60)
    assert Effort(2, 2).positive == Effort(2, 2).negative == 4


@given(st.integers(2, 6), st.integers(2, 30))
def test_beyond_some_number_of_offices_looking_at_everything_costs_more(s: int, n: int) -> None:
    last = last_cheaper_size(s) or 1
    effort = Effort(n, s)
    assert (effort.positive > effort.negative) == (n > last)


@pytest.mark.parametrize(
    ("offices", "options", "what"),
    [(1, 3, "Stellen"), (3, 1, "Möglichkeiten je Stelle")],
)
def test_one_office_or_one_option_alone_has_nothing_to_coordinate(
    offices: int, options: int, what: str
) -> None:
    with pytest.raises(
        ValueError, match=f"^Die Zahl der {what} muss eine ganze Zahl ab 2 sein, nicht 1"
    ):
        Effort(offices, options)
