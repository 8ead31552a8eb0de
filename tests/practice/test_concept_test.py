"""What has become of a question between the test before and the one after."""

from __future__ import annotations

from itertools import product

import pytest

from kooperation.practice.concept_test import (
    UNKNOWN,
    AnswerOutcome,
    Change,
    change,
    code,
    outcome,
)


def test_an_answer_to_the_concept_test_is_right_wrong_unknown_or_missing() -> None:
    assert outcome("b", "b") is AnswerOutcome.RIGHT
    assert outcome("b", "a") is AnswerOutcome.WRONG
    assert outcome("b", UNKNOWN) is AnswerOutcome.UNKNOWN
    assert outcome("b", None) is outcome("b", "") is AnswerOutcome.MISSING


@pytest.mark.parametrize(("before", "after"), [*product(AnswerOutcome, repeat=2)])
def test_what_has_become_of_a_question_follows_from_the_two_answers(
    before: AnswerOutcome, after: AnswerOutcome
) -> None:
    found = change(before, after)
    assert (found is Change.INCOMPLETE) == (AnswerOutcome.MISSING in (before, after))
    if found is not Change.INCOMPLETE:
        assert (found in (Change.GAINED, Change.KEPT)) == (after is AnswerOutcome.RIGHT)
        assert (found in (Change.KEPT, Change.LOST)) == (before is AnswerOutcome.RIGHT)


def test_the_line_to_hand_in_has_one_letter_for_each_question() -> None:
    assert code(["x", "y", "z"], {"z": "a", "x": UNKNOWN}) == "?-a"
