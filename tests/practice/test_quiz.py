"""Marking an answer to a quiz."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.practice.quiz import (
    Marking,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    mark,
    start_order,
)

SINGLE = SingleChoice(("a", "b", "c"), "b")
MULTIPLE = MultipleChoice(("a", "b", "c", "d"), frozenset("bd"))
MATCHING = Matching({"x": "1", "y": "2", "z": "1"}, ("1", "2", "3"))
ORDERING = Ordering(("a", "b", "c", "d"))
# The threshold of a stag hunt with R, T, P, S = 5, 4, 2, 0 (formula 1.6: 2/3).
NUMERIC = Numeric(Fraction(2, 3), Fraction(7, 1000), {"halb": Fraction(1, 2)}, percent=True)


def test_a_single_choice_is_right_or_names_what_was_chosen() -> None:
    assert mark(SINGLE, "b") == Marking(True)
    assert mark(SINGLE, "c") == Marking(False, ("c",))


def test_a_multiple_choice_names_what_is_too_much_and_what_is_missing() -> None:
    assert mark(MULTIPLE, ["d", "b"]) == Marking(True)
    assert mark(MULTIPLE, ["a", "b"]) == Marking(False, ("a",), ("d",))


@given(st.sets(st.sampled_from("abcd"), min_size=1))
def test_each_key_of_a_multiple_choice_is_right_wrong_or_missed(answer: set[str]) -> None:
    marking = mark(MULTIPLE, answer)
    assert set(marking.wrong) == answer - MULTIPLE.right
    assert set(marking.missed) == MULTIPLE.right - answer
    assert marking.right == (answer == MULTIPLE.right)


def test_matching_names_the_items_that_belong_elsewhere() -> None:
    assert mark(MATCHING, {"x": "1", "y": "2", "z": "1"}).right
    assert mark(MATCHING, {"x": "3", "y": "2", "z": "2"}) == Marking(False, ("x", "z"))


@pytest.mark.parametrize("text", ["2/3", "0,67", "66,7 %", "66,7", "67", "0.6667"])
def test_a_number_is_right_as_a_share_and_in_percent(text: str) -> None:
    assert mark(NUMERIC, text).right


def test_a_number_that_a_mistake_leads_to_names_the_mistake() -> None:
    assert mark(NUMERIC, "50 %") == Marking(False, ("halb",))
    assert mark(NUMERIC, "0,9") == Marking(False)


@pytest.mark.parametrize("text", ["0,67 %", "−2/3"])
def test_a_percent_sign_and_a_minus_are_taken_seriously(text: str) -> None:
    assert not mark(NUMERIC, text).right


def test_a_count_is_not_read_as_percent() -> None:
    assert mark(Numeric(Fraction(4)), "4").right
    assert not mark(Numeric(Fraction(4)), "400").right


@pytest.mark.parametrize("answer", [*permutations(ORDERING.right)])
def test_an_order_names_the_fewest_items_that_have_to_move(answer: tuple[str, ...]) -> None:
    marking = mark(ORDERING, answer)
    assert marking.right == (answer == ORDERING.right)
    rest = [key for key in answer if key not in marking.wrong]
    assert rest == sorted(rest)  # the right order is the alphabet's
    # No smaller set of moves leaves a rising rest.
    for kept in product([True, False], repeat=4):
        chosen = [key for key, keep in zip(answer, kept, strict=True) if keep]
        if chosen == sorted(chosen):
            assert len(chosen) <= len(rest)


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        (SINGLE, "x"), (SINGLE, ["a"]), (MULTIPLE, []), (MULTIPLE, ["x"]), (MULTIPLE, "b"),
        (MATCHING, {"x": "1"}), (MATCHING, {"x": "9", "y": "2", "z": "1"}), (MATCHING, "x"),
        (NUMERIC, ""), (NUMERIC, "viel"), (NUMERIC, ["2"]), (ORDERING, ["a", "b"]), (ORDERING, "abcd"),
    ],
)  # fmt: skip
def test_an_unfinished_answer_is_said_and_not_marked(task: object, answer: object) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        mark(task, answer)  # type: ignore[arg-type]


@given(st.lists(st.text(min_size=1), min_size=2, max_size=7, unique=True))
def test_an_order_starts_mixed_up_and_each_time_alike(keys: list[str]) -> None:
    task = Ordering(tuple(keys))
    assert start_order(task) == start_order(task) != task.right
    assert sorted(start_order(task)) == sorted(keys)


def test_there_is_nothing_to_mix_in_an_order_of_one() -> None:
    with pytest.raises(ValueError, match="mindestens zwei"):
        start_order(Ordering(("a",)))
