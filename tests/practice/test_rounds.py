"""Rounds of quizzes as they stand in the record."""

from __future__ import annotations

from typing import Any

import pytest

from kooperation.practice.recall import Attempt
from kooperation.practice.rounds import (
    Round,
    first_attempts,
    next_number,
    plain_rounds,
    read_rounds,
    with_answer,
    with_round,
)


def test_a_second_try_in_a_round_is_shown_but_does_not_change_the_first_mark() -> None:
    once = Round(1).answered("a", "x", right=False)
    twice = once.answered("a", "y", right=True)
    assert twice.answers == {"a": "y"}
    assert twice.first == {"a": False}
    assert list(first_attempts([twice])) == [Attempt("a", 1, False)]


def test_rounds_are_numbered_over_all_lectures() -> None:
    assert next_number([]) == 1
    assert next_number([Round(4), Round(2)]) == 5


def test_a_round_survives_the_record() -> None:
    kept = Round(3, ("a",), {"a": ["x"], "b": "y"}, {"a": True})
    assert read_rounds([kept.plain()]) == (kept,)


@pytest.mark.parametrize(
    "raw",
    [None, "x", {}, [1], [{}], [{"number": "1"}], [{"number": True}], [{"number": None}]],
)
def test_what_is_no_round_is_left_out(raw: Any) -> None:
    assert read_rounds(raw) == ()


def test_what_is_malformed_in_a_round_is_left_out() -> None:
    raw = [{"number": 1, "again": ["a", 2], "answers": [], "first": {"a": 1, "b": False}}]
    assert read_rounds(raw) == (Round(1, ("a",), {}, {"b": False}),)


def test_a_round_takes_the_place_of_the_one_with_its_number_and_is_the_last() -> None:
    rounds = (Round(1), Round(3), Round(4))
    changed = Round(3, ("a",))
    assert with_round(rounds, changed) == (Round(1), Round(4), changed)
    assert with_round((), changed) == (changed,)
    assert read_rounds(plain_rounds(rounds)) == rounds


def test_an_answer_is_added_to_what_the_record_holds_of_the_round() -> None:
    mine = Round(2, ("x",))
    stored = (Round(1), mine.answered("a", "1", right=True))
    found = with_answer(stored, mine, "b", "2", right=False)
    assert found == (Round(1), Round(2, ("x",), {"a": "1", "b": "2"}, {"a": True, "b": False}))
    again = with_answer(found, mine, "a", "3", right=False)[-1]
    assert (again.answers["a"], again.first["a"]) == ("3", True)
    assert with_answer((), mine, "a", "1", right=True) == (mine.answered("a", "1", right=True),)
