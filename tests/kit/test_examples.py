"""Two explorers written on the base show what they show without it, fragment for fragment."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from examples import arrangements as new_words
from examples import shadow_tables
from examples.forms import OrderForms
from examples.shadow import ShadowExplorer

from kooperation.games.game import SymmetricGame
from kooperation.institutions import arrangements_explorer as old_forms
from kooperation.institutions import arrangements_view as old_words
from kooperation.institutions.arrangements_words import Arrangement, arrangements
from kooperation.institutions.placement import Place
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


@pytest.mark.parametrize("form", arrangements().values(), ids=lambda form: form.key)
def test_what_is_said_of_a_form_is_what_it_was(form: Arrangement) -> None:
    own = Place(2, 4)
    assert unescape(new_words.introduction(form)) == unescape(old_words.introduction(form))
    assert unescape(new_words.comparison_text(form, own)) == unescape(
        old_words.comparison_text(form, own)
    )


def test_the_map_of_forms_is_what_it_was() -> None:
    key = next(iter(arrangements()))
    asked = arrangements().values(), {key: Place(5, 5)}, {key}
    assert unescape(new_words.map_table(*asked)) == unescape(old_words.map_table(*asked))


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


def test_both_write_the_same_map(folder: Path) -> None:
    stored = []
    for made in (old_forms.OrderForms(), OrderForms()):
        made.grid.chosen = {"x": 2, "y": 3}
        made.compare.click()
        made.next.click()
        stored.append((folder / "lernstand.json").read_text("utf-8"))
        (folder / "lernstand.json").unlink()
    assert stored[0] == stored[1]
    assert json.loads(stored[1])["answers"]["formen"]["verglichen"] == [next(iter(arrangements()))]


def test_a_form_placed_in_another_window_is_not_lost(folder: Path) -> None:
    first, second = list(arrangements())[:2]
    one, other = OrderForms(), OrderForms()
    one.grid.chosen = {"x": 2, "y": 3}
    other.choice.value = second
    other.grid.chosen = {"x": 4, "y": 5}
    assert OrderForms().placed == {first: Place(2, 3), second: Place(4, 5)}
