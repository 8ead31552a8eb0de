"""An explorer written on the base shows what it shows without it, fragment for fragment."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from examples import arrangements as new_words
from examples.forms import OrderForms

from kooperation.institutions import arrangements_explorer as old_forms
from kooperation.institutions import arrangements_view as old_words
from kooperation.institutions.arrangements_words import Arrangement, arrangements
from kooperation.institutions.placement import Place


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
