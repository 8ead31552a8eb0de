"""The Kooperations-Check by keyboard, in lecture 8: fill it, save the report, open it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.real_lab import Lab, Notebook
from kooperation.success_factors.levers_words import factors

expect.set_options(timeout=90_000)
INTRO = "Denken Sie an eine Zusammenarbeit an Ihrem Ort"
FOCUSED = "node => node === document.activeElement"


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until *target* has the focus: what cannot be reached so is lost to the keyboard."""
    for _ in range(10):
        if target.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not reach the control.")


@pytest.fixture
def lecture_8(page: Page, lab: Lab, course: Path) -> Notebook:
    """Lecture 8, run from top to bottom."""
    notebook = Notebook.open(page, lab, course / "course/lectures/08_erfolgsfaktoren.ipynb")
    notebook.ran()
    return notebook


@pytest.mark.nightly
def test_fill_the_check_by_keyboard_save_the_report_and_open_it(lecture_8: Notebook) -> None:
    page, check, cells = lecture_8.page, lecture_8.explorer(INTRO), lecture_8.cells()
    check.get_by_role("radio", name="späterer").focus()
    for number, factor in enumerate(factors().values()):
        group = check.get_by_role("radiogroup", name=factor.title)
        tab_to(page, group.get_by_role("radio").first)  # one tab stop for each group
        page.keyboard.press("Space")
        for _ in range(number % 4):
            page.keyboard.press("ArrowDown")
        expect(group.get_by_role("radio").nth(number % 4)).to_be_checked()
    expect(check).to_contain_text("11 von 11 Faktoren beurteilt; gespeichert als erster Check.")
    expect(check).to_contain_text(
        "Diese Faktoren stehen gleich niedrig."
    )  # three at the bottom, two places
    for name in ("Handlungsspielräume", "Kooperationsunternehmer"):
        check.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    expect(check).to_contain_text("Engpässe: Handlungsspielräume; „Kooperationsunternehmer“.")
    expect(check.get_by_role("img", name="Netzdiagramm mit den Stufen 1 bis 4")).to_be_visible()
    assert lecture_8.cells() == cells

    save = check.get_by_role("button", name="Bericht speichern")
    tab_to(page, save)
    page.keyboard.press("Enter")
    link = check.get_by_role("link", name="Bericht öffnen")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    report = opened.value
    expect(report.get_by_role("heading", name="Kooperations-Check")).to_be_visible()
    expect(report.locator("tbody tr", has_text="Örtliche Verhältnisse")).to_contain_text("3")
    saved = lecture_8.path.parent / "kooperations-check.html"
    assert "Eine Moderatorin stärken" in saved.read_text("utf-8")
