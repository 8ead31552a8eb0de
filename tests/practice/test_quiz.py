"""The questions of the quizzes are sound; the widget asks, explains, keeps and brings back."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pytest

from kooperation.base.sources import sources
from kooperation.practice.learning import (
    Marking,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    SingleChoice,
    mark,
    start_order,
)
from kooperation.practice.quiz_view import feedback, lecture_name, solution
from kooperation.practice.quiz_words import QuizQuestion, _question, questions_before, quizzes
from kooperation.widgets import Quiz

LECTURES = Path(__file__).resolve().parents[2] / "course" / "lectures"
QUESTIONS = [question for quiz in quizzes().values() for question in quiz.values()]
FIRST, LATER = "00_start", "05_gefangenendilemma"


def key(question: QuizQuestion) -> str:
    return question.key


def right_answer(question: QuizQuestion) -> Any:
    match question.task:
        case SingleChoice(right=right):
            return right
        case MultipleChoice(right=keys):
            return sorted(keys)
        case Matching(right=pairs):
            return dict(pairs)
        case Numeric(value=value):
            return str(value)
        case Ordering(right=order):
            return list(order)


def wrong_answers(question: QuizQuestion) -> list[Any]:
    """Return one answer for each way of being wrong that the record explains."""
    task = question.task
    match task:
        case SingleChoice(options=options, right=right):
            return [option for option in options if option != right]
        case MultipleChoice(options=options, right=keys):
            return [[*keys, option] for option in options if option not in keys]
        case Matching(right=pairs, targets=targets):
            return [
                {**pairs, item: target}
                for item, own in pairs.items()
                for target in targets
                if target != own
            ]
        case Numeric():
            return [option.value for option in question.options]
        case Ordering():
            return [list(start_order(task))]


# The records --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lecture", list(quizzes()))
def test_each_quiz_has_six_to_eight_questions_of_several_kinds(lecture: str) -> None:
    quiz = quizzes()[lecture]
    assert 6 <= len(quiz) <= 8
    assert len({type(question.task) for question in quiz.values()}) >= 3


def test_all_five_kinds_are_asked() -> None:
    assert len({type(question.task) for question in QUESTIONS}) == 5


def test_each_lecture_that_asks_has_a_quiz() -> None:
    asked = {
        name
        for path in LECTURES.glob("*.md")
        for name in re.findall(r'^Quiz\("(\w+)"\)', path.read_text("utf-8"), re.M)
    }
    assert asked == {path.stem for path in LECTURES.glob("*.md")} & set(quizzes())


@pytest.mark.parametrize("question", QUESTIONS, ids=key)
def test_the_section_to_read_exists_in_the_lecture(question: QuizQuestion) -> None:
    """In the notebook, which has sections that the text has not: terms and sources."""
    notebook = nbformat.read(LECTURES / f"{question.lecture}.ipynb", as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert question.section in re.findall(r"(?m)^#{2,3} (.+)$", prose)


@pytest.mark.parametrize("question", QUESTIONS, ids=key)
def test_the_right_answer_is_right_and_each_mistake_is_explained(question: QuizQuestion) -> None:
    assert mark(question.task, right_answer(question)) == Marking(True)
    for answer in wrong_answers(question):
        marking = mark(question.task, answer)
        assert not marking.right, answer
        assert marking.wrong, answer
        said = feedback(question, marking)
        for wrong in marking.wrong:
            assert len(question.option(wrong).because) > 20
        assert "Nachlesen: " + lecture_name(question.lecture) in said
        assert solution(question) in said


@pytest.mark.parametrize("question", QUESTIONS, ids=key)
def test_the_sources_of_a_question_are_in_the_bibliography(question: QuizQuestion) -> None:
    assert set(question.sources) <= set(sources())


def test_the_place_of_the_right_option_gives_nothing_away() -> None:
    places = Counter(
        q.task.options.index(q.task.right) for q in QUESTIONS if isinstance(q.task, SingleChoice)
    )
    assert max(places.values()) <= sum(places.values()) / 2
    assert len(places) == 4


def test_no_question_of_a_lecture_is_about_a_kept_vignette() -> None:
    """Persons of cases have an initial; quizzes speak of situations, so that none is given away."""
    for question in QUESTIONS:
        words = " ".join([question.text, *(option.text for option in question.options)])
        assert not re.search(r"\b(Frau|Herr|Familie) [A-Z]\.|\b(Lea|Jonas|Malik)\b", words)


WRONG = {"section": "x", "text": "?", "explanation": "!", "sources": []}


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ({"kind": "single", "options": [{"key": "a", "because": "b"}]}, "genau eine"),
        ({"kind": "multiple", "options": [{"key": "a", "because": "b"}]}, "mindestens eine"),
        ({"kind": "single", "options": [{"key": "a", "right": True}, {"key": "b"}]}, "because"),
        ({"kind": "single", "options": [{"key": "a", "because": "b"}] * 2}, "denselben"),
        ({"kind": "matching", "targets": {}, "options": [{"key": "a", "because": "b",
                                                          "target": "z"}]}, "unbekanntes Ziel"),
        ({"kind": "numeric", "value": "2.500", "otherwise": ""}, "zweierlei"),
        ({"kind": "rätsel"}, "rätsel"),
        ({"kind": "single", "valeu": "1"}, "valeu"),
    ],
)  # fmt: skip
def test_a_wrong_record_names_what_is_wrong(raw: dict[str, Any], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        _question("00_start", "key", {**WRONG, **raw})


# The widget ---------------------------------------------------------------------------------------


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
    assert "Nachlesen: Lektion 0, «Auf den Rechtsstand achten»." in said


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
    item.control.field._handle_custom_msg({"event": "submit"}, [])
    assert "Halbes Vertrauen" in item.said.value


@pytest.mark.usefixtures("folder")
def test_moving_an_item_in_the_browser_is_the_answer() -> None:
    quiz = Quiz(FIRST)
    item = quiz.items["start-namen"]
    item.control.widget.set_state({"order": ["alg2", "buerger", "grund"]})
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
    answer(first, "start-pruefzelle", "richtig")
    answer(first, "start-jobcenter", "ge")
    later = Quiz(LATER)
    assert set(later.round.again) == {"start-pruefzelle", "start-jobcenter"}
    assert list(later.items)[-2:] == list(later.round.again)
    assert "(aus Lektion 0)" in later.items["start-jobcenter"].children[0].value


@pytest.mark.usefixtures("folder")
def test_what_came_back_stays_the_same_while_the_round_lasts() -> None:
    first = Quiz(FIRST)
    answer(first, "start-jobcenter", "ge")
    later = Quiz(LATER)
    again = later.round.again
    answer(later, "start-jobcenter", "beide")
    answer(first, "start-pruefzelle", "richtig")
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
    answer(first, "start-pruefzelle", "form")
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
    assert "beschädigt" in quiz._trouble.value
    assert "beschädigt" in answer(quiz, "start-jobcenter", "ge")
    assert broken.read_text("utf-8") == "{ kaputt"
    broken.unlink()
    assert "✗" in answer(quiz, "start-jobcenter", "ge")
    assert kept(folder)["quiz.00_start"]


@pytest.mark.parametrize(
    "answers",
    [{"start-jobcenter": ["x"]}, {"start-abgabe": [{}]}, {"start-kennzeichen": {"lesart": []}},
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
