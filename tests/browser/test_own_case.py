"""A learner maps an own case by keyboard, saves it as a file, and lays a forged one and another one beside it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import FilePayload, Page, expect

from browser.real_lab import Lab, Notebook
from browser.test_layout import SIDEWAYS, WIDTHS, written


@pytest.mark.nightly
@pytest.mark.parametrize("width", WIDTHS)
def test_a_case_is_mapped_saved_and_compared_and_nothing_in_a_file_is_run(
    page: Page, lab: Lab, width: int
) -> None:
    path = written(lab.folder / f"eigener-fall-{width}", ["OwnCase"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    notebook.resize(width, 844)
    card = notebook.widget("Mein Fall als Karte")
    card.get_by_label("Der Fall").fill("Umzug")
    card.get_by_role("button", name="Jobcenter").focus()
    page.keyboard.press("Space")
    basis = card.get_by_label("Grundlage: Jobcenter")
    expect(basis).to_be_visible()
    offered = card.locator(f"datalist[id='{basis.get_attribute('list')}'] option")
    expect(offered.first).to_have_attribute("value", "§ 14 Abs. 2 SGB II")
    basis.focus()
    page.keyboard.type("§ 14 SGB II; Hausbrauch")
    page.keyboard.press("Tab")
    card.get_by_label("Weitere Stelle 1").fill("Verein <b>am</b> Markt")
    card.get_by_label("Weitere Stelle 1").press("Enter")
    expect(card.get_by_label("Grundlage: Verein <b>am</b> Markt")).to_be_visible()
    expect(card.get_by_role("img", name="2 Verbindungen")).to_be_visible()
    expect(card.get_by_role("img", name="Umzug")).to_contain_text("Verein")
    with page.expect_download() as saving:
        card.get_by_role("button", name="Karte sichern").press("Enter")
    assert saving.value.suggested_filename == "mein_fall.json"
    saved = json.loads(saving.value.path().read_text("utf-8"))
    record = json.loads((path.parent / "lernstand.json").read_text("utf-8"))
    assert saved.pop("art")
    assert record["answers"]["fall"] == saved
    # Somebody else's file, first one that would do harm, then an honest one.
    trap = "<img src=x onerror='window.harmed = true'><a href='javascript:1'>x</a>"

    def choose(**entries: object) -> None:
        text = json.dumps({"art": "kooperation: eigener Fall", **saved, **entries}).encode()
        with page.expect_file_chooser() as choosing:
            card.get_by_role("button", name="Karte eines anderen laden").press("Enter")
        sent = FilePayload(name="x.json", mimeType="application/json", buffer=text)
        choosing.value.set_files(sent)

    choose(typ="<b>Q</b>")
    expect(card.get_by_role("alert")).to_contain_text("den der Kurs nicht kennt: „<b>Q</b>“")
    choose(titel=trap, stellen=[{"name": trap[:60], "grundlage": trap}], typ="S")
    expect(card).to_contain_text(
        "Typ: bei Ihnen noch kein Typ, auf der anderen Karte S Schnittstelle."
    )
    both = card.get_by_role("table", name="Beide Karten nebeneinander")
    expect(both).to_contain_text(trap)
    assert page.evaluate("() => window.harmed") is None
    assert card.locator("img[src], a[href]").count() == 0
    assert page.evaluate(SIDEWAYS) == []
