"""JupyterLab is as dark as the system, and as somebody chose from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.real_lab import jupyterlab

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
CHOOSE = "(theme) => jupyterapp.commands.execute('apputils:change-theme', { theme })"


@pytest.mark.nightly  # a server of its own: what is chosen is kept there
def test_the_first_visit_is_as_dark_as_the_system_and_a_choice_holds_from_its_first_click(
    browser: Browser, tmp_path: Path
) -> None:
    with jupyterlab(tmp_path) as lab, browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        shown = page.locator("body")
        page.goto(lab.address(lab.folder, "eins"))
        expect(shown).to_have_attribute("data-jp-theme-name", LIGHT, timeout=90_000)
        page.emulate_media(color_scheme="dark")
        expect(shown).to_have_attribute("data-jp-theme-name", DARK)
        page.emulate_media(color_scheme="light")
        expect(shown).to_have_attribute("data-jp-theme-name", LIGHT)
        page.evaluate(CHOOSE, DARK)
        expect(shown).to_have_attribute("data-jp-theme-name", DARK)
        page.reload()
        expect(shown).to_have_attribute("data-jp-theme-name", DARK, timeout=90_000)
        page.emulate_media(color_scheme="dark")
        page.evaluate(CHOOSE, LIGHT)
        expect(shown).to_have_attribute("data-jp-theme-name", LIGHT)
