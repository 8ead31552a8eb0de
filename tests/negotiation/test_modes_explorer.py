"""The comparison of modes: first a guess, then what follows from the controls."""

from __future__ import annotations

import json
import math
import re
from itertools import product
from pathlib import Path

import pytest

from kooperation.negotiation.situation_words import situations
from kooperation.widgets import ModeComparison


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def comparison() -> ModeComparison:
    """The comparison, with a mode chosen for the labour market programme."""
    widget = ModeComparison()
    widget.guess.value = "kompromiss"
    return widget


def test_nothing_is_shown_before_one_has_said_which_mode_fits() -> None:
    widget = ModeComparison()
    assert widget.body.hidden
    assert not widget.figure.figure
    widget.guess.value = "problemloesung"
    assert not widget.body.hidden
    assert widget.figure.figure["data"]


def test_the_choice_is_kept_for_each_situation(tmp_path: Path, comparison: ModeComparison) -> None:
    saved = json.loads((tmp_path / "lernstand.json").read_text("utf-8"))
    assert "kompromiss" in json.dumps(saved)
    comparison.choice.value = "standort"
    assert comparison.guess.value is None
    assert comparison.body.hidden
    comparison.choice.value = "arbeitsmarktprogramm"
    assert comparison.guess.value == "kompromiss"
    assert ModeComparison().guess.value == "kompromiss"


def test_a_broken_record_is_named_and_the_explorer_still_works(tmp_path: Path) -> None:
    (tmp_path / "lernstand.json").write_text("{", "utf-8")
    widget = ModeComparison()
    assert 'role="alert"' in widget.status.value
    widget.guess.value = "kompromiss"
    assert 'role="alert"' in widget.status.value
    assert not widget.body.hidden
    assert (tmp_path / "lernstand.json").read_text("utf-8") == "{"


def test_the_package_is_in_the_table(comparison: ModeComparison) -> None:
    text = words(comparison.outcomes.value)
    assert "Agentur 7 (+3) 5 (+1)" in text
    assert "Kommune 6 (+2) 5 (+1)" in text
    assert "ein Paket aus" in words(comparison.slide.value)


def test_without_the_package_power_decides_and_is_marked(comparison: ModeComparison) -> None:
    comparison.controls.packages.value = False
    comparison.controls.power.value = 0.78
    assert "Die Agentur erhält 78 % des gemeinsamen Zugewinns." in words(comparison.slide.value)
    comparison.controls.power.value = 0.5
    assert "des gemeinsamen Zugewinns" not in words(comparison.slide.value)


def test_who_blocks_and_why_is_said(comparison: ModeComparison) -> None:
    comparison.controls.packages.value = comparison.controls.payments.value = False
    text = words(comparison.sentences.value)
    assert "Auch „Vermittlungsoffensive“ scheitert" in text
    assert "Die Kommune hätte damit 3 statt 4" in text
    assert "Eine Ausgleichszahlung ist ausgeschlossen." in text
    comparison.controls.payments.value = True
    comparison.controls.friction.value = 0.8
    assert "mit Reibung größer als das, was die Agentur" in words(comparison.sentences.value)


def test_more_power_makes_the_weaker_side_block_problem_solving() -> None:
    widget = ModeComparison("suchtberatung")
    widget.guess.value = "problemloesung"
    assert "blockiert: gegenüber" not in words(widget.sentences.value)
    widget.controls.power.value = 0.9
    assert "Die Beratungsstelle blockiert: gegenüber" in words(widget.sentences.value)


def test_the_plane_shows_what_the_table_says(comparison: ModeComparison) -> None:
    traces = {trace["name"]: trace for trace in comparison.figure.figure["data"]}
    assert (traces["Ausgleich"]["x"], traces["Ausgleich"]["y"]) == ([7], [6])
    assert (traces["Kompromiss"]["x"], traces["Kompromiss"]["y"]) == ([5], [5])
    assert traces["Problemlösung ✗"]["marker"]["symbol"] == "diamond-open"
    assert "Ausgleich: (7;\u00a06)." in comparison.figure.alt


def test_an_excluded_package_cannot_be_allowed(comparison: ModeComparison) -> None:
    comparison.choice.value = "standort"
    comparison.guess.value = "kompromiss"
    assert comparison.controls.packages.hidden
    assert not comparison.controls.exclusive.hidden


@pytest.mark.parametrize("key", situations())
def test_every_corner_of_every_situation_has_words(key: str) -> None:
    widget = ModeComparison(key)
    widget.guess.value = "interessenausgleich"
    for power, trust, room, friction in product((0.05, 0.95), (0, 1), (0, 1), (0, 0.9)):
        widget.controls.power.value, widget.controls.trust.value = power, trust
        widget.controls.room.value, widget.controls.friction.value = room, friction
        for part in (widget.fit, widget.sentences, widget.outcomes, widget.slide):
            assert part.value
            assert not re.search(r"nan|inf\b|None|\{", words(part.value))
    assert math.isclose(widget.setting.arriving, 0.1)


def test_reset_brings_the_start_back(comparison: ModeComparison) -> None:
    comparison.controls.power.value, comparison.controls.packages.value = 0.9, False
    comparison.controls.reset.click()
    assert comparison.setting == comparison.record.start


def test_an_unknown_situation_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="standort"):
        ModeComparison("rathaus")


@pytest.mark.parametrize("stored", [["kompromiss"], 3, "ältestenrat", {"kompromiss": 1}])
def test_a_malformed_answer_in_the_file_counts_as_none(tmp_path: Path, stored: object) -> None:
    content = {"answers": {"modus.arbeitsmarktprogramm": stored}}
    ModeComparison().guess.value = "kompromiss"  # makes the file, whose form is kept
    path = tmp_path / "lernstand.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **content}), "utf-8")
    assert ModeComparison().guess.value is None
