"""What is said to an answer: why it is wrong, where to read, and what would be right."""

from __future__ import annotations

from html import unescape

import pytest
from quiz_answers import QUESTIONS, key, right_answer, wrong_answers

from kooperation.kit.html import Markup
from kooperation.practice.quiz import Marking, mark
from kooperation.practice.quiz_view import feedback, lecture_name, numbered, solution
from kooperation.practice.quiz_words import QuizQuestion, _question


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
        assert f">{lecture_name(question.lecture)}, „{question.section}“</a>." in unescape(said)
        assert solution(question) in said


def asked(**raw: object) -> QuizQuestion:
    common = {"section": "Recht", "text": "?", "explanation": "§ 16 < § 17", "sources": []}
    return _question("05_gefangenendilemma", "key", {**common, **raw})


def numeric(value: str, percent: bool, unit: str = "") -> str:
    said = solution(
        asked(kind="numeric", value=value, percent=percent, unit=unit, otherwise="Zählen Sie nach.")
    )
    return said.split("</p>")[0].removeprefix("<p>").replace("\N{NO-BREAK SPACE}", " ")


def test_a_simple_fraction_is_shown_as_one_beside_its_decimals() -> None:
    assert numeric("2/3", percent=True) == "2/3 ≈ 66,7 %"
    assert numeric("1/3", percent=False) == "1/3 ≈ 0,33"
    assert numeric("37/100", percent=True) == "37 %"
    assert numeric("4", percent=False, unit="Stunden") == "4 Stunden"


def test_the_solution_lists_what_is_right_and_nothing_else() -> None:
    options = [
        {"key": "a", "text": "eins", "right": True, "because": "b"},
        {"key": "b", "text": "zwei", "because": "b"},
        {"key": "c", "text": "drei", "right": True, "because": "b"},
    ]
    said = solution(asked(kind="multiple", options=options))
    assert said == "<ul><li>eins</li><li>drei</li></ul><p>§ 16 &lt; § 17</p>"
    pairs = [{"key": "a", "text": "eins", "target": "x", "because": "b"}]
    said = solution(asked(kind="matching", options=pairs, targets={"x": "zwei"}))
    assert said.startswith("<ul><li>eins → zwei</li></ul>")


def test_what_was_missed_is_counted_and_not_given_away() -> None:
    options = [
        {"key": key, "text": f"Antwort {key}", "right": key != "d", "because": f"Weil {key}."}
        for key in "abcd"
    ]
    question = asked(kind="multiple", options=options)
    one = feedback(question, mark(question.task, ["a", "b"])).split("<details>")[0]
    assert "Es fehlt noch eine richtige Antwort." in one
    assert "Antwort c" not in one
    two = feedback(question, mark(question.task, ["a", "d"])).split("<details>")[0]
    assert "<li>„Antwort d“: Weil d.</li><li>Es fehlen noch 2 richtige Antworten.</li>" in two


def test_a_sentence_that_is_quoted_before_a_reason_has_no_full_stop() -> None:
    options = [
        {"key": "urteil", "text": "Das Gericht beanstandet es.", "because": "Erst das Urteil."},
        {"key": "gesetz", "text": "Das Gesetz ändert sich.", "because": "Dann das Gesetz."},
    ]
    question = asked(kind="ordering", options=options)
    said = feedback(question, mark(question.task, ["gesetz", "urteil"]))
    assert "“: " in said
    assert ".“" not in said.split("<details>")[0]


def test_a_number_that_no_known_mistake_leads_to_is_answered_all_the_same() -> None:
    question = asked(kind="numeric", value="4", otherwise="Zählen Sie nach.")
    assert "<li>Zählen Sie nach.</li>" in feedback(question, Marking(False))
    said = feedback(question, Marking(False))
    assert said.count("Nachlesen: <a ") == 1
    assert 'href="05_gefangenendilemma.ipynb#Recht"' in said


def test_a_question_from_elsewhere_says_where_from_and_its_text_stays_text() -> None:
    said = numbered(3, "a < b?", "aus Lektion 0")
    assert isinstance(said, Markup)
    assert said == (
        '<p class="kooperation-question"><strong>3.</strong> a &lt; b? '
        '<span class="kooperation-origin">(aus Lektion 0)</span></p>'
    )
    assert "origin" not in numbered(3, "a < b?")
