"""The Kooperations-Check: bottlenecks, strengths, comparison; no overall mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.success_factors.cooperation_check import (
    TOP,
    Bottlenecks,
    bottlenecks,
    changes,
    checked,
    positions,
    raised,
    strengths,
)

FACTORS = ("a", "b", "c", "d", "e")


ratings = st.dictionaries(st.sampled_from(FACTORS), st.integers(0, TOP))


def test_the_two_lowest_factors_are_the_bottlenecks() -> None:
    given_ = {"a": 2, "b": 0, "c": 1, "d": 2, "e": 3}
    assert bottlenecks(given_) == Bottlenecks(("b", "c"))
    assert bottlenecks({"a": 1, "b": 1, "c": 2}) == Bottlenecks(("a", "b"))  # two places for two
    assert strengths(given_) == ("e",)


def test_which_of_equals_comes_first_is_the_learners_choice() -> None:
    one_place = bottlenecks({"a": 2, "b": 0, "c": 1, "d": 1, "e": 3})
    assert (one_place.certain, one_place.tied, one_place.places) == (("b",), ("c", "d"), 1)
    assert one_place.chosen(()) == ("b",)
    assert one_place.chosen(["d"]) == ("b", "d")
    assert one_place.chosen(["d", "c"]) == ("b", "d")  # as many as there are places
    assert one_place.chosen(["a", "e"]) == ("b",)  # what is not equally low cannot be picked
    all_equal = bottlenecks(dict.fromkeys(FACTORS, 1))
    assert (all_equal.certain, all_equal.tied, all_equal.places) == ((), FACTORS, 2)


def test_where_all_is_well_there_is_no_bottleneck() -> None:
    assert bottlenecks(dict.fromkeys(FACTORS, TOP)) == Bottlenecks(())


def test_where_all_is_weak_there_is_no_strength() -> None:
    assert strengths(dict.fromkeys(FACTORS, 1)) == ()
    assert strengths({}) == ()


@given(ratings, st.permutations(FACTORS))
def test_a_bottleneck_is_never_rated_above_another_factor_that_is_none(
    given_: dict[str, int], picks: list[str]
) -> None:
    low = bottlenecks(given_)
    found = low.chosen(picks)
    assert len(found) == min(2, sum(level < TOP for level in given_.values()))
    for key in found:
        assert all(given_[key] <= given_[other] for other in given_ if other not in found)
        assert raised(given_, key)[key] == given_[key] + 1
    assert not set(found) & {k for k in strengths(given_) if given_[k] == TOP}
    assert not set(low.certain) & set(low.tied)


@given(ratings)
def test_the_order_of_the_check_decides_nothing(given_: dict[str, int]) -> None:
    back = bottlenecks(dict(reversed(given_.items())))
    assert set(back.certain) == set(bottlenecks(given_).certain)
    assert set(back.tied) == set(bottlenecks(given_).tied)


@given(ratings)
def test_positions_are_shares_of_the_top(given_: dict[str, int]) -> None:
    assert all(0 <= at <= 1 for at in positions(given_).values())
    assert positions(dict.fromkeys(given_, TOP)) == dict.fromkeys(given_, 1.0)


def test_only_factors_rated_in_both_checks_are_compared() -> None:
    found = changes({"a": 1, "b": 2}, {"b": 3, "c": 0})
    assert [(c.key, c.before, c.after) for c in found] == [("b", 2, 3)]


@pytest.mark.parametrize(
    "raw", [None, 3, [1], "x", {"a": 4}, {"a": True}, {"a": "2"}, {"z": 1}, {"a": -1}]
)
def test_what_is_malformed_in_the_file_is_left_out(raw: object) -> None:
    assert checked(raw, FACTORS) == {}


def test_ratings_keep_the_order_of_the_check() -> None:
    assert list(checked({"c": 1, "a": 0}, FACTORS)) == ["a", "c"]


def test_the_top_cannot_be_raised() -> None:
    with pytest.raises(ValueError, match="„a“"):
        raised({"a": TOP}, "a")
