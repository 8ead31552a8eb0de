"""The comparison of modes by keyboard, in lecture 7: choose, predict, move, read what is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.real_lab import Lab, Notebook

expect.set_options(timeout=90_000)
QUESTION = "Welcher Modus passt hier"


@pytest.fixture
def modes(page: Page, lab: Lab, course: Path) -> Notebook:
    """Lecture 7, run from top to bottom."""
    path = course / "course" / "lectures" / "07_modi_der_kooperation.ipynb"
    notebook = Notebook.open(page, lab, path)
    notebook.ran()
    return notebook


@pytest.mark.nightly
def test_choose_a_situation_predict_a_mode_and_read_what_shows(modes: Notebook) -> None:
    page, widget, cells = modes.page, modes.explorer(QUESTION), modes.cells()
    situation = widget.get_by_role("combobox", name="Lage")
    situation.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(widget).to_contain_text("Eine Kommune finanziert die Suchtberatung")
    expect(widget.get_by_role("slider", name="Vertrauen τ")).to_be_hidden()

    page.keyboard.press("Tab")
    expect(widget.get_by_role("radio", name="Interessenausgleich")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(widget).to_contain_text("Festgehalten: „Kompromiss“.")
    expect(widget).to_contain_text("Ihr Tipp: „Kompromiss“.")
    expect(widget.get_by_role("img", name="Nutzenebene, waagerecht Kommune")).to_be_visible()
    traits = widget.locator("table.kooperation-traits")
    expect(traits.locator('[data-trait="overcomes"]')).to_have_class("kooperation-shown")

    power = widget.get_by_role("slider", name="Macht β von Kommune")
    power.focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    expect(widget).to_contain_text("Die Beratungsstelle blockiert")
    fixed = traits.locator('[data-trait="power_fixed"]')
    expect(fixed).to_contain_text("Die Kommune erhält 9")
    expect(traits.locator('[data-trait="overcomes"]')).to_have_class("kooperation-not-shown")

    trust = widget.get_by_role("slider", name="Vertrauen τ")
    trust.focus()
    page.keyboard.press("End")
    expect(traits.locator('[data-trait="overcomes"]')).to_have_class("kooperation-shown")
    assert modes.cells() == cells

    record = modes.path.parent / "lernstand.json"
    assert '"modus.suchtberatung"' in record.read_text("utf-8")
