"""What a learner does with the keyboard, and what is then in the files."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Locator, Page

MANY = 60  # presses; more would mean that something cannot be reached
SAVED = "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"


def has_focus(target: Locator) -> bool:
    """Say whether *target* has the focus."""
    return bool(target.evaluate("node => node === document.activeElement"))


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until *target* has the focus: what cannot be reached so is lost to the keyboard."""
    for _ in range(20):
        if has_focus(target):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach the control.")


def arrow_to(page: Page, target: Locator, *keys: str) -> None:
    """Move with the arrow *keys*, in turn, until *target* has the focus."""
    for key in keys:
        for _ in range(MANY):
            if has_focus(target):
                return
            before = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
            page.keyboard.press(key)
            if before == page.evaluate("() => document.activeElement.getAttribute('aria-label')"):
                break
    assert has_focus(target), "The arrow keys do not reach the button."


def save(page: Page) -> None:
    """Press Ctrl+S and wait until the notebook is saved."""
    page.keyboard.press("Control+s")
    page.wait_for_function(SAVED)


def expect_answers(page: Page, file: Path, expected: dict[str, object]) -> None:
    """Wait until *file* holds the *expected* answers."""
    for _ in range(300):
        found = json.loads(file.read_text("utf-8"))["answers"]
        if found == expected:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{file.name} holds {found}, not {expected}.")
