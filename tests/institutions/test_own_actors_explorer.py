"""The map of one's own town: kept as it is entered, saved whole, laid beside somebody else's; bad input loses nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kooperation.institutions.booklet_explorer import sections
from kooperation.institutions.own_actors import (
    LONGEST,
    MOST_KNOWN,
    OwnNetwork,
    Tie,
    from_file,
    written,
)
from kooperation.institutions.own_actors_words import known_actors
from kooperation.institutions.own_case import TypedCase
from kooperation.institutions.own_case import written as case_written
from kooperation.widgets import OwnActors


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def filled() -> OwnActors:
    widget = OwnActors()
    widget.town.set_state({"value": "Altstadt"})
    widget.actors.set_state({"chosen": ["jugendhilfe", "jobcenter"]})
    widget.names["1"].set_state({"value": "Verein am Markt"})
    place(widget, "jobcenter", "geld:1", "zusammenarbeit:jugendhilfe")
    return widget


def place(widget: OwnActors, here: str, *relations: str) -> None:
    widget.focus.value = here
    widget.grid.set_state({"chosen": list(relations)})


NETWORK = OwnNetwork(
    "Altstadt",
    "",
    {"jobcenter": "Jobcenter", "jugendhilfe": "Jugendamt", "1": "Verein am Markt"},
    frozenset({Tie("jobcenter", "geld", "1"), Tie("jobcenter", "zusammenarbeit", "jugendhilfe")}),
)


def record(folder: Path) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads((folder / "lernstand.json").read_text("utf-8"))["answers"]
    return answers


def load(widget: OwnActors, text: Any) -> None:
    widget.other.file.receive({"text": text})


def test_nothing_is_written_before_somebody_enters_something(folder: Path) -> None:
    widget = OwnActors()
    assert not (folder / "lernstand.json").exists()
    assert widget.other.file.text == ""
    assert widget.other.hidden
    assert widget.figure.hidden
    assert widget.focus.hidden
    assert widget.grid.columns == []  # where it says that two actors come first


def test_what_is_entered_is_kept_and_comes_back(folder: Path) -> None:
    widget = filled()
    assert widget.own == NETWORK
    assert record(folder)["akteure"] == NETWORK.plain()
    assert "Gespeichert" in widget.status.value
    again = OwnActors()
    assert again.own == NETWORK
    assert again._entered() == NETWORK
    assert again.names["1"].value == "Verein am Markt"
    assert "Jobcenter</strong> (2)" in again.sentences.value
    assert "Verein am Markt" in again.table.value


def test_cooperation_is_seen_from_both_ends_and_money_from_who_pays() -> None:
    widget = filled()
    widget.focus.value = "jugendhilfe"
    assert widget.grid.chosen == ["zusammenarbeit:jobcenter"]
    assert [row["text"] for row in widget.grid.rows] == ["Jobcenter", "Verein am Markt"]
    widget.grid.set_state({"chosen": []})
    assert widget.own.ties == {Tie("jobcenter", "geld", "1")}
    widget.focus.value = "1"
    assert widget.grid.chosen == []


def test_a_click_in_the_picture_chooses_from_whom_one_looks() -> None:
    widget = filled()
    widget.figure.set_state({"clicked": {"value": "1", "count": 1}})
    assert widget.focus.value == "1"


def test_who_is_taken_off_and_put_back_has_the_relations_again() -> None:
    widget = filled()
    widget.actors.set_state({"chosen": ["jobcenter"]})
    assert widget.own.ties == {Tie("jobcenter", "geld", "1")}
    place(widget, "jobcenter", "hilfe:1")  # of who is away, what was said stays
    place(widget, "jobcenter", "geld:1")
    widget.names["1"].set_state({"value": ""})
    assert widget.own.ties == frozenset()
    assert widget.grid.columns == []
    widget.names["1"].set_state({"value": "AWO"})
    widget.actors.set_state({"chosen": ["jugendhilfe", "jobcenter"]})
    assert widget.own.ties == NETWORK.ties
    assert widget.own.names["1"] == "AWO"


@pytest.mark.parametrize("name", ["jugend amt", "Verein am Markt "])
def test_the_same_actor_twice_is_said_and_not_kept_and_stays_in_its_field(
    name: str, folder: Path
) -> None:
    widget = filled()
    widget.names["2"].set_state({"value": name})
    assert 'role="alert"' in widget.status.value
    assert f"„{name.strip()}“ steht schon auf der Karte" in widget.status.value
    assert "Gespeichert" not in widget.status.value
    assert widget.names["2"].value == name
    assert widget.names["2"].saved == ""
    assert record(folder)["akteure"]["eigene"] == ["Verein am Markt", "", "", ""]
    widget.names["2"].set_state({"value": "AWO"})
    assert "Gespeichert" in widget.status.value
    assert widget.own.names["2"] == "AWO"


def test_an_empty_name_is_no_actor_and_a_long_one_is_cut_where_one_sees_it() -> None:
    widget = OwnActors()
    widget.names["1"].set_state({"value": " \u202e "})
    assert widget.own.is_empty
    widget.names["1"].set_state({"value": "x" * 999})
    assert widget.names["1"].value == widget.names["1"].saved == "x" * LONGEST["name"]


def test_too_many_actors_cannot_be_chosen() -> None:
    widget = OwnActors()
    assert widget.actors.most == MOST_KNOWN
    widget.actors.set_state({"chosen": [*known_actors().names, "nobody"]})  # no hand can do that
    assert len(widget.own.names) == MOST_KNOWN
    assert OwnActors().own == widget.own  # also after it was read again


@pytest.mark.parametrize(
    "forged", ["geld", "liebe:1", "geld:jobcenter", "geld:land", "geld:1:1", "", ":"]
)
def test_a_relation_that_cannot_be_is_left_out(forged: str) -> None:
    widget = filled()
    place(widget, "jobcenter", "geld:1", forged)
    assert widget.own.ties == {Tie("jobcenter", "geld", "1")}


@pytest.mark.parametrize("stored", [3, [], {"ort": 3}, {"akteure": ["atlantis"]}])
def test_a_damaged_record_is_an_empty_map(folder: Path, stored: Any) -> None:
    filled()
    path = folder / "lernstand.json"
    whole = json.loads(path.read_text("utf-8"))
    whole["answers"]["akteure"] = stored
    path.write_text(json.dumps(whole), "utf-8")
    assert OwnActors().own.is_empty


def test_where_it_cannot_be_written_that_is_said(folder: Path) -> None:
    (folder / "lernstand.json").mkdir()
    widget = filled()
    assert "Gespeichert" not in widget.status.value
    assert 'role="alert"' in widget.status.value
    assert widget.own == NETWORK


def test_a_saved_map_is_laid_beside_told_apart_and_never_kept(folder: Path) -> None:
    widget = filled()
    assert from_file(widget.other.file.text, known_actors()) == NETWORK
    other = OwnNetwork("Neustadt", "", {"jobcenter": "Jobcenter", "1": "<b>AWO</b>"}, frozenset({Tie("1", "geld", "jobcenter")}))  # fmt: skip
    load(widget, written(other))
    assert not widget.other.hidden
    assert "Nur auf der anderen Karte: &lt;b&gt;AWO&lt;/b&gt;." in widget.other.said.value
    assert "&lt;b&gt;AWO&lt;/b&gt; → Jobcenter: Geld" in widget.other.table.value
    assert "Neustadt" in widget.other.figure.alt
    assert record(folder)["akteure"] == NETWORK.plain()
    widget.names["2"].set_state({"value": "<b>AWO</b>"})  # what differs follows one's own map
    assert "Nur auf der anderen" not in widget.other.said.value
    widget.other.away.click()
    assert widget.other.hidden
    assert OwnActors().other.other is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "nicht mit „Karte sichern“"),
        ("kein JSON", "nicht mit „Karte sichern“"),
        (case_written(TypedCase("Umzug")), "andere Karte: „eigener Fall“"),
        ("x" * 200_000, "zu groß"),
    ],
)
def test_what_is_no_map_of_actors_is_refused_and_changes_nothing(text: Any, why: str) -> None:
    widget = filled()
    load(widget, text)
    assert 'role="alert"' in widget.status.value
    assert why in widget.status.value
    assert widget.other.hidden
    assert widget.own == NETWORK


def test_the_map_stands_in_the_booklet_before_those_of_lecture_2() -> None:
    assert list(sections()) == []
    filled()
    (section,) = sections()
    assert (section.place, section.title) == (1, "Meine Akteurskarte")
    assert "Verein am Markt" in section.fragments[0]


def test_on_paper_stands_what_is_asked_and_then_the_map() -> None:
    assert "Wer hat wie mit wem zu tun?" in OwnActors().still()
    shown = filled().still()
    assert "Verein am Markt" in shown
    assert "Wer hat wie mit wem zu tun?" not in shown


def test_an_empty_map_says_that_it_will_stand_there(folder: Path) -> None:
    assert "Hier entsteht Ihre Karte" in OwnActors().sentences.value
