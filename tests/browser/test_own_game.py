"""A learner types an own case into the table of a game: it is told what holds, kept, and fits a phone."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from browser.real_lab import Lab, Notebook
from browser.test_layout import written


@pytest.mark.nightly
def test_a_case_is_typed_by_keyboard_told_kept_and_comes_back(page: Page, lab: Lab) -> None:
    path = written(lab.folder / "eigenes-spiel", ["OwnGame"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    card = notebook.widget("Mein Fall als Spiel")
    expect(card).to_contain_text("In (vorleisten; vorleisten) stünden beide besser da")
    # One more action on the left, with a name and two payoffs, by Tab alone.
    card.get_by_label("Handlungen links").select_option("3")
    expect(card).to_contain_text("Noch fehlen Zahlen")
    card.get_by_label("Handlung links 3").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Runder Tisch")
    for typed in ("4 | 1", "4"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Tab")
    last = card.get_by_label("Auszahlungen in Zeile und Spalte 3, 2")
    expect(last).to_have_attribute("aria-invalid", "true")
    expect(card).to_contain_text("Hier braucht es zwei Zahlen, zum Beispiel 3 | 1.")
    last.fill("4 | 4")
    expect(card).to_contain_text("Gleichgewicht: (Runder Tisch; vorleisten).")
    expect(card.locator("td", has_text="◆")).to_have_count(1)
    expect(card).to_contain_text("Gespeichert")
    record = json.loads((path.parent / "lernstand.json").read_text("utf-8"))
    assert record["answers"]["spiel"]["rows"][2] == "Runder Tisch"
    # On a phone only the table scrolls, and what was typed is there after a fresh run.
    notebook.resize(390, 844)
    notebook.run_all()
    expect(card.get_by_label("Handlung links 3")).to_have_value("Runder Tisch")
    expect(card.locator("td", has_text="◆")).to_have_count(1)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
