"""A learner maps a case by keyboard alone, is told what is wrong and why, and loses nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.keyboard import arrow_to, save
from browser.real_lab import Lab, Notebook

CASE = "Frau K.: zwischen Entgiftung und Entwöhnung"
FULL = (
    ("Jobcenter", "Krankenkasse", "Beratungsstelle"),
    (
        "§ 9 Abs. 4 SGB IX bei Jobcenter",
        "§ 17 Abs. 2 SGB II bei Beratungsstelle",
        "§ 40 SGB V bei Krankenkasse",
    ),
    ("S Schnittstelle",),
    ("I3 Im Einzelfall gemeinsam planen",),
)
expect.set_options(timeout=90_000)


@pytest.fixture
def notebook(page: Page, lab: Lab, course: Path) -> Notebook:
    """Lecture 2, opened."""
    path = course / "course" / "lectures" / "02_oekosystem_und_schnittstellen.ipynb"
    return Notebook.open(page, lab, path)


@pytest.fixture
def case_map(notebook: Notebook) -> Locator:
    """The exercise, after the notebook has been run."""
    notebook.ran()
    return notebook.widget(CASE)


def within(page: Page) -> bool:
    """Say whether the focus is in one of the groups of choices."""
    return bool(page.evaluate("() => !!document.activeElement.closest('.kooperation-choices')"))


def tab_into_next_group(page: Page) -> None:
    """Press Tab once: each group is one tab stop."""
    page.keyboard.press("Tab")
    assert within(page)


def button(case_map: Locator, name: str) -> Locator:
    """Return the button *name*, whose name grows by the verdict once it is chosen."""
    return case_map.get_by_role("button", name=name).first


def press(case_map: Locator, name: str) -> None:
    """Choose *name* with arrows and Space, and wait until it is marked."""
    page = case_map.page
    target = button(case_map, name)
    page.keyboard.press("Control+Home")
    arrow_to(page, target, "ArrowRight")
    page.keyboard.press("Space")
    expect(target).to_have_attribute("aria-pressed", "true")
    expect(target).not_to_have_attribute("data-mark", "")


def map_all(case_map: Locator) -> None:
    """Map the case to full marks, from the list of cases on, by keyboard alone."""
    page = case_map.page
    case_map.locator("select").focus()
    for names in FULL:
        tab_into_next_group(page)
        for name in names:
            press(case_map, name)


@pytest.mark.nightly
def test_a_case_is_mapped_to_full_marks_by_keyboard_alone(case_map: Locator) -> None:
    map_all(case_map)
    expect(case_map).to_contain_text("Alle Teile stimmen")
    own = case_map.get_by_role("table", name="Ihre Karte")
    for name in ("✓ Jobcenter", "✓ Krankenkasse", "✓ Beratungsstelle", "✓ S Schnittstelle"):
        expect(own).to_contain_text(name)
    expect(case_map.get_by_role("img", name="3 Verbindungen")).to_be_visible()
    case_map.page.keyboard.press("Tab")
    expect(case_map.get_by_role("button", name="Referenzkarte zeigen")).to_be_focused()
    case_map.page.keyboard.press("Space")
    expect(case_map).to_contain_text("Strittig:")


@pytest.mark.nightly
def test_each_legal_basis_says_what_it_is_about(case_map: Locator) -> None:
    """A number of a section alone tells nobody anything."""
    case_map.locator("select").focus()
    tab_into_next_group(case_map.page)
    press(case_map, "Jobcenter")
    expect(case_map.get_by_text("Vereinbarung mit Dritten")).to_be_visible()


@pytest.mark.nightly
def test_a_wrong_choice_shows_its_explanation(case_map: Locator) -> None:
    page = case_map.page
    case_map.locator("select").focus()
    tab_into_next_group(page)
    press(case_map, "Jobcenter")
    tab_into_next_group(page)
    press(case_map, "§ 6 Abs. 1 SGB IX bei Jobcenter")
    wrong = button(case_map, "§ 6 Abs. 1 SGB IX bei Jobcenter")
    expect(wrong).to_have_attribute("data-mark", "wrong")
    expect(wrong).to_have_accessible_name(re.compile("falsch"))
    explained = case_map.locator('li[data-verdict="wrong"]')
    expect(explained).to_contain_text("Es ist kein Reha-Träger")
    page.keyboard.press("Space")
    expect(explained).to_have_count(0)


@pytest.mark.nightly
def test_arrows_move_by_what_one_sees_and_keys_leave_the_cells_alone(
    notebook: Notebook, case_map: Locator
) -> None:
    page, before = notebook.page, notebook.cells()
    case_map.locator("select").focus()
    tab_into_next_group(page)
    for name in ("Jobcenter", "Agentur für Arbeit"):
        press(case_map, name)
    tab_into_next_group(page)
    first = button(case_map, "§ 14 Abs. 2 SGB II bei Jobcenter")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(button(case_map, "§ 15 Abs. 2 SGB II bei Jobcenter")).to_be_focused()
    page.keyboard.press("End")
    expect(button(case_map, "§ 15 Abs. 2 SGB II bei Agentur für Arbeit")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    for key in ("x", "a", "b", "d", "d", "m"):
        page.keyboard.press(key)
    assert notebook.cells() == before


@pytest.mark.nightly
def test_a_reload_and_a_fresh_run_keep_the_map(notebook: Notebook, case_map: Locator) -> None:
    map_all(case_map)
    expect(case_map).to_contain_text("Alle Teile stimmen")
    kept = json.loads((notebook.path.parent / "lernstand.json").read_text("utf-8"))
    assert kept["answers"]["karte.entgiftung"]["stellen"] == ["BER", "JC", "KK"]

    save(notebook.page)
    notebook.reload()
    again = notebook.widget(CASE)
    expect(again).to_contain_text("Alle Teile stimmen")
    expect(button(again, "Krankenkasse")).to_have_attribute("aria-pressed", "true")

    notebook.ran()
    anew = notebook.widget(CASE)
    expect(anew).to_contain_text("Alle Teile stimmen")
    expect(button(anew, "§ 40 SGB V bei Krankenkasse")).to_have_attribute("data-mark", "right")


@pytest.mark.nightly
def test_at_768_pixels_nothing_leaves_the_notebook(notebook: Notebook) -> None:
    page = notebook.page
    notebook.resize(768, 900)
    notebook.ran()
    case_map = notebook.widget(CASE)
    case_map.locator("select").focus()
    tab_into_next_group(page)
    for name in FULL[0]:
        press(case_map, name)
    width = case_map.evaluate("node => node.scrollWidth - node.clientWidth")
    assert width <= 1
    for group in case_map.locator(".kooperation-choices").all():
        box = group.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 768
