"""The test before and after the course: answers are kept, and compared when there are both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kooperation.practice.concept_test import UNKNOWN
from kooperation.practice.concept_test_words import concept_test
from kooperation.widgets import ConceptComparison, ConceptTest

QUESTIONS = list(concept_test())
RIGHT = {key: question.right for key, question in concept_test().items()}
WRONG = {
    key: next(option for option in question.options if option != question.right)
    for key, question in concept_test().items()
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def take(when: str, answers: dict[str, str]) -> ConceptTest:
    test = ConceptTest(when)
    answer(test, answers)
    return test


def answer(test: ConceptTest, answers: dict[str, str]) -> None:
    """Go to each question and choose, as the browser would report it."""
    for key, option in answers.items():
        test.steps.set_state({"at": QUESTIONS.index(key)})
        test.choice.value = option


@pytest.mark.parametrize("when", ["vorher", "nachher"])
def test_each_choice_is_kept_at_once_and_shown_again(folder: Path, when: str) -> None:
    test = take(when, {"reha": "a", "modi": UNKNOWN})
    kept = json.loads((folder / "lernstand.json").read_text("utf-8"))["answers"]
    assert kept == {f"begriffstest.{when}": {"reha": "a", "modi": UNKNOWN}}
    assert "Gespeichert: 2 von 10." in test.status.value
    again = ConceptTest(when)
    shown = {}
    for at, key in enumerate(QUESTIONS):
        again.steps.set_state({"at": at})
        shown[key] = again.choice.value
    assert shown == dict.fromkeys(QUESTIONS) | {"reha": "a", "modi": UNKNOWN}


def test_one_question_is_shown_at_a_time_and_the_way_back_shows_the_answer() -> None:
    test = ConceptTest("vorher")
    first, second = list(concept_test().values())[:2]
    assert first.text in test.text.value
    assert second.text not in test.text.value
    assert test.choice.name == first.text
    test.choice.value = "b"
    assert test.steps.at == 0  # one goes on oneself
    test.steps.set_state({"at": 1})
    assert second.text in test.text.value
    assert test.choice.value is None
    assert [text for text, _ in test.choice.options] == [*second.options.values(), "Weiß ich nicht"]
    test.steps.set_state({"at": 0})
    assert test.choice.value == "b"
    assert test.given == {QUESTIONS[0]: "b"}


def test_looking_through_the_questions_writes_nothing(folder: Path) -> None:
    test = ConceptTest("vorher")
    for at in (*range(10), 99, -1):
        test.steps.set_state({"at": at})
        assert test.steps.at == min(max(at, 0), 9)
    assert not list(folder.iterdir())


def test_it_begins_where_one_stopped() -> None:
    take("vorher", {key: "a" for key in QUESTIONS[:3]})
    again = ConceptTest("vorher")
    assert again.steps.at == 3
    assert again.steps.answered == [True] * 3 + [False] * 7
    answer(again, {key: "a" for key in QUESTIONS[3:]})
    assert ConceptTest("vorher").steps.at == 0


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
        answer(after, {key: option})
    assert "nachher 10" in comparison.figure.alt
    assert f"nachher={''.join(RIGHT.values())}" in comparison.line.value


def test_answers_that_do_not_fit_are_left_out(folder: Path) -> None:
    raw = {"begriffstest.vorher": {"reha": "zz", "modi": 3, "luecke": "b"},
           "begriffstest.nachher": "kaputt"}  # fmt: skip
    (folder / "lernstand.json").write_text(json.dumps({"schema": 1, "answers": raw}), "utf-8")
    test = ConceptTest("vorher")
    assert test.given == {"luecke": "b"}
    assert "sobald Sie beide Tests" in ConceptComparison().panel.value


def test_a_broken_record_is_said_and_left_alone(folder: Path) -> None:
    broken = folder / "lernstand.json"
    broken.write_text("{ kaputt", "utf-8")
    assert "beschädigt" in ConceptTest("vorher").status.value
    assert "beschädigt" in ConceptComparison().panel.value
    test = take("vorher", {"reha": "a"})
    assert "beschädigt" in test.status.value
    assert broken.read_text("utf-8") == "{ kaputt"
