"""Predictions are kept in the learner's own folder and shown back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kooperation.practice.prediction_explorer import STANDING
from kooperation.practice.prediction_words import predictions
from kooperation.widgets import (
    OrderForms,
    PayoffExplorer,
    Prediction,
    Quiz,
    Review,
    TrustThreshold,
)

KEY, OTHER, AT_ONCE = "dilemma-versuchung", "dilemma-vertrauen", "dilemma-nachgeben"


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
    prediction, _explorer, review = Prediction(KEY), PayoffExplorer(), Review(KEY)
    assert "sobald Sie sich oben festgelegt haben" in review.panel.value
    for option in options():
        prediction.choice.value = option
        assert predictions()[KEY].options[option] in review.panel.value
        assert ("recht behalten" in review.panel.value) == (option == predictions()[KEY].observed)


def test_a_broken_record_is_said_left_alone_and_usable_after_mending(folder: Path) -> None:
    broken = folder / "lernstand.json"
    broken.write_text("{ kaputt", "utf-8")
    prediction, _explorer = Prediction(KEY), PayoffExplorer()
    assert "beschädigt" in prediction.status.value
    assert "beschädigt" in Review(KEY).panel.value
    prediction.choice.value = options()[0]
    assert "beschädigt" in prediction.status.value
    assert broken.read_text("utf-8") == "{ kaputt"
    # What could not be written is marked and not confirmed, so that it can be confirmed again.
    assert (prediction.choice.value, prediction.choice.marked) == (None, options()[0])
    broken.unlink()
    prediction.choice.set_state({"value": options()[0], "marked": None})
    assert "Festgehalten" in prediction.status.value
    assert (prediction.choice.value, prediction.choice.marked) == (options()[0], None)
    assert options()[0] in broken.read_text("utf-8")


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
    assert "sobald Sie sich oben festgelegt haben" in Review(KEY).panel.value


# A commitment -------------------------------------------------------------------------------------


def record(folder: Path) -> dict[str, object]:
    answers: dict[str, object] = json.loads((folder / "lernstand.json").read_text("utf-8"))[
        "answers"
    ]
    return answers


def waits(explorer: PayoffExplorer | TrustThreshold) -> bool:
    return explorer._line is not None and bool(explorer._line.waits)


def test_an_explorer_waits_until_its_prediction_is_confirmed() -> None:
    prediction, explorer = Prediction(KEY), PayoffExplorer()
    assert waits(explorer)
    prediction.choice.set_state({"value": "nur-schweigen"})
    assert not waits(explorer)


def test_one_click_goes_on_without_and_what_comes_after_the_try_stands(folder: Path) -> None:
    prediction, explorer = Prediction(KEY), PayoffExplorer()
    assert explorer._line is not None
    explorer._line.set_state({"waits": False})
    assert not waits(explorer)
    explorer.choice.value = "hirschjagd"
    assert not (folder / "lernstand.json").exists()
    prediction.choice.set_state({"value": "nur-schweigen"})
    assert prediction.choice.stands
    assert "Ihre Antwort steht jetzt fest." in prediction.status.value


def test_a_prediction_can_be_changed_until_its_explorer_is_used_and_then_stands(
    folder: Path,
) -> None:
    prediction, explorer, review = Prediction(KEY), PayoffExplorer(), Review(KEY)
    prediction.choice.set_state({"value": "nur-schweigen"})
    prediction.choice.set_state({"value": "beide"})
    assert not prediction.choice.stands
    assert record(folder) == {f"vorhersage.{KEY}": "beide"}
    explorer.choice.value = "hirschjagd"
    assert prediction.choice.stands
    prediction.choice.set_state({"value": "nur-schweigen"})  # a page that does not know it yet
    assert prediction.choice.value == "beide"
    assert record(folder) == {f"vorhersage.{KEY}": "beide", STANDING: [KEY]}
    assert "„Beidseitiges Schweigen und beidseitiges Gestehen“" in review.panel.value


def test_what_stands_stands_the_next_day_too(folder: Path) -> None:
    prediction, explorer = Prediction(KEY), PayoffExplorer()
    prediction.choice.value = "beide"
    explorer.choice.value = "hirschjagd"
    written = (folder / "lernstand.json").read_bytes()
    again, explorer = Prediction(KEY), PayoffExplorer()
    assert again.choice.stands
    assert not waits(explorer)
    explorer.choice.value = "hirschjagd"
    assert (folder / "lernstand.json").read_bytes() == written


def test_an_answer_of_an_earlier_day_can_be_changed_before_the_try(folder: Path) -> None:
    raw = {"schema": 1, "answers": {f"vorhersage.{KEY}": "nur-schweigen"}}
    (folder / "lernstand.json").write_text(json.dumps(raw), "utf-8")
    prediction, explorer = Prediction(KEY), PayoffExplorer()
    assert not waits(explorer)
    prediction.choice.set_state({"value": "beide"})
    assert record(folder) == {f"vorhersage.{KEY}": "beide"}


def test_all_explorers_wait_for_the_predictions_above_them_whose_review_has_not_come() -> None:
    one, other = Prediction(KEY), Prediction(OTHER)
    explorer, second = PayoffExplorer(), PayoffExplorer("hirschjagd")
    Review(KEY)
    third = PayoffExplorer("chicken")
    Review(OTHER)
    following = TrustThreshold()
    assert [waits(part) for part in (explorer, second, third, following)] == [True] * 3 + [False]
    one.choice.value = "beide"
    assert waits(explorer)
    other.choice.value = "haelfte"
    assert not any(waits(part) for part in (explorer, second, third))
    following.trust.value = 0.3
    assert not one.choice.stands
    third.choice.value = "hirschjagd"
    assert not one.choice.stands
    second.choice.value = "chicken"
    assert one.choice.stands


def test_what_an_explorer_shows_as_soon_as_it_opens_stands_when_it_does() -> None:
    prediction, explorer = Prediction(AT_ONCE), PayoffExplorer("chicken")
    prediction.choice.value = "beide"
    assert not waits(explorer)
    assert prediction.choice.stands
    prediction.choice.value = "einer"
    assert prediction.choice.value == "beide"


def test_who_looked_without_an_answer_gives_one_that_stands() -> None:
    prediction, explorer = Prediction(AT_ONCE), PayoffExplorer("chicken")
    assert explorer._line is not None
    explorer._line.set_state({"waits": False})
    prediction.choice.value = "beide"
    assert prediction.choice.stands


def test_where_the_review_comes_next_no_explorer_waits_and_the_answer_stands_at_once(
    folder: Path,
) -> None:
    """Below it stands the solution."""
    prediction, review = Prediction(KEY), Review(KEY)
    quiz, explorer = Quiz("05_gefangenendilemma"), PayoffExplorer()
    assert quiz._line is None
    assert not waits(explorer)
    prediction.choice.value = "nur-schweigen"
    assert prediction.choice.stands
    assert "Es sind zwei." in review.panel.value
    assert record(folder) == {f"vorhersage.{KEY}": "nur-schweigen"}


def test_a_cell_that_runs_again_asks_for_the_same_explorer() -> None:
    Prediction(KEY)
    explorer = PayoffExplorer()
    again = Prediction(KEY)
    again.choice.value = "beide"
    assert not waits(explorer)
    explorer.choice.value = "hirschjagd"
    assert again.choice.stands


def test_a_key_pressed_in_a_waiting_explorer_goes_on_without() -> None:
    """Where the page cannot keep it out of reach."""
    Prediction("formen-achsen")
    explorer = OrderForms()
    explorer.grid.set_state({"chosen": {"x": 1, "y": 1, "count": 1}})
    assert explorer._line is not None
    assert not explorer._line.waits


def test_what_explorers_draw_while_they_are_made_is_no_use_of_them() -> None:
    Prediction(KEY).choice.value = "beide"
    PayoffExplorer()
    again = Prediction(KEY)
    assert not again.stands


def test_nobody_waits_in_another_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    Prediction(KEY)
    monkeypatch.chdir(tmp_path_factory.mktemp("anderswo"))
    assert not waits(PayoffExplorer())


@pytest.mark.parametrize("entry", ["unsinn", [1, "gibtsnicht"], {"dilemma-versuchung": True}])
def test_nonsense_about_what_stands_does_no_harm(folder: Path, entry: object) -> None:
    raw = {"schema": 1, "answers": {STANDING: entry, f"vorhersage.{KEY}": "beide"}}
    (folder / "lernstand.json").write_text(json.dumps(raw), "utf-8")
    assert not Prediction(KEY).choice.stands


LECTURES = sorted((Path(__file__).parents[2] / "course" / "lectures").glob("*.md"))


@pytest.mark.parametrize("lecture", LECTURES, ids=lambda path: path.stem)
def test_every_prediction_of_a_lecture_is_shown_back_below_it(lecture: Path) -> None:
    """Else the next explorer would wait for it, wherever that is."""
    calls = re.findall(r'^(Prediction|Review)\("([\w-]+)"\)', lecture.read_text("utf-8"), re.M)
    asked = [key for name, key in calls if name == "Prediction"]
    assert len(asked) == len(set(asked))
    for key in asked:
        assert calls.index(("Review", key)) > calls.index(("Prediction", key))
