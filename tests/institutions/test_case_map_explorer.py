"""The exercise „map a case“: what a learner chooses is judged, explained, drawn and kept."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from kooperation.institutions.case_map import PARTS
from kooperation.institutions.case_map_explorer import SOLVED
from kooperation.institutions.cases_words import cases
from kooperation.widgets import CaseMap

FULL: dict[str, list[str]] = {
    "actors": ["JC", "BER", "KK"],
    "bases": ["JC:sgb9-9", "BER:sgb2-17", "KK:sgb5-40"],
    "problem": ["S"],
    "instruments": ["I3"],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html)).replace("\N{NO-BREAK SPACE}", " ")


def choose(widget: CaseMap, part: str, *keys: str) -> None:
    """Press the buttons *keys*, one after the other, as the browser would report it."""
    group = widget.groups[part]
    for key in keys:
        group.set_state({"chosen": [*group.chosen, key]})


def leave(widget: CaseMap, part: str, key: str) -> None:
    group = widget.groups[part]
    group.set_state({"chosen": [other for other in group.chosen if other != key]})


def filled(case: str = "entgiftung", parts: dict[str, list[str]] = FULL) -> CaseMap:
    widget = CaseMap(case)
    for part, keys in parts.items():
        choose(widget, part, *keys)
    return widget


def record(folder: Path) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads((folder / "lernstand.json").read_text("utf-8"))["answers"]
    return answers


def test_a_full_map_is_told_so() -> None:
    widget = filled()
    assert widget.comparison.is_full
    assert "Alle Teile stimmen" in widget.status.value
    for part in PARTS:
        assert "vollständig" in widget.notes[part].value


def test_a_wrong_choice_is_marked_and_explained_at_once_and_read_out() -> None:
    widget = CaseMap("entgiftung")
    choose(widget, "actors", "JC")
    choose(widget, "bases", "JC:sgb9-6")
    assert widget.groups["bases"].marks == {"JC:sgb9-6": "wrong"}
    assert "Es ist kein Reha-Träger" in words(widget.notes["bases"].value)
    assert "Es ist kein Reha-Träger" in words(widget.said.value)
    leave(widget, "bases", "JC:sgb9-6")
    assert "Reha-Träger" not in words(widget.notes["bases"].value)


def test_disputed_choices_count_and_are_called_disputed() -> None:
    widget = CaseMap("entgiftung")
    choose(widget, "problem", "V")
    assert widget.comparison.problem.is_full
    assert "strittig, zählt" in widget.notes["problem"].value


def test_what_is_missing_is_counted_but_not_told() -> None:
    widget = CaseMap("entgiftung")
    choose(widget, "actors", "JC")
    note = words(widget.notes["actors"].value)
    assert "1 passt; 2 fehlen noch" in note
    assert "Beratungsstelle" not in note
    assert "Rentenversicherung" not in note


def test_a_chosen_actor_becomes_a_column_and_gets_its_bases_back_when_chosen_again() -> None:
    widget = filled()
    table = widget.groups["bases"]
    assert [column["key"] for column in table.columns] == ["JC", "KK", "BER"]
    leave(widget, "actors", "JC")
    assert "JC:sgb9-9" not in table.chosen
    assert not any(placed.startswith("JC") for placed in widget.answer.bases)
    choose(widget, "actors", "JC")
    assert "JC:sgb9-9" in table.chosen
    assert widget.comparison.is_full


def test_the_table_and_the_picture_show_the_learners_map() -> None:
    widget = filled()
    choose(widget, "bases", "JC:sgb9-6")
    text = words(widget.table.value)
    for part in ("✓ Jobcenter", "✗ § 6 Abs. 1 SGB IX", "✓ § 40 SGB V", "✓ S Schnittstelle"):
        assert part in text
    *lines, left, right = widget.figure.figure["data"]
    assert len(lines) == 4
    assert len(left["text"]) == 3
    assert len(right["text"]) == 4
    assert "4 Verbindungen" in widget.figure.alt


def test_the_reference_is_shown_on_request_only_with_reasons_and_dispute() -> None:
    widget = filled()
    assert widget.reference.value == ""
    widget.compare_button.value = True
    text = words(widget.reference.value)
    assert "Krankenkasse oder Rentenversicherung" in text
    assert cases()["entgiftung"].reference in text
    assert cases()["entgiftung"].dispute in text
    choose(widget, "actors", "ABH")
    assert "✗ Ausländerbehörde" in words(widget.reference.value)
    widget.compare_button.value = False
    assert widget.reference.value == ""


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_reference_of_every_case_can_be_shown_beside_an_empty_map(case: str) -> None:
    widget = CaseMap(case)
    widget.compare_button.value = True
    assert cases()[case].dispute in words(widget.reference.value)


def test_the_reference_closes_when_the_case_changes_and_opens_with_the_new_one() -> None:
    widget = filled()
    widget.compare_button.value = True
    widget.choice.value = "wohngeld"
    assert widget.compare_button.value is False
    assert widget.compare_button.label == "Referenzkarte zeigen"
    assert widget.reference.value == ""
    widget.compare_button.value = True
    assert widget.compare_button.label == "Referenzkarte verbergen"
    assert cases()["wohngeld"].dispute in words(widget.reference.value)
    assert cases()["entgiftung"].dispute not in words(widget.reference.value)
    widget.choice.value = "entgiftung"
    assert widget.reference.value == ""


def test_the_picture_and_its_words_are_those_of_the_case_that_is_shown() -> None:
    widget = filled()
    assert widget.figure.alt.startswith(f"Karte zu {cases()['entgiftung'].title}: ")
    widget.choice.value = "wohngeld"
    assert widget.figure.hidden  # nothing is mapped there yet
    choose(widget, "actors", "JC")
    assert not widget.figure.hidden
    assert widget.figure.alt.startswith(f"Karte zu {cases()['wohngeld'].title}: Jobcenter, ")
    assert cases()["wohngeld"].story in words(widget.story.value)
    widget.choice.value = "entgiftung"
    assert "3 Verbindungen" in widget.figure.alt


def test_what_was_read_out_is_silent_when_the_case_changes() -> None:
    widget = filled()
    assert words(widget.said.value).strip() != ""
    widget.choice.value = "wohngeld"
    assert widget.said.value == ""


# The learner's record ----------------------------------------------------------------------------


def test_opening_alone_writes_nothing(folder: Path) -> None:
    CaseMap("entgiftung")
    assert not list(folder.iterdir())


def test_the_map_is_kept_and_comes_back(folder: Path) -> None:
    answer = filled().answer
    assert record(folder)["karte.entgiftung"]["stellen"] == ["BER", "JC", "KK"]
    again = CaseMap("entgiftung")
    assert again.answer == answer
    assert again.comparison.is_full


def test_each_case_has_a_map_of_its_own(folder: Path) -> None:
    widget = filled()
    widget.choice.value = "wohngeld"
    assert widget.answer.is_empty
    choose(widget, "actors", "WoG")
    widget.choice.value = "entgiftung"
    assert widget.comparison.is_full
    assert set(record(folder)) == {"karte.entgiftung", "karte.wohngeld", SOLVED}


def test_a_case_that_was_solved_stays_so_whatever_becomes_of_its_map(folder: Path) -> None:
    widget = CaseMap("entgiftung")
    assert "0 von 6" in widget.count.value
    for part, keys in FULL.items():
        assert not widget.solved
        choose(widget, part, *keys)
    assert widget.solved == {"entgiftung"}
    assert "Gelöst: 1 von 6 Fällen." in widget.count.value
    assert widget.choice.labels[0].startswith("✓ 1. ")
    assert (widget.choice.value, widget.comparison.is_full) == ("entgiftung", True)
    widget.clear_button.click()
    again = CaseMap("wohngeld")
    assert again.solved == {"entgiftung"}
    assert [label.startswith("✓") for label, _ in again.choice.options] == [True] + [False] * 5
    assert record(folder)[SOLVED] == ["entgiftung"]


def test_a_map_that_was_full_before_solved_cases_were_remembered_counts(folder: Path) -> None:
    filled()
    data = {"schema": 1, "answers": {"karte.entgiftung": record(folder)["karte.entgiftung"]}}
    text = json.dumps(data)
    (folder / "lernstand.json").write_text(text, "utf-8")
    assert CaseMap("wohngeld").solved == {"entgiftung"}
    assert (folder / "lernstand.json").read_text("utf-8") == text


@pytest.mark.parametrize("entry", ["unsinn", [3, "gibtesnicht"], {"entgiftung": True}])
def test_nonsense_about_solved_cases_does_no_harm(folder: Path, entry: object) -> None:
    data = {"schema": 1, "answers": {SOLVED: entry}}
    (folder / "lernstand.json").write_text(json.dumps(data), "utf-8")
    assert not CaseMap().solved


def test_clearing_empties_the_map_and_the_record(folder: Path) -> None:
    widget = filled()
    widget.clear_button.click()
    assert widget.answer.is_empty
    assert record(folder)["karte.entgiftung"]["stellen"] == []
    choose(widget, "actors", "JC")
    assert not widget.answer.bases


def test_a_broken_record_is_told_and_left_as_it_is_and_used_once_it_is_mended(folder: Path) -> None:
    file = folder / "lernstand.json"
    file.write_text("{", "utf-8")
    widget = CaseMap("entgiftung")
    assert "lernstand.json" in widget.status.value
    choose(widget, "actors", "JC")
    assert "lernstand.json" in widget.status.value
    assert file.read_text("utf-8") == "{"
    file.unlink()
    choose(widget, "actors", "BER")
    assert record(folder)["karte.entgiftung"]["stellen"] == ["BER", "JC"]


def test_strange_data_in_the_record_does_no_harm(folder: Path) -> None:
    data = {"schema": 1, "answers": {"karte.entgiftung": {"stellen": ["XY", 3], "typ": "S"}}}
    (folder / "lernstand.json").write_text(json.dumps(data), "utf-8")
    assert CaseMap("entgiftung").answer.is_empty


def test_an_unknown_case_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="entgiftung"):
        CaseMap("gibtesnicht")
