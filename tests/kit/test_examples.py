"""An explorer written on the base shows what it shows without it, fragment for fragment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples import shadow_tables
from examples.shadow import ShadowExplorer

from kooperation.games.game import SymmetricGame
from kooperation.repeated import shadow_explorer as old_shadow
from kooperation.repeated import shadow_view as old_tables
from kooperation.repeated.shadow import verdicts

GAME = SymmetricGame(5, 3, 1, 0)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_tables_of_the_shadow_are_what_they_were() -> None:
    for discount, outside in ((0.0, 0.0), (0.5, 2.0), (0.9, 4.0)):
        found = verdicts(GAME, discount, outside)
        assert shadow_tables.verdicts_table(found) == old_tables.verdicts_table(found)
        assert shadow_tables.courses_table(GAME, discount, outside) == old_tables.courses_table(
            GAME, discount, outside
        )


def shown(explorer: object) -> list[str]:
    names = ("note", "sentences", "remedies", "courses", "verdicts", "meta")
    return [getattr(explorer, name).value for name in names]


def test_the_shadow_explorer_shows_what_it_showed() -> None:
    old, new = old_shadow.ShadowExplorer(), ShadowExplorer()
    assert shown(new) == shown(old)
    for explorer in (old, new):
        explorer.continuation.value = 1.0
        explorer.payoffs["temptation"].slider.value = 6.0
    assert shown(new) == shown(old)
    assert len(re.findall("<p", new.note.value)) == 2  # w and T stand at an end
    for explorer in (old, new):
        explorer.time_discount.value = 1.0  # δ = 1: no present value
    assert shown(new) == shown(old)
    assert 'role="alert"' in new.sentences.value
    assert new.figure.figure == old.figure.figure
