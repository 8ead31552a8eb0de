"""JupyterLab is as dark as the system at the first visit, and as somebody chose from then on."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.real_lab import DARK, LIGHT, THEMES, Lab, choose_theme, jupyterlab

PATIENCE = 90_000  # ms
pytestmark = pytest.mark.nightly  # a server for each: what is chosen is kept there


def shows(page: Page, theme: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-jp-theme-name", theme, timeout=PATIENCE)


@contextmanager
def visit(browser: Browser, lab: Lab, scheme: str) -> Iterator[Page]:
    """Open JupyterLab in a browser that was never here, in a system as dark as *scheme*."""
    with browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context:
        page = context.new_page()
        page.goto(f"{lab.url}lab/workspaces/eins?token={lab.token}")
        page.wait_for_function(
            "() => window.jupyterapp?.restored.then(() => true)", timeout=PATIENCE
        )
        yield page


def kept(lab: Lab, **values: object) -> None:
    """Wait until the server has *values* in its file of the choice."""
    package, name = THEMES.split(":")
    file = lab.folder.parent / "settings" / package / f"{name}.jupyterlab-settings"
    found: dict[str, object] = {}
    for _ in range(100):
        with suppress(OSError, ValueError):  # not there, or half written
            text = re.sub("^ *//.*", "", file.read_text("utf-8"), flags=re.MULTILINE)
            found = json.loads(text)
        if values.items() <= found.items():
            return
        time.sleep(0.1)
    raise AssertionError(found)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_first_visit_is_as_dark_as_the_system_and_a_choice_holds_from_its_first_click(
    browser: Browser, tmp_path: Path, theme: str
) -> None:
    with jupyterlab(tmp_path) as lab:
        with visit(browser, lab, "dark") as page:
            shows(page, DARK)
            page.emulate_media(color_scheme="light")
            shows(page, LIGHT)
            page.emulate_media(color_scheme="dark")
            shows(page, DARK)
        with visit(browser, lab, "light") as page:  # what the system changed was no choice
            shows(page, LIGHT)
        with visit(browser, lab, "dark") as page:
            shows(page, DARK)
            choose_theme(page, theme)
            kept(lab, **{"theme": theme, "adaptive-theme": False})
            shows(page, theme)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                page.reload()
                shows(page, theme)
                page.wait_for_timeout(1000)
                shows(page, theme)


def test_who_chose_a_theme_before_jupyterlab_followed_keeps_it(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        jupyterlab(tmp_path, {THEMES: {"theme": DARK}}) as lab,
        visit(browser, lab, "light") as page,
    ):
        kept(lab, **{"adaptive-theme": False})
        shows(page, DARK)
