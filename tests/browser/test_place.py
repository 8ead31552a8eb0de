"""Where one is in a notebook: a page that is loaded anew is there again, and below the last line nothing is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import PATIENCE
from browser.real_lab import Notebook

expect.set_options(timeout=PATIENCE)
FAR = "Wo viele zahlen, lockt das Trittbrett"
OUTER = "document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer')"
BELOW = f"(heading) => heading.getBoundingClientRect().top - {OUTER}.getBoundingClientRect().top"
KEPT = (
    "() => Object.values(JSON.parse(sessionStorage.getItem('kooperation:places') ?? '{}')).length"
)


def read(page: Page, heading: str) -> float:
    """Scroll to a heading as a reader does, wait until the place is kept, and return how far below the edge it is."""
    place = page.get_by_role("heading", name=heading)
    for _ in range(4):  # what comes into view is drawn, and moves what is below it
        place.evaluate("(heading) => heading.scrollIntoView()")
        page.wait_for_timeout(300)
    page.wait_for_function(KEPT)
    return float(place.evaluate(BELOW))


def there(page: Page, heading: str, below: float) -> None:
    """Wait until a heading is as far below the edge as it was."""
    page.get_by_role("heading", name=heading).wait_for(state="attached")
    page.wait_for_function(
        f"([name, below]) => {{ const heading = [...document.querySelectorAll('h1, h2, h3')].find((one) => "
        f"one.textContent.startsWith(name)); return Math.abs(({BELOW})(heading) - below) < 20; }}",
        arg=[heading, below],
    )


@pytest.mark.nightly
def test_a_page_that_is_loaded_anew_is_where_one_was_reading(lecture: Notebook) -> None:
    page = lecture.page
    lecture.ran()
    below = read(page, FAR)
    page.reload()
    lecture.ran()
    there(page, FAR, below)
    lecture.settle()
    there(page, FAR, below)  # also after all that stands above it was drawn

    # A link leads away from there, and one stays where it leads, whatever comes above.
    cell = page.locator(".jp-Cell", has=page.get_by_role("heading", name=FAR))
    cell.locator("a[href='#Quellen']").first.click()
    expect(page.get_by_role("heading", name="Quellen")).to_be_in_viewport()
    lecture.resize(1100, 900)
    expect(page.get_by_role("heading", name="Quellen")).to_be_in_viewport()

    page.mouse.move(700, 400)
    page.mouse.wheel(0, -100_000)
    page.wait_for_function(f"() => !({KEPT})()")
    page.reload()
    lecture.ran()
    assert page.evaluate(f"() => {OUTER}.scrollTop") == 0


@pytest.mark.nightly
def test_below_the_last_line_of_a_lecture_there_is_nothing_to_scroll_to(lecture: Notebook) -> None:
    page = lecture.page
    lecture.ran()
    last = page.locator(".jp-Notebook:visible .jp-Cell").last
    last.evaluate("(cell) => cell.scrollIntoView()")
    page.wait_for_function(
        f"(cell) => {{ {OUTER}.scrollTop = {OUTER}.scrollHeight; "
        f"return {OUTER}.getBoundingClientRect().bottom - cell.getBoundingClientRect().bottom < 60; }}",
        arg=last.element_handle(),
    )
