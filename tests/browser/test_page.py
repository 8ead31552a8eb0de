"""A lecture as a page: nothing around it, on a phone; the way there, the way back, and the code that a phone reads."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import unquote

import notebook as notebook_7
import numpy as np
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from browser.axe import serious
from browser.real_lab import Lab, Notebook, jupyterlab, lay_out

LECTURE = Path("course", "lectures", "05_gefangenendilemma.ipynb")
FRAME = "#jp-top-panel, #jp-menu-panel, #jp-bottom-panel, .jp-SideBar, .jp-NotebookPanel-toolbar"
WIDTH = 390
STATICS = (
    Path(sys.prefix, "share", "jupyter", "lab", "static"),
    Path(notebook_7.__file__).with_name("static"),
)


@pytest.mark.nightly
def test_read_as_a_page_a_lecture_has_the_whole_width_of_a_phone_and_jupyterlab_comes_back(
    page: Page, lab: Lab, course: Path
) -> None:
    page.set_viewport_size({"width": WIDTH, "height": 844})
    notebook = Notebook.open(page, lab, course / LECTURE)
    notebook.ran()
    notebook.reload()  # from then on the address of a restored layout names the folder alone
    notebook.ran()
    page.evaluate("() => jupyterapp.shell.activateById('kooperation-panel')")
    page.get_by_role("button", name="Als Seite lesen").click()
    expect(page).to_have_url(re.compile("doc/(workspaces/[^/]+/)?tree/.*05_gefangenendilemma"))
    back = page.get_by_role("button", name="JupyterLab zeigen")
    expect(back).to_be_visible()
    expect(page.locator(FRAME).locator("visible=true")).to_have_count(0)
    box = page.locator(".jp-Notebook").bounding_box()
    assert box
    assert box["width"] >= WIDTH - 2
    assert page.evaluate("() => document.documentElement.scrollWidth") == WIDTH
    assert serious(page) == []
    page.emulate_media(color_scheme="dark")  # the theme is a light one
    paper = "(node) => [getComputedStyle(node).backgroundColor, getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor]"
    assert len(set(page.locator(".kooperation-card").first.evaluate(paper))) == 1
    page.emulate_media(color_scheme="light")
    # The next lecture is a page, too, and so is this one after a reload.
    page.get_by_role("link", name="6 Wiederholung").first.click()
    expect(page).to_have_url(re.compile("doc/(workspaces/[^/]+/)?tree/.*06_wiederholung"))
    expect(page.locator(FRAME).locator("visible=true")).to_have_count(0)
    page.reload()
    expect(back).to_be_visible()
    expect(page.locator(FRAME).locator("visible=true")).to_have_count(0)
    back.click()
    expect(page.locator("#jp-top-panel")).to_be_visible()
    expect(page.locator(".jp-SideBar.jp-mod-left")).to_be_visible()
    expect(back).to_have_count(0)
    shown = page.locator(
        ".jp-NotebookPanel:not(.lm-mod-hidden)"
    )  # the lecture one was reading, not the one before
    expect(shown.get_by_role("heading", name="Morgen sieht man sich wieder").first).to_be_visible()


@pytest.mark.nightly
def test_a_phone_reads_the_address_of_the_page_from_the_code_and_of_this_computer_there_is_none(
    page: Page, lab: Lab, course: Path, tmp_path: Path, browser: Browser
) -> None:
    Notebook.open(page, lab, course / LECTURE).ran()
    expect(page.get_by_role("button", name="Als Seite lesen")).to_be_visible()
    expect(page.get_by_text("Auf dem Handy weiterlesen")).to_have_count(0)
    with jupyterlab(tmp_path, arguments=["--ServerApp.allow_remote_access=True"]) as other:
        path = lay_out(other.folder / "Kurs ä") / LECTURE
        elsewhere = browser.new_page()
        address = other.address(path, "handy").replace("127.0.0.1", "localhost.")
        elsewhere.goto(address)
        elsewhere.get_by_text("Auf dem Handy weiterlesen").click(timeout=90_000)
        code = elsewhere.get_by_role("img", name=re.compile("QR-Code")).locator("path")
        [read] = zxingcpp.read_barcodes(drawn(code.get_attribute("d") or ""))
        elsewhere.close()
    assert unquote(read.text).endswith(f"/doc/tree/Kurs ä/{LECTURE.as_posix()}?token={other.token}")
    assert read.text.startswith("http://localhost.:")


def drawn(squares: str) -> np.ndarray:
    """Return the picture that the path *squares* of a QR code draws, with a white margin."""
    at = [(int(x), int(y)) for x, y in re.findall(r"M(\d+),(\d+)h10", squares)]
    side = max(max(point) for point in at) + 50
    picture = np.full((side, side), 255, np.uint8)
    for x, y in at:
        picture[y : y + 10, x : x + 10] = 0
    return picture


def test_the_letters_of_formulas_come_in_both_views_whichever_was_opened_first(lab: Lab) -> None:
    lab_fonts, others = ({path.name for path in place.glob("*.woff*")} for place in STATICS)
    shared = sorted(lab_fonts & others)
    assert shared
    for name in shared[:2]:
        assert lab.request(f"static/lab/{name}") == lab.request(f"static/notebook/{name}")
    for name in shared[2:4]:
        assert lab.request(f"static/notebook/{name}") == lab.request(f"static/lab/{name}")
