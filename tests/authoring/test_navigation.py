"""The line at the top and at the bottom of a lecture."""

from __future__ import annotations

from pathlib import Path

import pytest

from kooperation.authoring.navigation import short_title, tasks, way

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
        "[←\u00a00\u00a0Anfang](00_x.ipynb) · Lektion\u00a01, etwa 40\u00a0Minuten · [2\u00a0Ende\u00a0→](02_x.ipynb)"
    )


def test_the_first_leads_only_on_and_the_last_only_back(lectures: list[Path]) -> None:
    assert (
        way(lectures[0], lectures, 5)
        == "Lektion\u00a00, etwa 5\u00a0Minuten · [1\u00a0Mitte\u00a0→](01_x.ipynb)"
    )
    assert (
        way(lectures[2], lectures, 5)
        == "[←\u00a01\u00a0Mitte](01_x.ipynb) · Lektion\u00a02, etwa 5\u00a0Minuten"
    )


def test_the_foot_leads_to_the_assignment_before_the_next_lecture(
    lectures: list[Path], tmp_path: Path
) -> None:
    for slug, lecture in (("los", "00_x"), ("rechnen", "01_x")):
        (tmp_path / slug).mkdir()
        record = f'title = "Los geht es"\nlecture = "{lecture}"\n'
        (tmp_path / slug / f"{slug}.toml").write_text(record, "utf-8")
    assert way(lectures[0], lectures, 5, tasks(lectures[0], tmp_path)) == (
        "Lektion\u00a00, etwa 5\u00a0Minuten · [Aufgabe: Los geht es](../../meine_aufgaben/los/los.ipynb) · "
        "[1\u00a0Mitte\u00a0→](01_x.ipynb)"
    )


def test_a_text_without_a_short_title_goes_by_its_heading(tmp_path: Path) -> None:
    text = tmp_path / "05_spiel.md"
    text.write_text(
        "---\nkernelspec:\n  name: python3\n---\n\n# Ein Spiel\n\nshort: nicht\n", "utf-8"
    )
    assert short_title(text) == "Ein Spiel"
