"""The table of one's own game: what is typed is kept, and what is no game of this size changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kooperation.widgets import OwnGame


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnGame:
    monkeypatch.chdir(tmp_path)
    return OwnGame()


def typed(own: OwnGame, **changed: object) -> None:
    own.table.set_state({"entered": {**own.own.plain(), **changed}})


def test_nothing_is_written_before_somebody_types_and_what_is_typed_comes_back(
    own: OwnGame, tmp_path: Path
) -> None:
    record = tmp_path / "lernstand.json"
    assert not record.exists()
    assert "Gleichgewicht" in own.sentences.value
    typed(own, players=["Träger", "Kommune"])
    assert "Gespeichert" in own.status.value
    assert json.loads(record.read_text("utf-8"))["answers"]["spiel"]["players"] == [
        "Träger",
        "Kommune",
    ]
    assert OwnGame().own.players == ("Träger", "Kommune")


def test_a_third_action_leaves_cells_open_until_numbers_stand_there(own: OwnGame) -> None:
    own.rows.value = 3
    assert "Noch fehlen Zahlen" in own.sentences.value
    assert own.table.faults[2] == ["", ""]  # empty is no mistake
    cells = [*map(list, own.own.cells[:2]), ["5 | 5", "fünf"]]
    typed(own, cells=cells)
    assert "zwei Zahlen" in own.table.faults[2][1]
    assert own.table.marks == []
    typed(own, cells=[*cells[:2], ["5 | 5", "5 | 4"]])
    assert "Gleichgewicht: (Handlung 3; abwarten)" in own.sentences.value
    own.reset.click()
    assert (own.rows.value, len(own.own.rows)) == (2, 2)


@pytest.mark.parametrize(
    "entered", [{}, {"rows": ["x"]}, {"cells": [["1 | 1"]]}, {"players": "AB"}]
)
def test_what_is_no_game_of_this_size_changes_nothing(
    own: OwnGame, entered: dict[str, object]
) -> None:
    before = own.own
    typed(own, **entered)
    assert own.own == before


def test_where_it_cannot_be_written_that_is_said(own: OwnGame, tmp_path: Path) -> None:
    (tmp_path / "lernstand.json").mkdir()
    typed(own, players=["A", "B"])
    assert "Gespeichert" not in own.status.value
    assert 'role="alert"' in own.status.value
    assert own.own.players == ("A", "B")
