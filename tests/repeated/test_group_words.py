"""The file with a group's strategies: read with care, those that do alike as one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kooperation.repeated.group_words import group
from kooperation.widgets import Tournament

COPY, STAY = [0, 1, 0, 1], [0, 0, 0, 0]


def data(**changed: Any) -> dict[str, Any]:
    return {
        "schema": 1,
        "automata": [
            {"name": "Dachs", "cooperation": [0.0], "successors": [STAY]},
            {"name": "Uhu", "cooperation": [1.0, 0.0], "successors": [COPY, COPY]},
            {"name": "Reh", "cooperation": [1.0, 0.0], "successors": [COPY, COPY]},
        ],
        "results": [
            {"name": "Reh", "place": 1}, {"name": "Uhu", "place": 1}, {"name": "Dachs", "place": 3},
        ],
        **changed,
    }  # fmt: skip


def written(folder: Path, content: Any) -> str:
    path = folder / "turnier.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return str(path)


def test_those_ahead_come_first_and_those_that_do_alike_are_one(tmp_path: Path) -> None:
    first, second = group(written(tmp_path, data()))
    assert (first.name, first.cooperation) == ("Uhu und 1 gleiche", (1.0, 0.0))
    assert (second.name, second.successors) == ("Dachs", ((0, 0, 0, 0),))
    assert first.key != second.key


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "7", json.dumps(data(schema=2)), json.dumps(data(results=[])),
        json.dumps(data(automata=[{"name": "Uhu"}])),
        json.dumps(data(automata=[{"name": "Uhu", "cooperation": [2.0], "successors": [STAY]}])),
        json.dumps(data(automata=[{"name": "Uhu", "cooperation": [1.0], "successors": [COPY]}])),
        "[" * 100_000, " " * 1_000_001,
    ],
    ids=range(11),
)  # fmt: skip
def test_a_damaged_file_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(
        ValueError, match="ist keine Datei, wie „kooperation tournament“ sie schreibt"
    ):
        group(written(tmp_path, content))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        ValueError, match=r"„turnier\.json“ mit den Strategien der Gruppe gibt es hier"
    ):
        group(tmp_path / "turnier.json")


def test_the_group_plays_in_the_tournament_of_lecture_6(tmp_path: Path) -> None:
    alone, widget = Tournament(), Tournament(gruppe=written(tmp_path, data()))
    assert [player.name for player in widget.field.players] == [
        *(player.name for player in alone.field.players), "Uhu und 1 gleiche", "Dachs",
    ]  # fmt: skip
    assert "Uhu und 1 gleiche" in widget.table.value
    (_, box), *_ = widget.field.group
    box.value = False
    assert "Uhu und 1 gleiche" not in widget.table.value


def test_without_its_file_the_tournament_goes_on_and_says_so(tmp_path: Path) -> None:
    widget = Tournament(gruppe=str(tmp_path / "turnier.json"))
    assert "gibt es hier nicht" in widget.notes.value
    assert len(widget.field.players) == 10


def test_a_function_of_the_assignment_gets_lists_there_too() -> None:
    def meine_strategie(eigene: Any, andere: Any) -> str:
        return "D" if andere[-2:] == ["D", "D"] else "C"

    widget = Tournament(eigene=meine_strategie)
    own = widget.field.function
    assert own is not None
    assert own.name == "meine_strategie"
    assert own.decide((), ("D", "D")) == "D"
    assert own.decide((), ("D", "C")) == "C"
