"""The test before and after the course: sound questions, kept answers, an honest comparison."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kooperation.base.sources import sources
from kooperation.practice.quiz import UNKNOWN
from kooperation.practice.quiz_view import (
    comparison_alt,
    comparison_figure,
    comparison_sentences,
    comparison_table,
    hand_in_line,
)
from kooperation.practice.quiz_words import _concept, concept_test
from kooperation.widgets import ConceptComparison, ConceptTest

RIGHT = {key: question.right for key, question in concept_test().items()}
WRONG = {
    key: next(option for option in question.options if option != question.right)
    for key, question in concept_test().items()
}
DONT_KNOW = dict.fromkeys(concept_test(), UNKNOWN)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def take(when: str, answers: dict[str, str]) -> ConceptTest:
    test = ConceptTest(when)
    for key, option in answers.items():
        test.choices[key].value = option
    return test


def test_there_are_ten_questions_with_four_answers_from_all_of_the_course() -> None:
    questions = concept_test().values()
    assert len(questions) == 10
    assert all(len(question.options) == 4 for question in questions)
    assert {1, 2, 4, 5, 6, 7, 8} <= {question.lecture for question in questions}
    assert all(set(question.sources) <= set(sources()) for question in questions)
    assert all(question.explanation for question in questions)


def test_the_letter_of_the_right_answer_gives_nothing_away() -> None:
    assert set(Counter(RIGHT.values())) == set("abcd")
    assert max(Counter(RIGHT.values()).values()) <= 3


@pytest.mark.parametrize("options", [{"?": "x", "a": "y"}, {"ja": "x", "a": "y"}])
def test_an_answer_has_one_letter_that_means_nothing_else(options: dict[str, str]) -> None:
    raw = {"title": "x", "lecture": 1, "text": "?", "right": "a", "explanation": "!"}
    with pytest.raises(ValueError, match="einem Buchstaben"):
        _concept("key", {**raw, "options": options})
    with pytest.raises(ValueError, match="keine der Antworten"):
        _concept("key", {**raw, "options": {"b": "x"}})


@pytest.mark.parametrize("when", ["vorher", "nachher"])
def test_each_choice_is_kept_at_once_and_shown_again(folder: Path, when: str) -> None:
    test = take(when, {"reha": "a", "modi": UNKNOWN})
    kept = json.loads((folder / "lernstand.json").read_text("utf-8"))["answers"]
    assert kept == {f"begriffstest.{when}": {"reha": "a", "modi": UNKNOWN}}
    assert "Gespeichert: 2 von 10." in test.status.value
    again = ConceptTest(when)
    assert (again.choices["reha"].value, again.choices["modi"].value) == ("a", UNKNOWN)
    assert again.choices["luecke"].value is None


def test_the_test_does_not_say_what_is_right() -> None:
    answered = [take(when, given).status.value for when in ("vorher", "nachher")
                for given in (RIGHT, WRONG)]  # fmt: skip
    assert len(set(answered)) == 1
    assert "ichtig" not in answered[0]


def test_opening_writes_nothing(folder: Path) -> None:
    ConceptTest("vorher")
    ConceptComparison()
    assert not list(folder.iterdir())


def test_another_time_than_before_and_after_is_refused() -> None:
    with pytest.raises(ValueError, match="vorher, nachher"):
        ConceptTest("mittendrin")


def test_the_comparison_waits_for_both_tests_and_then_keeps_up() -> None:
    comparison = ConceptComparison()
    assert "sobald Sie beide Tests" in comparison.panel.value
    take("vorher", WRONG)
    assert "sobald Sie beide Tests" in comparison.panel.value
    after = take("nachher", {"reha": "d"})
    assert "gewonnen" in comparison.panel.value
    assert comparison.line.value.endswith("nachher=--d-------")
    assert comparison.figure is not None
    for key, option in RIGHT.items():
        after.choices[key].value = option
    assert "nachher 10" in comparison.figure.alt
    assert f"nachher={''.join(RIGHT.values())}" in comparison.line.value


def test_what_changed_stands_in_table_words_and_figure_alike() -> None:
    before = {**WRONG, "reha": RIGHT["reha"], "modi": RIGHT["modi"], "zwang": UNKNOWN}
    after = {**RIGHT, "modi": WRONG["modi"], "zwang": UNKNOWN}
    del after["luecke"]
    questions = concept_test()
    table = comparison_table(questions, before, after)
    counts = {word: table.count(f"<td>{word}</td>") for word in
              ("gewonnen", "behalten", "verloren", "noch nicht", "unvollständig")}  # fmt: skip
    assert counts == {"gewonnen": 6, "behalten": 1, "verloren": 1, "noch nicht": 1,
                      "unvollständig": 1}  # fmt: skip
    words = " ".join(comparison_sentences(questions, before, after))
    assert "Gewonnen (6):" in words
    assert "Vorher richtig, nachher nicht (1): «Drei Modi»." in words
    assert questions["zwang"].explanation in words
    assert questions["effizienz"].explanation not in words
    figure = comparison_figure(questions, before, after)
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert Counter(trace.name for trace in lines) == {
        word: count for word, count in counts.items() if word != "unvollständig"
    }
    marks = {trace.name: len(trace.x) for trace in figure.data if trace.mode == "markers"}
    assert marks == {"richtig": 2 + 7, "falsch": 7 + 1, "weiß nicht": 2, "offen": 1}
    alt = comparison_alt(questions, before, after)
    assert "vorher 2, nachher 7" in alt


def test_the_line_to_hand_in_holds_the_letters_and_nothing_else() -> None:
    line = hand_in_line(concept_test(), DONT_KNOW, {**RIGHT, "ausschuss": ""})
    assert line == f"KB1 vorher=?????????? nachher=-{''.join(RIGHT.values())[1:]}"


def test_answers_that_do_not_fit_are_left_out(folder: Path) -> None:
    raw = {"begriffstest.vorher": {"reha": "zz", "modi": 3, "luecke": "b"},
           "begriffstest.nachher": "kaputt"}  # fmt: skip
    (folder / "lernstand.json").write_text(json.dumps({"schema": 1, "answers": raw}), "utf-8")
    test = ConceptTest("vorher")
    assert {key for key, choice in test.choices.items() if choice.value} == {"luecke"}
    assert "sobald Sie beide Tests" in ConceptComparison().panel.value


def test_a_broken_record_is_said_and_left_alone(folder: Path) -> None:
    broken = folder / "lernstand.json"
    broken.write_text("{ kaputt", "utf-8")
    assert "beschädigt" in ConceptTest("vorher").status.value
    assert "beschädigt" in ConceptComparison().panel.value
    test = take("vorher", {"reha": "a"})
    assert "beschädigt" in test.status.value
    assert broken.read_text("utf-8") == "{ kaputt"
