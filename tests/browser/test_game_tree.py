"""A tree solved from its end by keyboard: step by step, all at once, with another solution by a slider, and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.keyboard import has_focus, tab_to
from browser.real_lab import Lab, Notebook
from browser.test_layout import written


@pytest.mark.nightly
def test_a_tree_is_solved_by_keyboard_and_fits_a_phone(page: Page, lab: Lab) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    path = written(lab.folder / "spielbaum", ["GameTree"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    card = notebook.widget("Vom Ende her gedacht")
    picture = card.locator("svg[role=img]:visible")
    expect(picture).to_have_count(1)
    on = card.get_by_role("button", name="Weiter")
    card.get_by_label("Lage").focus()
    tab_to(page, on)
    # Enter solves the last move, an arrow goes back, another forward; the focus stays.
    page.keyboard.press("Enter")
    expect(card).to_contain_text("Nach „geben“ ist der Träger am Zug: „einstecken“ bringt 15")
    expect(card).not_to_contain_text("So kommt es")
    page.keyboard.press("ArrowLeft")
    expect(card).to_contain_text("Noch ist keiner der 2 Züge gelöst")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(card).to_contain_text("So kommt es: „behalten“.")
    expect(card).to_contain_text("Leeres Versprechen")
    assert has_focus(on)
    expect(on).to_have_attribute("aria-disabled", "true")
    expect(picture).to_have_attribute("aria-label", re.compile("Genommen wird: „behalten“"))
    # The same as a matrix, beside it; a slider makes the promise credible.
    expect(card.locator("table:visible")).to_have_count(1)
    slider = card.get_by_role("slider", name=re.compile("nächste Auftrag"))
    tab_to(page, slider, "Shift+Tab")
    page.keyboard.press("End")
    expect(card).to_contain_text("Glaubhaftes Versprechen")
    expect(card.locator("td:visible", has_text="◆")).to_have_count(1)
    # On a phone the matrix is folded, and the picture is another one.
    notebook.resize(390, 844)
    expect(card.locator("table:visible")).to_have_count(0)
    card.locator("summary", has_text="Dasselbe als Matrix").focus()
    page.keyboard.press("Enter")
    expect(card.locator("table:visible")).to_have_count(1)
    expect(picture).to_have_count(1)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
