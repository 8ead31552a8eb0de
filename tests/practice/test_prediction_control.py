"""The options of a prediction, in a real Chromium: what is marked is told, and shown again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kooperation.kit.guard import static
from kooperation.practice.prediction_control import CommittedChoice

# A model as a card gives it, without a kernel.
MODEL = """
window.show = async (state) => {
  const url = URL.createObjectURL(new Blob([window.esm], { type: "text/javascript" }));
  const { default: widget } = await import(url);
  const heard = {};
  const put = (values) => { Object.assign(state, values); for (const name in values) heard[name]?.(); };
  window.state = state;
  window.put = put;
  const model = {
    get: (name) => state[name],
    set: (name, value) => put(typeof name === "string" ? { [name]: value } : name),
    save_changes: () => {},
    on: (name, callback) => { heard[name.slice("change:".length)] = callback; },
    off: () => {},
  };
  document.body.replaceChildren(document.createElement("div"));
  widget.render({ model, el: document.body.firstChild });
};
"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<body></body>")
    page.add_script_tag(content=MODEL)
    script = static("kit", "dom.js") + static("practice", "prediction.js")
    page.evaluate("(esm) => { window.esm = esm; }", script)
    yield page
    page.close()


def show(tab: Page, **state: Any) -> None:
    choice = CommittedChoice("Was tun Sie?", {"a": "Reden", "b": "Schweigen"}, None)
    tab.evaluate("(state) => window.show(state)", {**choice.state(), **state})


def told(tab: Page) -> Any:
    return tab.evaluate("() => [window.state.value, window.state.marked]")


def test_what_is_marked_is_told_and_counts_once_it_is_confirmed(tab: Page) -> None:
    show(tab)
    tab.get_by_label("Schweigen").check()
    assert told(tab) == [None, "b"]
    tab.get_by_role("button", name="Festlegen").click()
    assert told(tab) == ["b", None]
    tab.get_by_label("Reden").check()
    assert told(tab) == ["b", "a"]
    tab.get_by_label("Schweigen").check()  # back at what was confirmed
    assert told(tab) == ["b", None]


def test_what_was_marked_is_marked_again_and_a_newer_answer_is_shown_beside_it(tab: Page) -> None:
    show(tab)
    tab.evaluate("() => window.put({ marked: 'b' })")
    assert tab.get_by_label("Schweigen").is_checked()
    assert tab.get_by_role("button", name="Festlegen").is_visible()
    tab.evaluate("() => window.put({ value: 'a' })")  # another window's
    assert tab.get_by_label("Schweigen").is_checked()
    assert tab.locator(".kooperation-given").inner_text() == "Reden"
    tab.evaluate("() => window.put({ marked: null })")
    assert tab.get_by_label("Reden").is_checked()


def test_what_stands_is_shown_whatever_is_marked(tab: Page) -> None:
    show(tab, value="a", marked="b", stands=True)
    assert tab.get_by_label("Reden").is_checked()
    assert tab.get_by_label("Schweigen").is_disabled()
