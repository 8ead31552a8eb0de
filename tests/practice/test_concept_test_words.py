"""The questions of the test before and after are sound."""

from __future__ import annotations

from collections import Counter

import pytest

from kooperation.base.sources import sources
from kooperation.practice.concept_test_words import _concept, concept_test


def test_there_are_ten_questions_with_four_answers_from_all_of_the_course() -> None:
    questions = concept_test().values()
    assert len(questions) == 10
    assert all(len(question.options) == 4 for question in questions)
    assert {1, 2, 4, 5, 6, 7, 8} <= {question.lecture for question in questions}
    assert all(set(question.sources) <= set(sources()) for question in questions)
    assert all(question.explanation for question in questions)


def test_the_letter_of_the_right_answer_gives_nothing_away() -> None:
    right = [question.right for question in concept_test().values()]
    assert set(Counter(right)) == set("abcd")
    assert max(Counter(right).values()) <= 3


@pytest.mark.parametrize("options", [{"?": "x", "a": "y"}, {"ja": "x", "a": "y"}])
def test_an_answer_has_one_letter_that_means_nothing_else(options: dict[str, str]) -> None:
    raw = {"title": "x", "lecture": 1, "text": "?", "right": "a", "explanation": "!"}
    with pytest.raises(ValueError, match="einem Buchstaben"):
        _concept("key", {**raw, "options": options})
    with pytest.raises(ValueError, match="keine der Antworten"):
        _concept("key", {**raw, "options": {"b": "x"}})
