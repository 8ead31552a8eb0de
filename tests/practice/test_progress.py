"""How far a learner is: what is counted of whatever stands in the record, and where one goes on."""

from __future__ import annotations

import pytest

from kooperation.practice.progress import Done, lecture_done, stopped, task_done

LECTURE = {
    "file": "05_x.ipynb", "number": 5, "title": "Titel", "quiz": "quiz.05_x",
    "predictions": ["vorhersage.a", "vorhersage.b"], "questions": ["eins", "zwei"],
}  # fmt: skip
TASK = {"slug": "probe", "title": "Probe", "fields": ["f", "g", "h"]}


def test_predictions_and_questions_of_all_rounds_are_counted_once() -> None:
    rounds = [{"answers": {"eins": 0}}, {"answers": {"eins": 1, "andere": 0}}]
    done = lecture_done(LECTURE, {"vorhersage.a": "x", "quiz.05_x": rounds, "vorhersage.z": "x"})
    assert done.title == "5 Titel"
    assert done.counts == {"predictions": (1, 2), "quiz": (1, 2)}
    assert done.is_begun
    assert not done.is_through


def test_a_lecture_is_through_when_all_is_given() -> None:
    learned = {"vorhersage.a": "x", "vorhersage.b": "y", "quiz.05_x": [{"answers": {"eins": 0, "zwei": 0}}]}  # fmt: skip
    assert lecture_done(LECTURE, learned).is_through


@pytest.mark.parametrize("rounds", [None, "x", [3], [{}], [{"answers": 1}]])
def test_whatever_stands_there_in_place_of_rounds_counts_as_nothing(rounds: object) -> None:
    assert not lecture_done(LECTURE, {"quiz.05_x": rounds}).is_begun


def test_an_assignment_is_through_when_it_is_packed_and_leads_to_the_learners_copy() -> None:
    begun = task_done(TASK, {"f": 1, "fremd": 2}, is_packed=False)
    assert (begun.counts, begun.is_through) == ({"answers": (1, 3)}, False)
    assert task_done(TASK, {}, is_packed=True).is_through
    assert begun.file == "../../meine_aufgaben/probe/probe.ipynb"


def test_one_goes_on_with_the_last_that_is_begun_and_after_it_if_that_is_through() -> None:
    untouched, next_one = Done("0", "0", {}), Done("3", "3", {})
    begun = Done("1", "1", {"quiz": (1, 2)})
    through = Done("2", "2", {"quiz": (2, 2)}, is_through=True)
    assert stopped([untouched, next_one]) is None
    assert stopped([through, begun, next_one]) is begun
    assert stopped([begun, through, next_one]) is next_one
    assert stopped([through]) is None
