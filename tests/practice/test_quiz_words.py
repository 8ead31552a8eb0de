"""The questions of the quizzes are sound, and a wrong record names what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pytest
from quiz_answers import QUESTIONS, key

from kooperation.base.sources import sources
from kooperation.practice.quiz import MultipleChoice, SingleChoice
from kooperation.practice.quiz_words import QuizQuestion, _question, quizzes

SEVERAL = [question for question in QUESTIONS if isinstance(question.task, MultipleChoice)]
LECTURES = Path(__file__).resolve().parents[2] / "course" / "lectures"


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


@pytest.mark.parametrize("question", SEVERAL, ids=lambda q: q.key)
def test_where_several_answers_may_be_right_that_is_said(question: QuizQuestion) -> None:
    assert question.text.endswith("Wählen Sie alles Zutreffende.")
