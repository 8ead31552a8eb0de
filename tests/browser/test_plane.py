"""The plane of two sides by keyboard: patience in lecture 6's picture, a threat in lecture 7's, both on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.real_lab import Lab, Notebook
from browser.test_layout import CUT, written


@pytest.mark.nightly
def test_patience_and_a_threat_move_what_the_planes_say(page: Page, lab: Lab) -> None:
    path = written(lab.folder / "plane", ["FeasiblePayoffs", "BargainingPlane"])
    notebook = Notebook.open(page, lab, path)
    notebook.run_all()
    folk = notebook.widget("Was Geduld möglich macht")
    expect(folk).to_contain_text("Bei δ = 0,4 hält sie nicht")
    folk.get_by_role("slider", name="δ: was die nächste Runde heute zählt").focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    expect(folk).to_contain_text("✓ Bei δ = 0,5 hält sie")
    expect(folk.get_by_role("img", name="Mit Los hält bei δ = 0,5")).to_be_visible()
    folk.get_by_label("Zugfolge, die sich wiederholt").select_option(
        label="CC, CC, CC, DC, DC: ungleich, am Stück"
    )
    expect(folk).to_contain_text("Sie hält ab δ = 0,92.")

    threat = notebook.widget("Konfliktpunkt und Macht")
    threat.get_by_role("slider", name="Was A ohne Einigung hat").focus()
    page.keyboard.press("End")
    expect(threat).to_contain_text("Ohne Einigung: (4,5; 0)")
    expect(threat).to_contain_text("Nash-Lösung mit β = 0,5: (7,25; 2,75)")
    notebook.resize(390, 844)
    expect(threat.get_by_role("img", name="Nutzenebene")).to_be_visible()
    assert page.evaluate(CUT) == []
