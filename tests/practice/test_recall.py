"""What comes back: the rule of the boxes."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from kooperation.practice.recall import BOXES, Attempt, box, pause, returning

QUESTIONS = ("a", "b", "c", "d", "e")
histories = st.lists(
    st.builds(Attempt, st.sampled_from(QUESTIONS), st.integers(1, 9), st.booleans()), max_size=20
)


def course(*marks: bool) -> list[Attempt]:
    """Return attempts at one question in the rounds 1, 2, …"""
    return [Attempt("a", number, right) for number, right in enumerate(marks, start=1)]


def test_a_question_right_at_once_starts_in_the_second_box_and_one_missed_in_the_first() -> None:
    assert box(course(True)) == 2
    assert box(course(False)) == 1


def test_each_right_answer_moves_up_one_box_and_a_wrong_one_back_to_the_first() -> None:
    assert [box(course(*[True] * n)) for n in range(1, 6)] == [2, 3, 4, 4, 4]
    assert box(course(True, True, True, False)) == 1


def test_each_box_waits_twice_as_long_as_the_one_below() -> None:
    assert [pause(at) for at in range(1, BOXES + 1)] == [1, 2, 4, 8]


@given(st.permutations(course(True, False, True, True)))
def test_the_order_in_which_attempts_are_told_does_not_matter(told: Sequence[Attempt]) -> None:
    assert box(told) == 3


def test_what_was_missed_comes_back_before_what_was_known() -> None:
    said = [Attempt("a", 1, True), Attempt("b", 1, False), Attempt("c", 1, True)]
    assert returning(said, QUESTIONS, now=2, count=1) == ("b",)
    assert returning(said, QUESTIONS, now=2) == ("b", "a")


def test_among_equals_what_is_longest_ago_comes_first() -> None:
    said = [Attempt("a", 3, False), Attempt("b", 1, False), Attempt("c", 2, False)]
    assert returning(said, QUESTIONS, now=4) == ("b", "c")


def test_what_is_due_goes_before_what_is_not_yet_even_from_a_higher_box() -> None:
    known_long_ago = Attempt("a", 1, True)  # box 2, due after two rounds
    known_just_now = Attempt("b", 3, True)
    assert returning([known_just_now, known_long_ago], ("b", "a"), now=4, count=1) == ("a",)


def test_if_nothing_is_due_something_comes_back_all_the_same() -> None:
    assert returning([Attempt("a", 1, True)], QUESTIONS, now=2) == ("a",)


@given(histories, st.integers(1, 12), st.integers(0, 5))
def test_only_what_was_asked_before_comes_back_each_once_and_as_many_as_there_are(
    said: list[Attempt], now: int, count: int
) -> None:
    found = returning(said, QUESTIONS, now, count)
    asked = {attempt.question for attempt in said if attempt.number < now}
    assert set(found) <= asked
    assert len(found) == len(set(found)) == min(count, len(asked))


@given(histories, st.integers(2, 12))
def test_a_miss_in_the_last_round_is_never_overtaken_by_what_was_right_then(
    said: list[Attempt], now: int
) -> None:
    said = [attempt for attempt in said if attempt.question not in ("a", "b")]
    said += [Attempt("a", now - 1, True), Attempt("b", now - 1, False)]
    order = returning(said, QUESTIONS, now, len(QUESTIONS))
    assert order.index("b") < order.index("a")


@given(histories, st.integers(1, 12))
def test_fewer_are_the_first_of_more(said: list[Attempt], now: int) -> None:
    assert returning(said, QUESTIONS, now, 2) == returning(said, QUESTIONS, now, 5)[:2]
