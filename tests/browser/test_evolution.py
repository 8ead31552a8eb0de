"""Evolution by keyboard: the triangle with its way, and a small population whose individuals one watches."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.axe import serious
from browser.keyboard import tab_to
from browser.real_lab import Lab, Notebook
from browser.test_lattice import PACE
from browser.test_layout import CALLS, written

BIRTHS = re.compile(r"Nach (\d+) Geburten")


@pytest.mark.nightly
def test_the_way_in_the_triangle_and_a_small_population_by_keyboard(
    page: Page, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CALLS, "EvolutionExplorer", 'EvolutionExplorer("schutz", bild="dreieck")')
    path = written(lab.folder / "evolution", ["EvolutionExplorer"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    card = notebook.widget("Was bleibt, wenn Erfolg sich ausbreitet?")
    way = card.locator(".kooperation-simplex-way")
    expect(way).to_be_visible()
    # The beginning by arrow keys, which JupyterLab would take, and by a tap.
    weight = card.get_by_role("slider", name="Gewicht von Immer kooperieren am Anfang")
    ground = card.get_by_role("group", name="Anfang im Dreieck wählen")
    ground.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(weight).to_have_value("67")
    expect(ground).to_be_focused()
    ground.locator(".kooperation-drawing").click()  # in its middle
    expect(weight).not_to_have_value("67")
    expect(card).to_contain_text("Kooperiert wird am Anfang in")
    short = len(way.get_attribute("d") or "")
    until = card.get_by_role("slider", name=re.compile("Bis zu welcher Zeit"))
    until.focus()
    page.keyboard.press("End")
    expect(card).to_contain_text("Bei Zeit 3000")
    assert len(way.get_attribute("d") or "") > 3 * short
    # A small population: watched, stopped, and played many times.
    card.get_by_label(re.compile("Dazu eine kleine Bevölkerung")).check()
    people = card.locator(".kooperation-moran")
    expect(people.locator("[role=img] path")).to_have_count(60)
    people.get_by_role("button", name="Abspielen").focus()
    page.keyboard.press("Enter")
    expect(people).to_contain_text(re.compile(r"Geburt [1-9]\d"))
    page.keyboard.press("Enter")
    expect(card).not_to_contain_text("Nach 0 Geburten")
    stopped = int(BIRTHS.findall(card.inner_text())[0])
    tab_to(page, people.get_by_role("button", name="Eine Geburt"))
    page.keyboard.press("Space")
    expect(card).to_contain_text(f"Nach {stopped + 1} Geburten")
    card.get_by_role("button", name="Viele Durchgänge ausspielen").press("Enter")
    expect(card).to_contain_text("Von 100 Durchgängen gewinnt")
    assert serious(page) == []
    notebook.resize(390, 844)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.nightly
def test_who_wants_no_motion_gets_a_small_population_at_rest_and_at_the_slowest_pace(
    page: Page, lab: Lab
) -> None:
    page.emulate_media(reduced_motion="reduce")
    notebook = Notebook.open(page, lab, written(lab.folder / "ruhe-60", ["EvolutionExplorer"]))
    notebook.run_all()
    card = notebook.widget("Was bleibt, wenn Erfolg sich ausbreitet?")
    card.get_by_label(re.compile("Dazu eine kleine Bevölkerung")).check()
    people = card.locator(".kooperation-moran")
    chosen, slowest = people.locator(".kooperation-player select").evaluate(PACE)
    assert chosen == slowest
    page.wait_for_timeout(1000)
    expect(card).to_contain_text("Nach 0 Geburten")
