"""A learner maps the actors of a town by keyboard, saves the map, and lays somebody else's beside it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import FilePayload, Page, expect

from browser.real_lab import Lab, Notebook
from browser.test_layout import SIDEWAYS, WIDTHS, written
from kooperation.institutions.own_actors import OwnNetwork, Tie
from kooperation.institutions.own_actors import written as saved_file


@pytest.mark.nightly
@pytest.mark.parametrize("width", WIDTHS)
def test_a_town_is_mapped_by_keyboard_saved_and_compared_and_nothing_in_a_name_is_run(
    page: Page, lab: Lab, width: int
) -> None:
    path = written(lab.folder / f"eigene-akteure-{width}", ["OwnActors"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    notebook.resize(width, 844)
    card = notebook.widget("Meine Akteurskarte")
    card.get_by_label("Der Ort").fill("Altstadt")
    card.get_by_role("button", name="Jobcenter").focus()
    page.keyboard.press("Space")
    trap = "<img src=x onerror='window.harmed=1'>"
    card.get_by_label("Weiterer Akteur 1").fill(trap)
    card.get_by_label("Weiterer Akteur 1").press("Enter")
    expect(card.get_by_role("table", name="Beziehungen, die ausgehen von: Jobcenter")).to_be_visible()  # fmt: skip
    money = card.get_by_role("button", name=f"{trap}: Geld")
    money.focus()
    page.keyboard.press("Space")
    expect(money).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    picture = card.get_by_role("img", name="Akteurskarte: Altstadt")
    expect(picture).to_have_attribute("aria-label", "Akteurskarte: Altstadt. Akteure: 2, Verbindungen: 1. Dieselben Beziehungen stehen in der Tabelle darunter.")  # fmt: skip
    expect(picture).to_contain_text("Entscheidung")
    with page.expect_download() as saving:
        card.get_by_role("button", name="Karte sichern").press("Enter")
    assert saving.value.suggested_filename == "meine_akteure.json"
    saved = json.loads(saving.value.path().read_text("utf-8"))
    assert saved.pop("art") == "kooperation: eigene Akteurskarte"
    assert saved["beziehungen"] == ["jobcenter entscheidung 1", "jobcenter geld 1"]
    record = json.loads((path.parent / "lernstand.json").read_text("utf-8"))
    assert record["answers"]["akteure"] == saved

    other = OwnNetwork(trap, trap, {"jobcenter": "Jobcenter", "2": trap, "3": "AWO"}, frozenset({Tie("jobcenter", "geld", "2")}))  # fmt: skip
    with page.expect_file_chooser() as choosing:
        card.get_by_role("button", name="Karte eines anderen laden").press("Enter")
    buffer = saved_file(other).encode()
    sent = FilePayload(name="x.json", mimeType="application/json", buffer=buffer)
    choosing.value.set_files(sent)
    expect(card).to_contain_text(
        "Beziehungen: 1 auf beiden Karten, 1 nur auf Ihrer, 0 nur auf der anderen."
    )
    expect(card.get_by_role("table", name="Beide Karten nebeneinander")).to_contain_text(trap)
    assert page.evaluate("() => window.harmed") is None
    assert card.locator("img[src], a[href]").count() == 0
    assert page.evaluate(SIDEWAYS) == []
