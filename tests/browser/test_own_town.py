"""One's own town in a page: its actors mapped by keyboard, and the workshop of levers running on it; both are kept."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from browser.real_lab import Lab, Notebook
from browser.test_layout import SIDEWAYS, WIDTHS, written


@pytest.mark.nightly
@pytest.mark.parametrize("width", WIDTHS)
def test_ones_own_town_is_mapped_and_the_workshop_runs_on_it(
    page: Page, lab: Lab, width: int
) -> None:
    path = written(lab.folder / f"eigener-ort-{width}", ["OwnActors", "LeverWorkshop"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    notebook.resize(width, 844)
    card, workshop = page.locator(".kooperation-card").all()
    card.get_by_role("button", name="Jobcenter").focus()
    page.keyboard.press("Space")
    card.get_by_label("Weiterer Akteur 1").fill("<b>AWO</b>")
    card.get_by_label("Weiterer Akteur 1").press("Enter")
    money = card.get_by_role("button", name="<b>AWO</b>: Geld")
    money.focus()
    page.keyboard.press("Space")
    expect(money).to_have_attribute("aria-pressed", "true")
    expect(card.get_by_role("img", name="Akteure: 2, Verbindungen: 1")).to_contain_text("Geld")

    workshop.get_by_label("Ausgangslage").select_option("Ihr eigener Ort")
    workshop.get_by_label("Menschen: ").select_option("fast alle")
    workshop.get_by_label("Rahmen: ").focus()
    page.keyboard.press("End")
    expect(workshop).to_contain_text("Die Zukunft zählt genug")
    expect(workshop).to_contain_text("eine Stufe danebenliegen")
    expect(workshop.locator(".kooperation-saved")).to_be_visible()
    answers = json.loads((path.parent / "lernstand.json").read_text("utf-8"))["answers"]
    assert answers["akteure"]["beziehungen"] == ["jobcenter geld 1"]
    assert answers["ort"] == {"name": "", "stufen": {"continuity": 4, "permanence": 4}}
    assert page.evaluate(SIDEWAYS) == []
