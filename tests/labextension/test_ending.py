"""On a server that ends after a pause one is told in time, in a real Chromium with JupyterLab's parts made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from served import serve_scripts

from kooperation.base.words import Words

WORDS = Words("labextension.extension")
MINUTE = 60_000
# JupyterLab as far as the plug-in looks at it; `root` is what the server says of its first folder.
START = """async ({ root, words }) => {
  const line = await import("/line.js");
  const { plugin } = await import("/ending.js");
  class Signal {
    heard = [];
    connect(hear) { this.heard.push(hear); }
    emit(...what) { this.heard.forEach((hear) => hear(...what)); }
  }
  class Widget {
    node = document.createElement("aside");
    disposed = new Signal();
    addClass(name) { this.node.classList.add(name); }
    dispose() { this.node.remove(); this.disposed.emit(); }
  }
  const labels = { "kooperation:save-state": "Stand sichern", "kooperation:load-state": "Stand laden" };
  window.executed = [];
  const commands = {
    commandExecuted: new Signal(),
    hasCommand: (id) => id in labels,
    label: (id) => labels[id],
    execute: (id) => {
      executed.push(id);
      commands.commandExecuted.emit(commands, { id, result: Promise.resolve() });
    },
  };
  const contents = { get: async () => root };
  const shell = { add: ({ node }) => document.body.prepend(node) };
  plugin({ ...line, Widget, words }).activate({ restored: Promise.resolve(), commands, shell, serviceManager: { contents } });
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a server of the extension's scripts, with a field to type in; its clock stands still."""

    with browser.new_page() as page:
        page.clock.install()
        serve_scripts(page, b"<input>")
        page.clock.pause_at(page.evaluate("Date.now()") + 1000)
        yield page


def start(page: Page, root: dict[str, Any] | None = None) -> Locator:
    """Start the plug-in as on Binder, and return the place of its warning."""
    settings = {"root": {"ends_after": 10} if root is None else root, "words": words()}
    page.evaluate(START, settings)
    return page.get_by_role("alert")


def words() -> dict[str, str]:
    return dict(WORDS.section())


def test_the_start_says_what_gets_lost_and_offers_both_ways(page: Page) -> None:
    start(page)
    expect(page.get_by_role("note")).to_contain_text("Nach 10 Minuten Pause")
    for name in ("Stand sichern", "Stand laden"):
        page.get_by_role("button", name=name).click()
    assert page.evaluate("executed") == ["kooperation:save-state", "kooperation:load-state"]
    page.get_by_role("button", name="Schließen").click()
    expect(page.locator("aside")).to_have_count(0)


def test_eight_minutes_after_the_last_action_one_is_warned_until_one_saves(page: Page) -> None:
    warning = start(page)
    page.get_by_role("button", name="Schließen").click()
    page.clock.run_for(20 * MINUTE)
    expect(page.locator("aside")).to_have_count(0)  # nothing is done that could be lost
    page.get_by_role("textbox").press("a")
    page.clock.run_for(7 * MINUTE)
    page.get_by_role("textbox").press("b")
    page.clock.run_for(int(7.8 * MINUTE))
    expect(warning).to_have_count(0)
    page.clock.run_for(int(0.4 * MINUTE))
    expect(warning).to_contain_text("Seit 8 Minuten haben Sie nichts getan")
    page.get_by_role("button", name="Stand sichern").click()
    expect(warning).to_have_count(0)
    page.clock.run_for(20 * MINUTE)
    expect(warning).to_have_count(0)
    page.get_by_role("textbox").press("c")  # this is not in the file
    page.clock.run_for(9 * MINUTE)
    expect(warning).to_have_count(1)
    page.get_by_role("textbox").press("d")  # somebody is back: the pause is over
    expect(warning).to_have_count(0)


def test_elsewhere_nothing_is_said(page: Page) -> None:
    start(page, {})
    page.get_by_role("textbox").press("a")
    page.clock.run_for(20 * MINUTE)
    expect(page.locator("aside")).to_have_count(0)
