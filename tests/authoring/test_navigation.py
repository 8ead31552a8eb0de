"""The line at the top and at the bottom of a lecture, and how long a lecture takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from kooperation.authoring.navigation import minutes, short_title, way

HEAD = "---\nkernelspec:\n  name: python3\nshort: {short}\n---\n\n# {short}\n"


@pytest.fixture
def lectures(tmp_path: Path) -> list[Path]:
    paths = []
    for number, short in enumerate(("Anfang", "Mitte", "Ende")):
        paths.append(tmp_path / f"0{number}_x.md")
        paths[-1].write_text(HEAD.format(short=short), "utf-8")
    return paths


def test_a_lecture_leads_back_and_on(lectures: list[Path]) -> None:
    assert way(lectures[1], lectures, 40) == (
        "[← 0 Anfang](00_x.ipynb) · Lektion 1, etwa 40 Minuten · [2 Ende →](02_x.ipynb)"
    )


def test_the_first_leads_only_on_and_the_last_only_back(lectures: list[Path]) -> None:
    assert way(lectures[0], lectures, 5) == "Lektion 0, etwa 5 Minuten · [1 Mitte →](01_x.ipynb)"
    assert way(lectures[2], lectures, 5) == "[← 1 Mitte](01_x.ipynb) · Lektion 2, etwa 5 Minuten"


def test_a_text_without_a_short_title_goes_by_its_heading(tmp_path: Path) -> None:
    text = tmp_path / "05_spiel.md"
    text.write_text(
        "---\nkernelspec:\n  name: python3\n---\n\n# Ein Spiel\n\nshort: nicht\n", "utf-8"
    )
    assert short_title(text) == "Ein Spiel"


def test_nine_hundred_words_a_prediction_and_a_quiz_take_a_dozen_minutes() -> None:
    cells = [
        new_markdown_cell("Wort " * 900),  # 900 / 180 = 5
        new_code_cell('from kooperation.widgets import Prediction\nPrediction("x")'),  # 1
        new_code_cell('from kooperation.widgets import Quiz\nQuiz("x")'),  # 6
        new_markdown_cell("## Quellen\n\n" + "Wort " * 900),  # a list, not counted
    ]
    assert minutes(cells) == 10  # 12, to the nearest five
    assert minutes([*cells, new_markdown_cell("Wort " * 180)]) == 15  # 13
    assert minutes([]) == 5
