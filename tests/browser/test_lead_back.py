"""Without JupyterLab's extension „Alle Zellen ausführen“ ends at the sources: once, the reader is led back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.real_lab import AT_REST, Lab, Notebook

PLACE = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTop"
AFTERWARDS = 3000  # ms: JupyterLab scrolls once more when the last widgets come


@pytest.fixture
def plain(page: Page, lab: Lab, course: Path) -> Notebook:
    """Lecture 5 in a JupyterLab that cannot load the extension."""
    page.route("**/entry.js*", lambda route: route.abort())
    return Notebook.open(page, lab, course / "course" / "lectures" / "05_gefangenendilemma.ipynb")


@pytest.mark.nightly
def test_whoever_ran_everything_is_back_at_the_top_with_everything_there(plain: Notebook) -> None:
    page = plain.page
    plain.run_all()
    page.wait_for_function(f"({PLACE})() === 0")
    page.wait_for_timeout(AFTERWARDS)
    page.wait_for_function(f"({PLACE})() === 0")
    expect(page.get_by_role("heading", name="Guter Wille reicht nicht")).to_be_in_viewport()
    expect(page.locator(".kooperation-box").first).to_be_attached()


@pytest.mark.nightly
def test_whoever_scrolls_meanwhile_is_left_alone(plain: Notebook) -> None:
    page = plain.page
    page.get_by_role("menuitem", name="Ausführen", exact=True).click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    page.wait_for_function("() => window.__kooperationGuard")
    page.mouse.move(700, 400)
    page.mouse.wheel(0, 300)
    page.wait_for_function(AT_REST)
    page.wait_for_timeout(AFTERWARDS)
    assert page.evaluate(PLACE) >= 300  # where they are, or at the end, where JupyterLab leads
