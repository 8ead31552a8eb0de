"""Predictions are kept in the learner's own folder and shown back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kooperation.practice.prediction_words import predictions
from kooperation.widgets import Prediction, Review

KEY = "dilemma-anreiz"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def options() -> list[str]:
    return list(predictions()[KEY].options)


def test_a_choice_is_kept_and_shown_again_when_the_notebook_is_reopened(folder: Path) -> None:
    Prediction(KEY).choice.value = options()[1]
    kept = json.loads((folder / "lernstand.json").read_text("utf-8"))
    assert options()[1] in json.dumps(kept)
    assert Prediction(KEY).choice.value == options()[1]


def test_the_record_holds_no_name_and_no_time(folder: Path) -> None:
    Prediction(KEY).choice.value = options()[0]
    kept = json.loads((folder / "lernstand.json").read_text("utf-8"))
    assert set(kept) == {"schema", "answers"}


def test_opening_alone_writes_nothing(folder: Path) -> None:
    Prediction(KEY)
    Review(KEY)
    assert not list(folder.iterdir())


def test_the_review_follows_the_prediction_and_explains() -> None:
    prediction, review = Prediction(KEY), Review(KEY)
    assert "noch nichts vorhergesagt" in review.panel.value
    for option in options():
        prediction.choice.value = option
        assert predictions()[KEY].options[option] in review.panel.value
        assert ("Das ist auch zu sehen" in review.panel.value) == (
            option == predictions()[KEY].observed
        )


def test_a_broken_record_is_said_left_alone_and_usable_after_mending(folder: Path) -> None:
    broken = folder / "lernstand.json"
    broken.write_text("{ kaputt", "utf-8")
    prediction = Prediction(KEY)
    assert "beschädigt" in prediction.status.value
    assert "beschädigt" in Review(KEY).panel.value
    prediction.choice.value = options()[0]
    assert "beschädigt" in prediction.status.value
    assert broken.read_text("utf-8") == "{ kaputt"
    broken.unlink()
    prediction.choice.value = options()[1]
    assert "Festgehalten" in prediction.status.value


def test_nothing_is_written_while_grading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    Prediction(KEY).choice.value = options()[0]
    assert not list(folder.iterdir())


def test_a_review_that_could_not_be_read_follows_once_the_record_is_mended(folder: Path) -> None:
    (folder / "lernstand.json").write_text("{ kaputt", "utf-8")
    prediction, review = Prediction(KEY), Review(KEY)
    (folder / "lernstand.json").unlink()
    prediction.choice.value = options()[1]
    assert predictions()[KEY].options[options()[1]] in review.panel.value


def test_a_choice_that_is_not_asked_any_more_counts_as_none(folder: Path) -> None:
    raw = {"schema": 1, "answers": {f"vorhersage.{KEY}": "gibtsnicht"}}
    (folder / "lernstand.json").write_text(json.dumps(raw), "utf-8")
    assert Prediction(KEY).choice.value is None
    assert "noch nichts vorhergesagt" in Review(KEY).panel.value
