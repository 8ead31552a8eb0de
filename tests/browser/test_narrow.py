"""The side bar on a phone: it lies over the notebook, which keeps its width, and closes by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.conftest import PATIENCE
from browser.real_lab import Lab, Notebook

expect.set_options(timeout=PATIENCE)
BAR = 33  # px: the tabs of the side bar stay


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


@pytest.fixture
def lesson(phone: Page, lab: Lab, course: Path) -> Notebook:
    notebook = Notebook.open(
        phone, lab, course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    )
    notebook.ran()
    return notebook


def width(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["width"]


def opened(page: Page) -> Locator:
    """Open the panel by its tab, and return it."""
    page.get_by_role("tab", name="Kurs", exact=True).click()
    panel = page.get_by_role("navigation", name="Lektionen und Aufgaben des Kurses")
    expect(panel.get_by_role("link", name="6 Wiederholung")).to_be_visible()
    return panel


@pytest.mark.nightly
def test_what_jupyterlab_has_on_the_right_takes_no_width_of_a_phone_and_is_back_beside_it(
    lesson: Notebook,
) -> None:
    page, notebook = lesson.page, lesson.page.locator(".jp-NotebookPanel")
    assert width(notebook) >= 390 - BAR - 15
    lesson.resize(1280, 800)
    assert width(page.locator(".jp-SideBar.jp-mod-right")) == pytest.approx(BAR, abs=3)


@pytest.mark.nightly
def test_the_panel_lies_over_a_notebook_that_keeps_its_width_and_goes_with_escape_or_a_click_beside(
    lesson: Notebook,
) -> None:
    page, notebook = lesson.page, lesson.page.locator(".jp-NotebookPanel")
    before = width(notebook)
    panel = opened(page)
    assert width(notebook) == pytest.approx(before, abs=3)
    assert width(panel) >= 300
    expect(panel.get_by_role("link", name="5 Gefangenendilemma")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.evaluate(
        "() => document.querySelector('.jp-NotebookPanel').contains(document.activeElement)"
    )

    panel = opened(page)
    page.mouse.click(BAR + width(panel) + 10, 500)
    expect(panel).to_be_hidden()
    assert width(notebook) == pytest.approx(before, abs=3)


def test_the_panel_goes_where_one_goes_to_a_lecture_or_an_assignment(lesson: Notebook) -> None:
    page = lesson.page
    for link, heading in (
        ("6 Wiederholung", "Morgen sieht man sich wieder"),
        ("Aufgabe: Dilemmata erkennen", "Aufgabe: Dilemmata erkennen"),
        ("5 Gefangenendilemma", "Guter Wille reicht nicht"),  # is open already
    ):
        panel = opened(page)
        panel.get_by_role("link", name=link).click()
        expect(panel).to_be_hidden()
        expect(page.get_by_role("heading", name=heading).first).to_be_in_viewport()


@pytest.mark.nightly
def test_without_the_extension_the_list_of_files_leaves_the_page_to_the_lecture(
    phone: Page, lab: Lab, course: Path
) -> None:
    phone.route("**/extensions/kooperation/**", lambda route: route.abort())
    Notebook.open(phone, lab, course / "course" / "lectures" / "00_start.ipynb")
    phone.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    expect(phone.locator("#jp-left-stack")).to_be_hidden()
    text, card = phone.locator(".jp-RenderedMarkdown p"), phone.locator(".kooperation-box")
    assert width(card.first) >= width(text.first) > 200
    phone.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab").first.click()
    expect(phone.locator("#jp-left-stack")).to_be_visible()  # whoever wants it has it


@pytest.mark.nightly
def test_a_table_that_does_not_fit_is_scrolled_by_keys_under_its_first_column_and_one_that_fits_is_no_stop(
    phone: Page, lab: Lab, course: Path
) -> None:
    path = course / "course" / "lectures" / "03_gewaehrleistung_und_wohlfahrtsmarkt.ipynb"
    notebook = Notebook.open(phone, lab, path)
    notebook.ran()
    table = phone.get_by_role("table", name="Drei geregelte Seiten hat nur die Vereinbarung")
    table.scroll_into_view_if_needed()
    notebook.settle()
    expect(table).to_have_attribute("tabindex", "0")
    expect(table).to_have_class(re.compile("kooperation-goeson"))  # its edge fades
    table.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("(table) => table.scrollLeft > 0", arg=table.element_handle())
    expect(table).to_be_focused()
    table.evaluate("(table) => table.scrollTo(table.scrollWidth, 0)")
    expect(table).not_to_have_class(re.compile("kooperation-goeson"))
    first, box = table.locator("tbody td:first-child").first.bounding_box(), table.bounding_box()
    assert first
    assert box
    assert first["x"] == pytest.approx(box["x"], abs=1)  # its first column stays
    phone.set_viewport_size({"width": 1280, "height": 844})
    expect(table).not_to_have_attribute("tabindex", "0")
