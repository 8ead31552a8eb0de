"""The lattice by keyboard: it plays, stops, steps, begins anew, says where it stands, and fits a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.keyboard import tab_to
from browser.real_lab import Lab, Notebook
from browser.test_layout import written

# Which pace of a player is chosen, and which is the slowest.
PACE = "(paces) => [Number(paces.value), Math.min(...[...paces.options].map(({ value }) => Number(value)))]"
STEP = re.compile(r"Schritt (\d+): ")


@pytest.mark.nightly
def test_the_lattice_plays_stops_and_steps_by_keyboard_and_says_where_it_stands(
    page: Page, lab: Lab
) -> None:
    notebook = Notebook.open(page, lab, written(lab.folder / "gitter", ["LatticeExplorer"]))
    notebook.run_all()
    card = notebook.widget("Wer neben wem steht")
    said = card.locator(".kooperation-sentences")
    canvas = card.get_by_role("img", name=re.compile("Gitter aus Zellen"))
    expect(said).to_contain_text("Schritt 0: 99,98 % der Zellen kooperieren (6560 von 6561).")
    play = card.get_by_role("button", name="Abspielen")
    play.focus()
    page.keyboard.press("Enter")
    expect(card.get_by_role("button", name="Anhalten")).to_be_focused()
    expect(card.locator(".kooperation-lattice .kooperation-note")).to_have_text(
        re.compile(r"Schritt ([1-9]\d|\d{3}): ")
    )
    expect(said).to_contain_text("Schritt 0: ")  # it speaks where one stops
    page.keyboard.press("Space")
    expect(said).not_to_contain_text("Schritt 0: ")
    stopped = int(STEP.findall(said.inner_text())[0])
    assert stopped >= 10
    expect(said).to_contain_text(re.compile(r"im letzten Schritt \d+, im nächsten \d+\."))
    # One step more, told to who does not see it; then a rule under which nothing is left to chance.
    tab_to(page, card.get_by_role("button", name="Ein Schritt"))
    page.keyboard.press("Enter")
    expect(said).to_contain_text(f"Schritt {stopped + 1}: ")
    expect(page.locator("#kooperation-said")).to_contain_text(f"Schritt {stopped + 1}: ")
    expect(canvas).to_have_attribute("aria-label", re.compile(f"Schritt {stopped + 1}: "))
    tab_to(page, card.get_by_role("button", name="Von vorn"))
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Schritt 0: ")
    # On a phone, after a reload of the cells: whole, and at rest.
    notebook.resize(390, 844)
    box = canvas.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.nightly
def test_who_wants_no_motion_gets_the_lattice_at_rest_and_at_the_slowest_pace(
    page: Page, lab: Lab
) -> None:
    page.emulate_media(reduced_motion="reduce")
    notebook = Notebook.open(page, lab, written(lab.folder / "ruhe", ["LatticeExplorer"]))
    notebook.run_all()
    card = notebook.widget("Wer neben wem steht")
    chosen, slowest = card.locator(".kooperation-player select").evaluate(PACE)
    assert chosen == slowest
    page.wait_for_timeout(1000)
    expect(card.locator(".kooperation-lattice .kooperation-note")).to_contain_text("Schritt 0: ")
