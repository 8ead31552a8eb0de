"""Building a strategy: what is changed is kept, sent to the tournament, taken along into the assignment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kooperation.base.places import START, WORK
from kooperation.repeated.own_strategy_sheet import ENTRY, SLUG, taken_along
from kooperation.widgets import StrategyBuilder, Tournament

GRUDGING = [["C", 0, 1], ["D", 1, 1]]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StrategyBuilder:
    lectures = (tmp_path / START).parent
    lectures.mkdir(parents=True)
    (tmp_path / START).write_text("{}", "utf-8")
    monkeypatch.chdir(lectures)
    return StrategyBuilder()


def entered(own: StrategyBuilder, **changed: object) -> None:
    own.table.set_state({"entered": {**own.built.plain(), **changed}})


def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("lernstand.json").read_text("utf-8"))["answers"]
    return found


def test_nothing_is_written_before_something_is_changed_and_what_is_comes_back(
    own: StrategyBuilder,
) -> None:
    assert not Path("lernstand.json").exists()
    assert "genau wie <strong>Tit-for-Tat" in own.qualities.value
    entered(own, name="Nie mehr", states=GRUDGING)
    assert "genau wie <strong>Grim Trigger" in own.qualities.value
    assert "Gespeichert" in own.status.value
    assert kept()["strategie"]["states"] == GRUDGING
    again = StrategyBuilder()
    assert (again.built.name, again.built) == ("Nie mehr", own.built)


def test_an_example_is_shown_and_kept_only_once_it_is_changed(own: StrategyBuilder) -> None:
    entered(own, name="Meins", states=GRUDGING)
    own.example.value = "tit_for_two_tats"
    assert (own.count.value, own.built.name) == (3, "Meins")
    assert "Tit for Two Tats" in own.qualities.value
    assert kept()["strategie"]["states"] == GRUDGING
    own.example.value = ""
    assert own.table.shown["states"] == GRUDGING
    assert own.count.value == 2
    own.example.value = "tit_for_two_tats"
    own.count.value = 4
    assert own.example.value == ""
    assert len(kept()["strategie"]["states"]) == 4


@pytest.mark.parametrize(
    "changed",
    [
        {"states": [["C", 0, 0]] * 5},
        {"states": [["C", 0, 5], ["D", 0, 1]]},
        {"start": 7},
        {"name": None},
        {"states": None},
    ],
)
def test_what_is_no_strategy_changes_nothing(
    own: StrategyBuilder, changed: dict[str, object]
) -> None:
    before = own.built
    entered(own, **changed)
    assert own.built == before
    assert not Path("lernstand.json").exists()


def test_what_was_entered_before_the_page_knew_how_many_states_there_are_is_not_lost(
    own: StrategyBuilder,
) -> None:
    own.count.value = 3
    entered(own, states=GRUDGING)
    assert own.table.shown["states"] == [*GRUDGING, ["C", 2, 2]]
    own.count.value = 1
    entered(own, states=[["D", 0, 1], ["D", 1, 1]])
    assert own.table.shown["states"] == [["D", 0, 0]]


def test_a_name_that_is_wiped_out_is_told_as_none(own: StrategyBuilder) -> None:
    entered(own, name="  ")
    assert own.built.name == "Ohne Namen"


def test_where_it_cannot_be_written_that_is_said(own: StrategyBuilder) -> None:
    Path("lernstand.json").mkdir()
    entered(own, states=GRUDGING)
    assert 'role="alert"' in own.status.value
    assert own.table.shown["states"] == GRUDGING


# The tournament of the lecture --------------------------------------------------------------------


def players(tournament: Tournament) -> list[str]:
    return [player.name for player in tournament.field.players]


def test_sent_to_the_tournament_it_plays_there_and_is_followed(own: StrategyBuilder) -> None:
    tournament = Tournament()
    assert len(players(tournament)) == 10
    assert tournament.field.plays.hidden
    entered(own, name="Nie mehr")
    assert len(players(tournament)) == 10  # not yet sent
    own.to_tournament.click()
    assert "spielt im Turnier dieser Lektion mit" in own.status.value
    assert players(tournament)[-1] == "Nie mehr"
    assert tournament.field.plays.label == "Gebaut: „Nie mehr“"
    assert 'data-player="built"' in tournament.table.value
    before = tournament.table.value
    entered(own, states=[["D", 1, 1], ["D", 1, 1]])
    assert tournament.table.value != before
    tournament.field.plays.value = False
    assert len(players(tournament)) == 10
    assert players(Tournament())[-1] == "Nie mehr"  # also in one that is made later


def test_the_tournament_says_of_it_what_is_said_here(own: StrategyBuilder) -> None:
    own.to_tournament.click()
    tournament = Tournament()
    row = tournament.table.value.split('data-player="built"')[1].split("</tr>")[0]
    assert "freundlich, vergeltend, nachsichtig, klar" in row
    place = row.split("<td")[1].partition(">")[2].partition("<")[0]
    assert f"Platz {place} von 11" in own.standing.value


def test_a_damaged_record_leaves_the_tournament_as_it_is(own: StrategyBuilder) -> None:
    Path("lernstand.json").write_text('{"schema": 1, "answers": {"strategie": [1]}}', "utf-8")
    assert len(players(Tournament())) == 10
    assert StrategyBuilder().built == own.built


# The assignment -----------------------------------------------------------------------------------


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / WORK / SLUG / f"{SLUG}.answers.json"
    path.parent.mkdir(parents=True)
    data = {"schema": 1, "variant": 4711, "edition": "ab12", "answers": {"turnier": {"a": "7"}}}
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_taken_along_it_lies_in_the_sheet_and_everything_else_stays(
    own: StrategyBuilder, sheet: Path
) -> None:
    entered(own, name="Nie mehr", states=GRUDGING)
    own.to_assignment.click()
    assert "„Nie mehr“ liegt jetzt in der Aufgabe" in own.status.value
    data = json.loads(sheet.read_text("utf-8"))
    assert data["answers"].pop(ENTRY)["states"] == GRUDGING
    assert data == {
        "schema": 1,
        "variant": 4711,
        "edition": "ab12",
        "answers": {"turnier": {"a": "7"}},
    }
    assert not own.built.plays  # there, and not in the lecture's tournament
    taken = taken_along(sheet)
    assert taken is not None
    assert taken.plays


def test_an_assignment_that_was_not_begun_or_is_damaged_is_told(
    own: StrategyBuilder, tmp_path: Path
) -> None:
    own.to_assignment.click()
    assert "noch nicht begonnen" in own.status.value
    path = tmp_path / WORK / SLUG / f"{SLUG}.answers.json"
    path.parent.mkdir(parents=True)
    path.write_text("{kaputt", "utf-8")
    own.to_assignment.click()
    assert "beschädigt" in own.status.value
    assert path.read_text("utf-8") == "{kaputt"
    assert taken_along(path) is None


def test_a_number_opens_its_match_which_follows_what_is_built(own: StrategyBuilder) -> None:
    """Against „immer D“ without errors, against oneself with some; the table comes back by its button."""
    rows, encounters = len(own._field) + 1, own.encounters
    defects = [opponent.key for opponent in own._field].index("always_defect")
    encounters.fields.set_state({"opened": {"row": defects, "column": 1, "count": 1}})
    assert encounters.match.strip.shown["done"] == ["C" + 199 * "D", 200 * "D"]
    entered(own, states=[["C", 0, 0], ["C", 0, 0]])
    assert encounters.match.strip.shown["done"][0] == 200 * "C"
    encounters.back.click()
    assert encounters.watched is None
    encounters.fields.set_state({"opened": {"row": rows - 1, "column": 2, "count": 2}})
    done = encounters.match.strip.shown["done"]
    assert "D" in done[0] + done[1]  # by error
    encounters.fields.set_state({"opened": {"row": rows, "column": 0, "count": 3}})
    assert encounters.watched == (rows - 1, 2)  # there is no such row
