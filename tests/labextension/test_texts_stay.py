"""Texts stay as one reads them, and an assignment is saved when it matters, in a real Chromium with cells made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from served import serve_scripts

MADE = """async () => {
  const { keepTexts } = await import("/texts.js");
  const { saveInTime } = await import("/saving.js");
  const signal = () => {
    const heard = [];
    return { connect: (call) => heard.push(call), disconnect: () => {}, emit: (...all) => heard.forEach((call) => call(...all)) };
  };
  class Cell {
    #rendered = true;
    constructor(type, source, metadata = {}) {
      this.node = document.createElement("div");
      this.model = { type, getMetadata: (key) => metadata[key], sharedModel: { getSource: () => source } };
    }
    get rendered() { return this.#rendered; }
    set rendered(value) { this.#rendered = value; }
  }
  const widgets = {
    locked: new Cell("markdown", "Text", { editable: false }), free: new Cell("markdown", "Notiz"),
    mine: new Cell("code", "1 + 1"), ours: new Cell("code", "Ask()"), check: new Cell("code", "FormalCheck(sheet, task)"),
  };
  const node = document.createElement("div");
  node.className = "quiet";
  for (const cell of Object.values(widgets)) {
    cell.node.innerHTML = '<button class="kooperation-button">ja</button>';
    node.append(cell.node);
  }
  document.body.replaceChildren(node);
  const content = { node, widgets: Object.values(widgets), activeCell: widgets.locked, activeCellChanged: signal(),
    model: { cells: { changed: signal() } } };
  const done = [];
  const context = { model: { dirty: true }, saveState: signal(), save: async () => { done.push("saved"); context.model.dirty = false; } };
  for (const [name, cell] of Object.entries(widgets)) cell.node.firstChild.addEventListener("click", () => done.push(name));
  keepTexts(content, "quiet");
  saveInTime({ content, context });
  Object.assign(window, { content, cells: widgets, context, done });
}"""


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        serve_scripts(page)
        yield page


@pytest.fixture
def page(opened: Page) -> Page:
    opened.evaluate(MADE)
    return opened


def test_a_text_that_cannot_be_changed_does_not_turn_into_its_source(page: Page) -> None:
    assert page.evaluate("() => { cells.locked.rendered = false; return cells.locked.rendered; }")


def test_it_does_where_code_is_shown(page: Page) -> None:
    page.evaluate("() => { content.node.className = ''; cells.locked.rendered = false; }")
    assert not page.evaluate("() => cells.locked.rendered")


def test_a_text_that_can_be_changed_is_one_again_as_soon_as_one_is_elsewhere(page: Page) -> None:
    page.evaluate("() => content.activeCellChanged.emit(content, cells.free)")
    assert not page.evaluate("() => { cells.free.rendered = false; return cells.free.rendered; }")
    page.evaluate("() => content.activeCellChanged.emit(content, cells.mine)")
    assert page.evaluate("() => cells.free.rendered")


def test_what_looks_at_the_saved_notebook_finds_it_saved(page: Page) -> None:
    page.evaluate("() => cells.check.node.firstChild.click()")
    page.wait_for_function("() => done.length === 2")
    assert page.evaluate("() => done") == ["saved", "check"]
    assert (
        page.evaluate("() => { cells.check.node.firstChild.click(); return done.at(-1); }")
        == "check"
    )


def test_other_buttons_do_not_save(page: Page) -> None:
    assert page.evaluate("() => { cells.ours.node.firstChild.click(); return done; }") == ["ours"]


def test_while_it_is_being_saved_nothing_saves_it_once_more(page: Page) -> None:
    page.evaluate("() => context.saveState.emit(context, 'started')")
    assert page.evaluate("() => { cells.check.node.firstChild.click(); return done; }") == ["check"]
    page.evaluate("() => context.saveState.emit(context, 'completed')")
    page.evaluate("() => cells.check.node.firstChild.click()")
    page.wait_for_function("() => done.length === 3")
    assert page.evaluate("() => done") == ["check", "saved", "check"]
