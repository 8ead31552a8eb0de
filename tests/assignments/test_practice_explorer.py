"""The widget: an answer is marked on the spot, and nothing but counts is kept."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from kooperation.assignments.ask_explorer import Ask
from kooperation.assignments.kinds.marks.control import MarksQuestion, MarkTables
from kooperation.assignments.practice import PracticeSheet, exercise, practised_slugs, titles
from kooperation.assignments.practice_explorer import Practice
from kooperation.games import pareto_efficient
from kooperation.games.game import letters
from kooperation.widgets import Practice as FromWidgets


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pareto(seed: int = 1) -> Practice:
    practice = Practice("dilemma", random.Random(seed))
    practice.question.value = "pareto"
    return practice


def tables(practice: Practice) -> MarkTables:
    assert isinstance(practice.control, MarksQuestion)
    return practice.control.tables


def mark(practice: Practice, marks: dict[str, list[str]]) -> None:
    tables(practice).marks = marks


def right(practice: Practice) -> list[str]:
    return [letters(at) for at in pareto_efficient(practice.exercise.question.games["e"].game)]


def kept(folder: Path) -> object:
    path = folder / "lernstand.json"
    return json.loads(path.read_text("utf-8"))["answers"] if path.exists() else {}


def test_learners_find_it_with_the_other_widgets() -> None:
    assert FromWidgets is Practice


def test_before_an_answer_nothing_is_marked_or_kept(folder: Path) -> None:
    practice = pareto()
    practice.check.click()
    assert "Antworten Sie zuerst" in practice.result.value
    assert kept(folder) == {}


def test_a_right_answer_is_praised_and_only_counts_are_kept(folder: Path) -> None:
    practice = pareto()
    mark(practice, {"e": right(practice)})
    practice.check.click()
    assert "1 von 1 Punkten" in practice.result.value
    assert "Alles richtig." in practice.result.value
    assert "Lösung und Rechenweg" in practice.result.value
    assert kept(folder) == {"uebung.dilemma": {"pareto": [1, 1]}}
    left = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    assert left == ["lernstand.json"]  # beside its copy, out of sight


def test_after_the_solution_was_told_the_same_exercise_counts_no_more(folder: Path) -> None:
    practice = pareto()
    wrong = [key for key in ("CC", "CD", "DC", "DD") if key not in right(practice)]
    mark(practice, {"e": wrong})
    practice.check.click()
    assert "0 von 1 Punkten" in practice.result.value
    assert "Ein markiertes Feld" in practice.result.value or "verwechselt" in practice.result.value
    mark(practice, {"e": right(practice)})
    assert practice.result.value == ""  # what was said was about another answer
    practice.check.click()
    assert "1 von 1 Punkten" in practice.result.value
    assert kept(folder) == {"uebung.dilemma": {"pareto": [1, 0]}}


def test_another_version_has_other_numbers_and_an_empty_control(folder: Path) -> None:
    practice = pareto()
    before = practice.exercise.task.variant
    mark(practice, {"e": right(practice)})
    practice.check.click()
    practice.another.click()
    assert practice.exercise.task.variant != before
    assert practice.result.value == ""
    assert tables(practice).marks == {}
    assert practice.place.children == (practice.control,)
    mark(practice, {"e": right(practice)})
    practice.check.click()
    assert kept(folder) == {"uebung.dilemma": {"pareto": [2, 2]}}


def test_what_is_answered_is_not_called_saved() -> None:
    practice = pareto()
    mark(practice, {"e": ["CC"]})
    assert "1 von 1 Teilen beantwortet." in practice.control.status.value
    assert "Gespeichert" not in practice.control.status.value


@pytest.mark.parametrize(
    "stored", [7, [], {"pareto": 3}, {"pareto": [1]}, {"pareto": [-1, 0]}, {"pareto": [True, 0]}]
)
def test_counts_that_are_malformed_begin_anew(folder: Path, stored: object) -> None:
    data = {"schema": 1, "answers": {"uebung.dilemma": stored}}
    (folder / "lernstand.json").write_text(json.dumps(data), "utf-8")
    practice = pareto()
    mark(practice, {"e": right(practice)})
    practice.check.click()
    assert "Geübt: 1-mal, davon 1-mal ganz richtig." in practice.result.value


def test_what_is_typed_is_shown_as_text() -> None:
    practice = Practice("wiederholung", random.Random(1))
    practice.sheet["schwellen"] = {"a": "<img src=x onerror=alert(1)>"}
    practice.check.click()
    assert "<img" not in practice.result.value
    assert "&lt;img" in practice.result.value


def test_there_is_no_practice_for_an_assignment_that_has_none() -> None:
    with pytest.raises(ValueError, match="Zu „konzept“ gibt es nichts zu üben"):
        Practice("konzept")


@pytest.mark.parametrize("slug", practised_slugs())
def test_on_paper_each_question_shows_what_it_asks_about(slug: str) -> None:
    for name in titles(slug):
        one = exercise(slug, name, random.Random(slug))
        assert Ask(PracticeSheet(), one.task, name).still(), name
