"""The numbers of a report, worked out by hand, and what is never told of fewer than five people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.grading.report.statistics import (
    LEAST,
    Bin,
    difficulty,
    discrimination,
    distribution,
    told,
)

CHOICES = st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=3), min_size=1, max_size=40)


def test_the_share_of_the_points_is_what_was_earned_of_what_could_be() -> None:
    assert difficulty([0, 1, 2, 3, 4], 4) == 0.5  # 10 of 20
    assert difficulty([2, 2], 2) == 1


def test_discrimination_is_the_correlation_with_the_rest_of_the_points() -> None:
    # x = 0, 0, 1, 1, 3, mean 1, deviations −1, −1, 0, 0, 2, squares 6;
    # rest z = 2, 4, 3, 5, 6, mean 4, deviations −2, 0, −1, 1, 2, squares 10; products 2 + 0 + 0 + 0 + 4 = 6.
    assert discrimination([0, 0, 1, 1, 3], [2, 4, 4, 6, 9]) == pytest.approx(6 / 60**0.5)
    # Where a question is the whole total, there is no rest; uncorrected it would be 1.
    assert discrimination([0, 1], [0, 1]) is None
    assert discrimination([0, 1], [1, 1]) == pytest.approx(-1)


def test_where_all_have_the_same_there_is_no_discrimination() -> None:
    assert discrimination([2, 2, 2], [3, 4, 5]) is None
    assert discrimination([0, 1, 2], [5, 6, 7]) is None


def each(**counts: int) -> list[str]:
    """Return what each person chose, one thing, so many of them each."""
    return [name for name, count in counts.items() for _ in range(count)]


def test_what_fewer_than_five_chose_is_told_together_and_never_by_subtraction() -> None:
    assert told(each(a=9, b=5, c=3, d=2)).counts == {"a": 9, "b": 5}
    assert told(each(a=9, b=3, c=2)).rest == 5
    assert told(each(a=9, b=2)).rest is None
    # Of 17 people 9 and 6 are known, so two would be: the smallest goes along.
    closed = told(each(a=9, b=6, c=2), closed=True)
    assert (closed.counts, closed.rest) == ({"a": 9}, 8)
    alone = told(each(a=9, c=2), closed=True)
    assert (alone.counts, alone.rest) == ({}, 11)


def test_who_chose_several_rare_things_is_one_person_in_the_rest() -> None:
    found = told([*[{"a"}] * 5, *[{"b", "c"}] * 3, {"d"}, {"e", "a"}])
    assert (found.counts, found.rest) == ({"a": 6}, 5)


@given(CHOICES)
def test_no_group_under_five_is_told_or_left_over(choices: list[set[str]]) -> None:
    found = told(choices, closed=True)
    assert all(count >= LEAST for count in found.counts.values())
    left = sum(bool(names - found.counts.keys()) for names in choices)
    assert left == 0 or left >= LEAST or not found.counts
    assert found.rest in (None, left)


def test_columns_of_the_distribution_are_joined_until_each_has_five_people_or_none() -> None:
    totals = [0.5, 3, 3.5, 3.5, 3, 3, 9, 9.5, 10, 10, 10, 2]
    assert distribution(totals, 10) == [
        Bin(0, 4, 7),
        *(Bin(low, low + 1, 0) for low in (4, 5, 6, 7, 8)),
        Bin(9, 10, 5),
    ]


@given(st.lists(st.floats(0, 12), min_size=LEAST, max_size=60))
def test_the_distribution_counts_everybody_once_and_no_group_under_five(
    totals: list[float],
) -> None:
    bins = distribution(totals, 12)
    assert sum(one.count for one in bins) == len(totals)
    assert all(one.count == 0 or one.count >= LEAST for one in bins)
    assert [one.high for one in bins[:-1]] == [one.low for one in bins[1:]]
    assert (bins[0].low, bins[-1].high) == (0, 12)


def test_under_five_people_there_is_no_distribution() -> None:
    with pytest.raises(ValueError, match="hier sind es 4"):
        distribution([1, 2, 3, 4], 10)
