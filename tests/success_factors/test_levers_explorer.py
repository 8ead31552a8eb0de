"""The workshop of levers: set a slider, read the sentences, the chart, the matrix, the table."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from towns import START

from kooperation.games.classification import GameKind
from kooperation.kit.asking import ask
from kooperation.kit.settings import line as settings_line
from kooperation.success_factors.booklet_explorer import sections
from kooperation.success_factors.levers_words import levers, towns
from kooperation.success_factors.needs import read
from kooperation.widgets import LeverWorkshop


def test_the_workshop_starts_with_nothing_pulled() -> None:
    workshop = LeverWorkshop()
    assert workshop.situation == START
    assert "Noch ist kein Hebel gezogen" in workshop.meaning.value
    assert "<strong>Gefangenendilemma</strong>" in workshop.sentences.value
    assert "Die Zukunft zählt zu wenig" in workshop.sentences.value
    assert "Anzufangen lohnt sich bei dem Vertrauen, das da ist, nicht" in workshop.sentences.value
    assert "Es bleibt beim Kompromiss" in workshop.sentences.value


def test_pulling_cost_pressure_shows_both_equilibria_in_the_matrix() -> None:
    workshop = LeverWorkshop()
    workshop.sliders["kostendruck"].value = 1.0
    assert "Hirschjagd oder Gefangenendilemma" in workshop.sentences.value
    for at in ("CC", "DD"):
        cell = workshop.matrix.value.split(f'data-profile="{at}"')[1].split("</td>")[0]
        assert "Gleichgewicht" in cell
    assert "(politisch)" in workshop.meaning.value
    assert "Versuchung T</th><td>▼ sinkt</td>" in workshop.table.value


def test_bars_and_diamonds_stand_in_the_middle_of_what_the_assumptions_allow() -> None:
    workshop = LeverWorkshop()
    workshop.sliders["strukturen"].value = 1.0
    workshop.sliders["kontinuitaet"].value = 1.0
    bars, diamonds, verdicts = workshop.figure.figure["data"]
    lowest, highest = 0.825 * 0.7 * 0.9, 0.9  # half the effects; half as much again: both certain
    assert bars["x"][0] - bars["error_x"]["array"][0] == pytest.approx(lowest)
    assert bars["x"][0] + bars["error_x"]["array"][0] == pytest.approx(highest)
    assert diamonds["x"][:3] == pytest.approx([1 / 2, 1 / 2, 2 / 3])
    assert [text.strip() for text in verdicts["text"][:3]] == ["✓ reicht", "✓ reicht", "? offen"]
    assert "δ: risikodominant: ▲ günstiger, ? offen" in workshop.figure.alt


def test_no_number_is_told_that_rests_on_invented_effects() -> None:
    workshop = LeverWorkshop()
    workshop.local.click()
    for shown in (workshop.sentences.value, workshop.table.value, workshop.figure.alt):
        assert not re.search(r"\d,\d", shown)


def test_all_local_levers_leave_the_dilemma_a_dilemma() -> None:
    """What cost pressure would do, the offices on the spot cannot do themselves."""
    workshop = LeverWorkshop()
    workshop.local.click()
    assert workshop.positions["kostendruck"] == 0
    assert workshop.positions["moderation"] == 1
    assert read(workshop.situation).kind is GameKind.PRISONERS_DILEMMA
    workshop.reset.click()
    assert workshop.situation == START


@pytest.mark.parametrize("key", sorted(towns()))
def test_every_town_can_be_chosen_and_every_lever_pulled(key: str) -> None:
    workshop = LeverWorkshop(key)
    for slider in workshop.sliders.values():
        slider.value = 1.0
    assert towns()[key].story in html.unescape(workshop.story.value)
    assert workshop.meaning.value.count("<li>") == len(levers())
    assert ">nan" not in workshop.table.value


def test_an_unknown_town_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="mittelstadt"):
        LeverWorkshop("atlantis")


# One's own town -----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def record(folder: Path) -> Any:
    return json.loads((folder / "lernstand.json").read_text("utf-8"))["answers"].get("ort")


def own() -> LeverWorkshop:
    workshop = LeverWorkshop()
    workshop.town.value = "eigener"
    return workshop


def test_ones_own_town_is_asked_for_only_where_it_is_chosen_and_begins_as_the_mittelstadt(
    folder: Path,
) -> None:
    assert LeverWorkshop().own.hidden
    workshop = own()
    assert not workshop.own.hidden
    assert workshop.situation == START
    assert "Auch wenn alle Ihre Angaben eine Stufe danebenliegen" in workshop.sentences.value
    assert "Stufe" not in LeverWorkshop().sentences.value
    assert not (folder / "lernstand.json").exists()
    workshop.town.value = "landkreis"
    assert workshop.own.hidden


def test_levers_run_on_what_was_said_of_ones_own_town(folder: Path) -> None:
    workshop = own()
    workshop.own.levels["continuity"].value = 4
    workshop.own.levels["permanence"].value = 4
    assert (workshop.situation.continuity, workshop.situation.permanence) == (0.95, 0.95)
    assert "Die Zukunft zählt genug" in workshop.sentences.value
    workshop.sliders["vertrauen"].value = 1.0
    assert workshop.situation.trust == pytest.approx(0.5)
    assert "δ: Grim Trigger hält: = unverändert, ✓ reicht" in workshop.figure.alt
    assert record(folder) == {"name": "", "stufen": {"continuity": 4, "permanence": 4}}
    assert "Gespeichert" in workshop.own.status.value


def test_ones_own_town_comes_back_under_its_name(folder: Path) -> None:
    workshop = own()
    workshop.own.name.set_state({"value": " Bach <b>am</b> Rain "})
    workshop.own.levels["trust"].value = 0
    assert workshop.town.labels[-1] == "Bach <b>am</b> Rain (Ihr Ort)"
    again = LeverWorkshop("eigener")
    assert again.own.name.value == "Bach <b>am</b> Rain"
    assert again.situation == replace(START, trust=0.1)
    (section,) = sections()
    assert section.title == "Mein Ort in der Hebelwerkstatt"
    assert "Vertrauen</th><td>kaum" in section.fragments[1]
    assert "&lt;b&gt;am&lt;/b&gt;" in section.fragments[1]


def test_two_workshops_of_a_lecture_show_the_same_town_and_change_what_the_other_wrote(
    folder: Path,
) -> None:
    one, other = own(), own()
    one.own.levels["trust"].value = 4
    other.own.levels["leeway"].value = 4
    assert other.own.levels["trust"].value == 4
    assert one.situation == other.situation == replace(START, trust=0.9, leeway=0.8)


def test_what_another_workshop_says_of_the_town_is_no_use_of_one_that_waits_for_a_bet(
    folder: Path,
) -> None:
    first = own()
    question = ask("vorhersage.x", is_answered=True)
    second = LeverWorkshop()
    first.own.levels["trust"].value = 4
    assert not question.was_used
    second.town.value = "eigener"
    assert question.was_used
    assert second.situation.trust == 0.9


def test_a_shared_setting_says_nothing_of_ones_own_town(folder: Path) -> None:
    workshop = own()
    workshop.own.levels["trust"].value = 4
    line = settings_line(workshop, workshop.at_first)
    assert "eigener" in line
    assert "trust" not in line


@pytest.mark.parametrize("name", ["", "  ", "\u202e"])
def test_a_town_without_a_name_is_ones_own(name: str, folder: Path) -> None:
    workshop = own()
    workshop.own.name.set_state({"value": name})
    assert workshop.town.labels[-1] == "Ihr eigener Ort"


def test_a_name_that_is_too_long_is_cut_where_one_sees_it(folder: Path) -> None:
    workshop = own()
    workshop.own.name.set_state({"value": "x" * 999})
    assert workshop.own.name.value == workshop.own.name.saved == "x" * 60


@pytest.mark.parametrize("stored", [3, [], {"stufen": {"trust": 99}}, {"name": ["x"]}])
def test_a_damaged_record_is_a_town_of_which_nothing_was_said(folder: Path, stored: Any) -> None:
    content = json.dumps({"schema": 1, "answers": {"ort": stored}})
    (folder / "lernstand.json").write_text(content, "utf-8")
    assert LeverWorkshop("eigener").situation == START
    assert list(sections()) == []


def test_where_it_cannot_be_written_that_is_said_and_the_workshop_goes_on(folder: Path) -> None:
    (folder / "lernstand.json").mkdir()
    workshop = own()
    workshop.own.levels["trust"].value = 4
    assert "für beide Seiten" in workshop.sentences.value
    assert "Gespeichert" not in workshop.own.status.value
    assert 'role="alert"' in workshop.own.status.value
    assert workshop.situation.trust == 0.9
