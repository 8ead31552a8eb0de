"""What a card hands over: its data, its setting, a note."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kooperation.kit.area import Area
from kooperation.kit.card import Card
from kooperation.kit.explorer import Explorer
from kooperation.kit.own_note import LONGEST, notes
from kooperation.widgets import PayoffExplorer, TrustThreshold


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return tmp_path


def answers(card: Card, explorer: Any, asked: Any) -> list[tuple[Any, Any]]:
    """Return what the browser gets when it asks."""
    sent: list[tuple[Any, Any]] = []
    card.send = lambda content, buffers=None: sent.append((content["content"], buffers))
    card._pass_on(card, {"node": explorer.away._name, "content": asked}, None)
    return sent


def test_a_card_has_one_menu_and_what_stands_in_the_text_has_none() -> None:
    assert Explorer(Area(), title="Ein Spiel").away is not None
    assert Explorer(Area()).away is None


def test_the_browser_asks_for_data_and_setting() -> None:
    explorer = TrustThreshold()
    explorer.trust.value = 0.25
    card = Card(explorer)
    ((said, (content,)),) = answers(card, explorer, {"ask": "data"})
    assert said == {"data": True}
    assert '"0,25"' in content.decode("utf-8-sig")
    ((setting, _),) = answers(card, explorer, {"ask": "setting"})
    assert setting["line"] == (
        "from kooperation.widgets import TrustThreshold\nTrustThreshold().set(trust=0.25)"
    )
    assert json.loads(json.dumps(setting["stand"]))["trust"] == 0.25


@pytest.mark.parametrize("asked", [None, "data", 3, {}, {"ask": "__class__"}, {"ask": ["data"]}])
def test_anything_else_is_not_answered(asked: Any) -> None:
    explorer = TrustThreshold()
    assert answers(Card(explorer), explorer, asked) == []
    assert explorer.away is not None
    assert explorer.away.said == ""


def test_a_shared_setting_is_taken_over_and_what_is_wrong_with_it_is_told_as_text() -> None:
    explorer = TrustThreshold()
    card = Card(explorer)
    assert explorer.away is not None
    answers(card, explorer, {"stand": {"trust": 0.75}})
    assert explorer.trust.value == 0.75
    assert "So eingestellt" in explorer.away.said
    answers(card, explorer, {"stand": {"<img src=x onerror=alert(1)>": 1}})
    assert "<img" not in explorer.away.said
    assert "gibt es hier nicht" in explorer.away.said


def test_a_note_is_kept_shown_again_and_taken_back(folder: Path) -> None:
    explorer, beside = PayoffExplorer("chicken"), PayoffExplorer("chicken")
    assert explorer.away is not None
    assert beside.away is not None
    assert explorer.away.note.hidden
    assert not (folder / "lernstand.json").exists()
    explorer.away.set_state({"noting": True})
    assert not explorer.away.note.hidden
    explorer.away.note.field.value = " Wer nachgibt, verliert weniger. "
    assert explorer.away.note.field.saved == "Wer nachgibt, verliert weniger."
    assert beside.away.note.field.value == "Wer nachgibt, verliert weniger."
    assert [(note.title, note.text) for note in notes()] == [
        ("Ein Spiel, zwei Seiten", "Wer nachgibt, verliert weniger.")
    ]
    again = PayoffExplorer("chicken").away
    assert again is not None
    assert not again.note.hidden
    other = PayoffExplorer("hirschjagd").away
    assert other is not None
    assert other.note.hidden
    again.note.field.value = ""
    assert "chicken" not in (folder / "lernstand.json").read_text("utf-8")


def test_what_is_stored_may_be_anything(folder: Path) -> None:
    stored = {"notiz.a": 3, "notiz.b": {"text": ["x"]}, "notiz.c": {"text": "x" * 5000}}
    record = {"schema": 1, "answers": stored}
    (folder / "lernstand.json").write_text(json.dumps(record), "utf-8")
    assert [(note.title, len(note.text)) for note in notes()] == [("", LONGEST)]


def test_where_a_note_cannot_be_written_that_is_said(folder: Path) -> None:
    (folder / "lernstand.json").mkdir()
    away = PayoffExplorer("chicken").away
    assert away is not None
    away.note.field.value = "Das merke ich mir."
    assert away.note.field.saved == ""
    assert 'role="alert"' in away.note.said.value


def test_without_a_kernel_nothing_is_offered(folder: Path) -> None:
    explorer = PayoffExplorer("chicken")
    assert explorer.away is not None
    explorer.away.note.field.value = "Das merke ich mir."
    html = explorer.still()
    assert "Ein Spiel, zwei Seiten" in html
    assert "Mitnehmen" not in html
    assert "Das merke ich mir." not in html
