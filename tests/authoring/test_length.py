"""How long the lectures are: nobody reads more than a little between two things to do, and none has grown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jupytext
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from kooperation.authoring.length import IN_SIGHT, minutes, stretches, total, words

LECTURES = sorted((Path(__file__).parents[2] / "course" / "lectures").glob("[0-9][0-9]_*.md"))
# Words of each lecture at 351853c, counted the same way: they may become fewer.
BEFORE = {
    "00_start": 1475,
    "01_warum_kooperation": 2802,
    "02_oekosystem_und_schnittstellen": 2539,
    "03_gewaehrleistung_und_wohlfahrtsmarkt": 2904,
    "04_was_ist_kooperation": 2234,
    "05_gefangenendilemma": 2945,
    "06_wiederholung": 2822,
    "07_modi_der_kooperation": 2096,
    "08_erfolgsfaktoren": 2530,
}
STILL_LONG = {path.stem for path in LECTURES if path.stem[:2] in ("05", "06")}


def cells(path: Path) -> list[Any]:
    return list(jupytext.read(path, fmt="md:myst").cells)


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_little_is_read_between_two_things_to_do(path: Path) -> None:
    long = [found for found in stretches(cells(path)) if found[1] > IN_SIGHT]
    assert not long or path.stem in STILL_LONG
    assert long or path.stem not in STILL_LONG


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_no_lecture_has_grown(path: Path) -> None:
    assert total(cells(path)) <= BEFORE[path.stem]


def test_targets_tooltips_and_tags_are_no_words() -> None:
    assert (
        words('Ein [Begriff](#Begriffe "Lange Erklärung (mit Wörtern)") <b class="x">fett</b>') == 3
    )


def test_folded_words_are_not_in_sight_but_are_there() -> None:
    text = "## Titel\n\nZwei Wörter.\n\n<details><summary>Mehr dazu</summary>\n\nFünf weitere.\n\n</details>"
    shown = [
        new_markdown_cell(text),
        new_code_cell('Review("x")'),
        new_code_cell('Prediction("x")'),
    ]
    assert list(stretches(shown)) == [("Titel", 3), ("", 0)]
    assert total(shown) == 7


def test_nine_hundred_words_a_prediction_and_a_quiz_take_a_dozen_minutes() -> None:
    cells = [
        new_markdown_cell("Wort " * 900),  # 900 / 180 = 5
        new_code_cell('from kooperation.widgets import Prediction\nPrediction("x")'),  # 0.5
        new_code_cell('from kooperation.widgets import Quiz\nQuiz("x")'),  # 6
        new_markdown_cell("## Quellen\n\n" + "Wort " * 900),  # a list, not counted
    ]
    assert minutes(cells) == 10  # 11.5, to the nearest five
    assert minutes([*cells, new_markdown_cell("Wort " * 360)]) == 15  # 13.5
    assert minutes([]) == 5
