"""The gain between the test before and the one after, by hand, and only of five people or more."""

from __future__ import annotations

import pytest

from kooperation.grading.report.gain import gain, gained
from kooperation.practice.concept_test_words import concept_test

TEST = concept_test()
FIRST, SECOND, *_ = TEST
RIGHT = {key: question.right for key, question in TEST.items()}
WRONG = {
    key: next(option for option in question.options if option != question.right)
    for key, question in TEST.items()
}


def test_the_gain_is_measured_by_what_was_missing_before() -> None:
    assert gained(0.4, 0.7) == pytest.approx(0.5)  # 0.3 of 0.6
    assert gained(0.5, 0.25) == pytest.approx(-0.5)
    assert gained(0, 1) == 1
    assert gained(1, 1) is None


def test_only_what_was_answered_both_times_counts() -> None:
    learned = {"vorher": {FIRST: WRONG[FIRST]}, "nachher": {FIRST: RIGHT[FIRST]}}
    knew = {
        "vorher": {FIRST: RIGHT[FIRST], SECOND: "?"},
        "nachher": {FIRST: RIGHT[FIRST], SECOND: WRONG[SECOND]},
    }
    once = {"vorher": {FIRST: RIGHT[FIRST]}, "nachher": {SECOND: RIGHT[SECOND]}}
    found = gain([learned] * 3 + [knew] * 2 + [once, {}])
    assert found
    # Of five people three had 0 and then 1, two had 1/2 both times: 0.2 before, 0.8 after, 0.6 of 0.8 gained.
    assert found.count == 5
    assert [found.before, found.after] == pytest.approx([0.2, 0.8])
    assert found.gain == pytest.approx(0.75)
    (question,) = found.questions  # two answered the second one, which is told of nobody
    assert (question.title, question.count) == (TEST[FIRST].title, 5)
    assert [question.before, question.after] == pytest.approx([0.4, 1])


def test_of_fewer_than_five_nothing_is_told() -> None:
    learned = {"vorher": WRONG, "nachher": RIGHT}
    assert gain([learned] * 4) is None
    assert gain([learned] * 4 + [{"vorher": RIGHT}]) is None
    assert gain([]) is None
