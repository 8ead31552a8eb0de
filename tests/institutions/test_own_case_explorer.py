"""The map of one's own case: kept as it is entered, saved whole, laid beside somebody else's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kooperation.institutions.own_case import LONGEST, Body, TypedCase, from_file, written
from kooperation.institutions.own_case_words import known
from kooperation.widgets import OwnCase


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def filled() -> OwnCase:
    widget = OwnCase()
    widget.title.set_state({"value": "Umzug"})
    widget.actors.set_state({"chosen": ["KK", "JC"]})
    widget.bases["JC"].set_state({"value": "§ 14 SGB II; § 15 SGB II"})
    widget.names[0].set_state({"value": "Verein am Markt"})
    widget.own_bases[0].set_state({"value": "Satzung"})
    widget.problem.set_state({"chosen": ["S"]})
    widget.instruments.set_state({"chosen": ["I3"]})
    return widget


CASE = TypedCase(
    "Umzug",
    "",
    (Body("Jobcenter", "JC", "§ 14 SGB II; § 15 SGB II"), Body("Krankenkasse", "KK"), Body("Verein am Markt", "", "Satzung")),
    "S",
    frozenset({"I3"}),
)  # fmt: skip


def load(widget: OwnCase, text: Any) -> None:
    widget.beside.file.receive({"text": text})


def record(folder: Path) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads((folder / "lernstand.json").read_text("utf-8"))["answers"][
        "fall"
    ]
    return entry  # fmt: skip


def test_nothing_is_written_before_somebody_enters_something(folder: Path) -> None:
    widget = OwnCase()
    assert not (folder / "lernstand.json").exists()
    assert widget.beside.file.text == ""
    assert widget.beside.hidden
    assert widget.figure.hidden


def test_what_is_entered_is_kept_and_comes_back(folder: Path) -> None:
    widget = filled()
    assert widget.own == CASE
    assert record(folder) == CASE.plain()
    assert "Gespeichert" in widget.status.value
    assert widget.bases["JC"].saved == "§ 14 SGB II; § 15 SGB II"
    again = OwnCase()
    assert again.own == CASE
    assert again._entered() == CASE
    assert again.names[0].value == "Verein am Markt"


def test_a_body_has_a_field_for_its_basis_only_while_it_is_there() -> None:
    widget = filled()
    shown = [code for code, field in widget.bases.items() if not field.hidden]
    assert shown == ["JC", "KK"]
    assert [field.label for field in widget.own_bases] == [
        "Grundlage: Verein am Markt",
        "Grundlage: ",
    ]
    assert [field.hidden for field in widget.own_bases] == [False, True]
    assert widget.no_body.hidden
    widget.actors.set_state({"chosen": ["KK"]})
    assert widget.bases["JC"].hidden
    assert "JC" not in [body.code for body in widget.own.bodies]


def test_what_is_too_long_is_cut_where_one_sees_it() -> None:
    widget = OwnCase()
    widget.title.set_state({"value": "x" * 999})
    assert widget.title.value == widget.title.saved == "x" * LONGEST["titel"]


@pytest.mark.parametrize("stored", [3, [], {"titel": 3}, {"stellen": "JC"}])
def test_a_damaged_record_is_an_empty_map(folder: Path, stored: Any) -> None:
    filled()
    path = folder / "lernstand.json"
    whole = json.loads(path.read_text("utf-8"))
    whole["answers"]["fall"] = stored
    path.write_text(json.dumps(whole), "utf-8")
    assert OwnCase().own.is_empty


def test_where_it_cannot_be_written_that_is_said(folder: Path) -> None:
    (folder / "lernstand.json").mkdir()
    widget = filled()
    assert "Gespeichert" not in widget.status.value
    assert 'role="alert"' in widget.status.value
    assert widget.own == CASE


def test_a_saved_map_is_laid_beside_and_told_apart_and_never_kept(folder: Path) -> None:
    widget = filled()
    assert from_file(widget.beside.file.text, known()) == CASE
    other = TypedCase("Auszug", "", (Body("Jobcenter", "JC", "§ 14 SGB II"), Body("Jugendamt", "JA")), "L")  # fmt: skip
    load(widget, written(other))
    assert not widget.beside.hidden
    assert "Nur auf der anderen Karte: Jugendamt." in widget.beside.said.value
    assert "Auszug" in widget.beside.table.value
    assert 'data-head="Die andere Karte"' in widget.beside.table.value  # shown on a phone
    assert "Jugendamt" in widget.beside.figure.alt
    assert record(folder) == CASE.plain()
    widget.actors.set_state({"chosen": ["JC", "JA"]})  # what differs follows one's own map
    assert "Jugendamt" not in widget.beside.said.value
    widget.beside.away.click()
    assert widget.beside.hidden
    assert OwnCase().beside.other is None


@pytest.mark.parametrize("text", [None, 3, "", "kein JSON", "<script>alert(1)</script>"])
def test_what_is_no_map_is_refused_and_changes_nothing(text: Any) -> None:
    widget = filled()
    load(widget, text)
    assert 'role="alert"' in widget.status.value
    assert "nicht laden" in widget.status.value
    assert "script" not in widget.status.value
    assert widget.beside.hidden
    assert widget.own == CASE
    widget.beside.file.receive("anything")
    assert widget.beside.other is None


def test_a_forged_name_is_named_as_text() -> None:
    widget = filled()
    entry = {"stelle": "<b>XY</b>", "grundlage": ""}
    load(widget, json.dumps({**json.loads(widget.beside.file.text), "stellen": [entry]}))
    assert "„&lt;b&gt;XY&lt;/b&gt;“" in widget.status.value


def test_on_paper_stands_what_is_asked_and_then_the_map() -> None:
    assert "Wer hat hier eine Aufgabe?" in OwnCase().still()
    shown = filled().still()
    assert "Verein am Markt" in shown
    assert "Wer hat hier eine Aufgabe?" not in shown


def test_an_empty_map_says_that_it_will_stand_there(folder: Path) -> None:
    assert "Hier entsteht Ihre Karte" in OwnCase().table.value
