"""„Spielen Sie selbst“ by keyboard, in lecture 6: ten rounds, a guess, the unveiling."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.real_lab import Lab, Notebook

expect.set_options(timeout=90_000)
RULES = "Sie spielen gegen eine verdeckte Strategie"


@pytest.fixture
def game(request: pytest.FixtureRequest, page: Page, lab: Lab, course: Path) -> Notebook:
    """Lecture 6 with the seed of the test's parameter, run from top to bottom."""
    path = course / "course" / "lectures" / "06_wiederholung.ipynb"
    text = path.read_text("utf-8")
    assert "PlayYourself()" in text
    path.write_text(text.replace("PlayYourself()", f"PlayYourself(seed={request.param})"), "utf-8")
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()  # changed as it is, it waits to be told
    return notebook


@pytest.mark.nightly
@pytest.mark.parametrize("game", [1], indirect=True)  # tit for tat, and more than ten rounds
def test_ten_rounds_by_keyboard_then_guess_and_unveil(game: Notebook) -> None:
    page, widget, cells = game.page, game.explorer(RULES), game.cells()
    widget.get_by_role("slider", name="w: Wahrscheinlichkeit").focus()
    for _ in range(2):  # by way of the errors
        page.keyboard.press("Tab")
    expect(widget.get_by_role("button", name="Kooperieren")).to_be_focused()
    for number, key in enumerate("ccdccddcdc", 1):
        page.keyboard.press(key)
        expect(widget).to_contain_text(f"Runde {number}: Sie")
    expect(widget.get_by_role("button", name="Kooperieren")).to_be_focused()
    expect(widget).to_contain_text("Zusammen: Sie 16, Gegenüber 16. Es geht weiter.")
    expect(widget.locator(".kooperation-scroll tbody tr")).to_have_count(10)
    expect(widget.locator(".kooperation-move")).to_have_count(20)
    assert game.cells() == cells  # „d, d“ would have deleted one, „c“ copied one

    guess = widget.get_by_role("combobox", name="Wer war es?")
    for _ in range(3):
        page.keyboard.press("Tab")
        if guess.evaluate("node => node === document.activeElement"):
            break
    expect(guess).to_be_focused()
    page.keyboard.type("Tit-for-Tat")
    page.keyboard.press("Tab")
    expect(widget.get_by_role("button", name="Aufdecken")).to_be_focused()
    page.keyboard.press("Enter")
    expect(widget).to_contain_text("Richtig: Es war Tit-for-Tat.")
    expect(widget).to_contain_text("hätte mit der besten Antwort in ebenso vielen Runden")
    expect(widget).to_contain_text("immer kooperieren.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(widget).to_contain_text("Noch keine Runde gespielt.")
    expect(widget.locator(".kooperation-move")).to_have_count(0)


@pytest.mark.nightly
@pytest.mark.parametrize("game", [15], indirect=True)  # it ends after two rounds
def test_hammering_on_after_the_end_deletes_no_cell(game: Notebook) -> None:
    page, widget, cells = game.page, game.explorer(RULES), game.cells()
    widget.get_by_role("button", name="Defektieren").focus()
    for _ in range(12):
        page.keyboard.press("d")
    expect(widget).to_contain_text("Das Spiel ist zu Ende; dieser Zug zählt nicht mehr.")
    assert game.cells() == cells
    assert len(widget.locator(".kooperation-scroll tbody tr").all()) == 2
