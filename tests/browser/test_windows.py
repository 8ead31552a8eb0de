"""JupyterLab's own windows about what belongs to the course."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import PATIENCE
from browser.real_lab import Lab

expect.set_options(timeout=PATIENCE)


@pytest.mark.nightly
def test_a_damaged_notebook_is_told_in_words_and_stays_as_it_is(
    page: Page, lab: Lab, course: Path
) -> None:
    """JupyterLab says „Unreadable Notebook“, and then asks whether to save it."""
    path = course / "course" / "lectures" / "04_was_ist_kooperation.ipynb"
    path.write_text('{"cells": [ kaputt', "utf-8")
    page.goto(lab.address(path, "beschaedigt"))
    window = page.locator(".jp-Dialog")
    expect(window).to_contain_text("Das Notebook lässt sich nicht öffnen")
    expect(window).to_contain_text("Dann liegt eine frische Kopie daneben.")
    expect(window).not_to_contain_text("Unreadable")
    window.get_by_role("button", name="Schließen").click()
    expect(page.get_by_role("tab", name=path.name)).to_have_count(0)
    expect(window).to_have_count(0)
    assert path.read_text("utf-8") == '{"cells": [ kaputt'
