"""What the browser's console says of a lecture: nothing, where nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page

from browser.real_lab import Lab, Notebook

WRONG = ("error", "warning")
JUPYTERLABS = "did not appear within"  # it scrolls to the last cell, on a busy machine in vain
WHILE = 5000  # ms: the panel looks every four seconds


@pytest.mark.nightly
def test_a_lecture_that_is_opened_run_again_and_loaded_anew_leaves_no_error(
    page: Page, lab: Lab, course: Path
) -> None:
    """No record is there yet, and a cell that runs again closes what it showed."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in WRONG and JUPYTERLABS not in message.text:
            said.append(f"{message.text} {message.location.get('url', '')}")

    page.on("console", hear)
    notebook = Notebook.open(
        page, lab, course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    )
    notebook.ran()
    page.wait_for_timeout(WHILE)
    notebook.run_all()
    notebook.reload()
    notebook.ran()
    notebook.run_all()
    page.wait_for_timeout(WHILE)
    assert said == []
