"""A quiz asks, explains, keeps what was answered, and brings back what is due."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from quiz_answers import right_answer, wrong_answers

from kooperation.practice.quiz import mark
from kooperation.practice.quiz_words import questions_before, quizzes
from kooperation.widgets import Quiz

FIRST, LATER = "00_start", "05_gefangenendilemma"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kept(folder: Path) -> Any:
    return json.loads((folder / "lernstand.json").read_text("utf-8"))["answers"]


def answer(quiz: Quiz, question: str, given: Any) -> str:
    """Give an answer, press the button, and return what is said."""
    item = quiz.items[question]
    item.control.show(given)
    item.button.click()
    return str(item.said.value)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("lecture", list(quizzes()))
def test_each_question_can_be_answered_rightly_and_wrongly(lecture: str) -> None:
    quiz = Quiz(lecture)
    for question in quizzes()[lecture].values():
        assert "✗ Noch nicht." in answer(quiz, question.key, wrong_answers(question)[0])
        assert "✓ Richtig." in answer(quiz, question.key, right_answer(question))


@pytest.mark.usefixtures("folder")
def test_a_wrong_choice_is_explained_and_names_the_section() -> None:
    said = answer(Quiz(FIRST), "start-buergergeld", "alg")
    assert "bis Ende 2022" in said
    assert "Lektion 0, „Das Geld hat einen neuen Namen, das Jobcenter zwei Formen“</a>." in said
    assert 'href="00_start.ipynb#Das-Geld-hat-einen-neuen-Namen,-das-Jobcenter-zwei-Formen"' in said


def test_an_unfinished_answer_is_said_and_not_kept(folder: Path) -> None:
    quiz = Quiz(FIRST)
    quiz.items["start-buergergeld"].button.click()
    assert "Wählen Sie zuerst" in quiz.items["start-buergergeld"].said.value
    assert not list(folder.iterdir())


@pytest.mark.usefixtures("folder")
def test_what_was_said_goes_when_the_answer_changes() -> None:
    quiz = Quiz(FIRST)
    item = quiz.items["start-buergergeld"]
    assert answer(quiz, "start-buergergeld", "alg")
    item.control.show("ja")
    assert item.said.value == ""


@pytest.mark.usefixtures("folder")
def test_enter_in_the_field_of_a_number_checks_it() -> None:
    item = Quiz(LATER).items["dilemma-schwelle"]
    item.control.show("50 %")
    item.control.field.receive({"event": "submit", "value": "50 %"})
    assert "Halbes Vertrauen" in item.said.value


@pytest.mark.usefixtures("folder")
def test_moving_an_item_in_the_browser_is_the_answer() -> None:
    quiz = Quiz(FIRST)
    item = quiz.items["start-namen"]
    item.control.list.set_state({"order": ["alg2", "buerger", "grund"]})
    item.button.click()
    assert "✓ Richtig." in item.said.value


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("lecture", list(quizzes()))
def test_reopening_shows_the_answers_and_what_was_said(lecture: str) -> None:
    quiz = Quiz(lecture)
    given = {key: wrong_answers(question)[0] for key, question in quizzes()[lecture].items()}
    said = {key: answer(quiz, key, wrong) for key, wrong in given.items()}
    again = Quiz(lecture)
    for key, question in quizzes()[lecture].items():
        item = again.items[key]
        assert item.said.value == said[key]
        assert mark(question.task, item.control.answer) == mark(question.task, given[key])


def test_opening_writes_nothing(folder: Path) -> None:
    Quiz(FIRST)
    Quiz(LATER)
    assert not list(folder.iterdir())


def test_the_record_holds_answers_and_first_marks_and_neither_name_nor_time(folder: Path) -> None:
    quiz = Quiz(FIRST)
    answer(quiz, "start-buergergeld", "ja")
    answer(quiz, "start-buergergeld", "uebergang")
    assert kept(folder) == {
        "quiz.00_start": [
            {
                "number": 1,
                "again": [],
                "answers": {"start-buergergeld": "uebergang"},
                "first": {"start-buergergeld": False},
            }
        ]
    }
    assert "Beantwortet: 1 von 6. Beim ersten Versuch richtig: 0." in quiz.progress.value


@pytest.mark.usefixtures("folder")
def test_two_questions_come_back_the_missed_ones_first() -> None:
    first = Quiz(FIRST)
    for question in quizzes()[FIRST].values():
        answer(first, question.key, right_answer(question))
    later = Quiz(LATER)
    assert len(later.round.again) == 2
    first.restart.click()
    answer(first, "start-grundproblem", "anreiz")
    answer(first, "start-jobcenter", "ge")
    later = Quiz(LATER)
    assert set(later.round.again) == {"start-grundproblem", "start-jobcenter"}
    assert list(later.items)[-2:] == list(later.round.again)
    assert "(aus Lektion 0)" in later.items["start-jobcenter"].children[0].value


@pytest.mark.usefixtures("folder")
def test_what_came_back_stays_the_same_while_the_round_lasts() -> None:
    first = Quiz(FIRST)
    answer(first, "start-jobcenter", "ge")
    later = Quiz(LATER)
    again = later.round.again
    answer(later, "start-jobcenter", "beide")
    answer(first, "start-grundproblem", "anreiz")
    assert Quiz(LATER).round.again == again == ("start-jobcenter",)


@pytest.mark.usefixtures("folder")
def test_nothing_comes_back_from_a_later_lecture() -> None:
    answer(Quiz(LATER), "dilemma-vertrauensfrage", "boese")
    assert Quiz(FIRST).round.again == ()
    assert all(question.lecture < LATER for question in questions_before(LATER).values())


def test_two_open_notebooks_do_not_undo_each_other(folder: Path) -> None:
    first, later = Quiz(FIRST), Quiz(LATER)
    answer(first, "start-jobcenter", "ge")
    answer(later, "dilemma-vertrauensfrage", "boese")
    answer(first, "start-grundproblem", "vertrauen")
    assert set(kept(folder)) == {"quiz.00_start", "quiz.05_gefangenendilemma"}
    assert len(kept(folder)["quiz.00_start"][0]["answers"]) == 2


@pytest.mark.usefixtures("folder")
def test_starting_again_clears_the_answers_and_counts_a_new_round() -> None:
    quiz = Quiz(FIRST)
    assert quiz.restart.disabled
    answer(quiz, "start-jobcenter", "ge")
    quiz.restart.click()
    assert quiz.round.number == 2
    assert quiz.items["start-jobcenter"].control.answer is None
    assert Quiz(FIRST).items["start-jobcenter"].said.value == ""
    assert quiz.restart.disabled


def test_a_broken_record_is_said_left_alone_and_usable_after_mending(folder: Path) -> None:
    broken = folder / "lernstand.json"
    broken.write_text("{ kaputt", "utf-8")
    quiz = Quiz(FIRST)
    assert "beschädigt" in quiz.trouble.value
    assert "beschädigt" in answer(quiz, "start-jobcenter", "ge")
    assert broken.read_text("utf-8") == "{ kaputt"
    broken.unlink()
    assert "✗" in answer(quiz, "start-jobcenter", "ge")
    assert kept(folder)["quiz.00_start"]


@pytest.mark.parametrize(
    "answers",
    [{"start-jobcenter": ["x"]}, {"start-guter-wille": [{}]}, {"start-kennzeichen": {"lesart": []}},
     {"start-namen": ["x", 1]}, {"gibtsnicht": 1}],
)  # fmt: skip
def test_answers_that_do_not_fit_are_shown_as_open(folder: Path, answers: Any) -> None:
    rounds = [{"number": 1, "again": ["gibtsnicht"], "answers": answers, "first": {}}]
    raw = {"schema": 1, "answers": {f"quiz.{FIRST}": rounds}}
    (folder / "lernstand.json").write_text(json.dumps(raw), "utf-8")
    quiz = Quiz(FIRST)
    assert all(item.said.value == "" for item in quiz.items.values())


@pytest.mark.usefixtures("folder")
def test_nothing_is_written_while_grading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    answer(Quiz(FIRST), "start-jobcenter", "ge")
    assert not Path("lernstand.json").exists()


def test_a_quiz_that_does_not_exist_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="00_start"):
        Quiz("99")


def test_two_windows_on_one_quiz_do_not_undo_each_other(folder: Path) -> None:
    one, other = Quiz(FIRST), Quiz(FIRST)
    answer(one, "start-jobcenter", "ge")
    answer(other, "start-grundproblem", "vertrauen")
    assert set(kept(folder)["quiz.00_start"][0]["answers"]) == {
        "start-jobcenter",
        "start-grundproblem",
    }


def test_answers_given_while_the_record_was_broken_are_kept_with_the_next_one(
    folder: Path,
) -> None:
    (folder / "lernstand.json").write_text("{ kaputt", "utf-8")
    quiz = Quiz(FIRST)
    said = answer(quiz, "start-jobcenter", "ge")
    assert "beschädigt" in said
    assert "✗ Noch nicht." in said
    (folder / "lernstand.json").unlink()
    answer(quiz, "start-grundproblem", "anreiz")
    (one,) = kept(folder)["quiz.00_start"]
    assert set(one["answers"]) == {"start-jobcenter", "start-grundproblem"}
    assert quiz.trouble.value == ""
