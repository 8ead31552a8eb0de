"""The tournament by keyboard: with errors, tit for tat falls behind its generous kind."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from browser.real_lab import Lab, Notebook

expect.set_options(timeout=90_000)

CELL = "from kooperation.widgets import Tournament\nTournament()"
OWN = """def gegenseitig(eigene, andere):
    return "C" if not andere else andere[-1]
def endlos(eigene, andere):
    while True: pass
from kooperation.widgets import Tournament
Tournament(eigene={})"""


def opened(page: Page, lab: Lab, folder: Path, cell: str) -> Notebook:
    """Return a notebook with one cell, run."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    book.metadata["kernelspec"] = {"display_name": "Python 3 (ipykernel)", "name": "python3"}
    path = lab.folder / folder.name / "turnier.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(book, path)
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()  # not one of the course: it waits to be told
    return notebook


def score(ranking: Locator, player: str) -> float:
    """Return the mean payoff that the ranking shows for *player*."""
    cell = ranking.locator(f'tr[data-player="{player}"] td').nth(1)
    return float((cell.text_content() or "").replace(",", "."))


def test_raising_the_noise_by_keyboard_puts_tit_for_tat_behind_its_generous_kind(
    page: Page, lab: Lab, tmp_path: Path
) -> None:
    notebook = opened(page, lab, tmp_path, CELL)
    widget = notebook.widget("Wer tritt an?")
    ranking = widget.locator("table.kooperation-ranking")
    picture = widget.get_by_role("grid")
    expect(picture).to_have_attribute("aria-label", re.compile("10 Strategien gegeneinander"))
    expect(widget).to_contain_text("Tit-for-Tat liegt 0,002 vor großzügigem Tit-for-Tat.")
    assert score(ranking, "tit_for_tat") > score(ranking, "generous_tit_for_tat")

    before = notebook.cells()
    noise = widget.get_by_role("slider", name="Fehlerquote")
    noise.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")

    expect(noise).to_have_attribute("aria-valuetext", "2\N{NO-BREAK SPACE}%")  # as it is seen
    expect(widget).to_contain_text("Bei 2 % Fehlern bekommt Tit-for-Tat gegen seinesgleichen nur")
    expect(widget).to_contain_text(re.compile(r"Tit-for-Tat liegt 0,0\d+ hinter großzügigem"))
    assert score(ranking, "tit_for_tat") < score(ranking, "generous_tit_for_tat")
    expect(widget).to_contain_text("Das gilt für dieses Feld")
    expect(noise).to_be_focused()
    assert notebook.cells() == before


@pytest.mark.nightly
def test_a_strategy_leaves_the_field_by_keyboard(page: Page, lab: Lab, tmp_path: Path) -> None:
    widget = opened(page, lab, tmp_path, CELL).widget("Wer tritt an?")
    rows = widget.locator("table.kooperation-ranking tbody tr")
    expect(rows).to_have_count(10)
    widget.get_by_role("checkbox", name="Immer defektieren").focus()
    page.keyboard.press("Space")
    expect(rows).to_have_count(9)
    expect(widget.get_by_role("grid")).to_have_attribute("aria-label", re.compile("9 Strat"))


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        ("gegenseitig", "Begegnungen mit Ihrer Funktion „gegenseitig“ sind simuliert"),
        pytest.param(
            "endlos",
            "Ihre Funktion „endlos“ kommt in Runde 1 zu keinem Ende.",
            marks=pytest.mark.nightly,
        ),
    ],
)
def test_a_learners_function_takes_part_or_is_told_why_not(
    page: Page, lab: Lab, tmp_path: Path, function: str, sentence: str
) -> None:
    widget = opened(page, lab, tmp_path, OWN.format(function)).widget("Wer tritt an?")
    expect(widget).to_contain_text(sentence)
    widget.get_by_role("slider", name="Fehlerquote").focus()
    page.keyboard.press("ArrowRight")
    expect(widget).to_contain_text("Bei 0,5 % Fehlern")
    expect(widget).to_contain_text(sentence)
