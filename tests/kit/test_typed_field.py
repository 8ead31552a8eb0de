"""The field for what is typed, in a real Chromium: when it tells, and what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kooperation.kit.guard import static

# A model as anywidget gives it, without a kernel: what is told is kept in `told`.
MODEL = """
window.show = async (rows) => {
  const url = URL.createObjectURL(new Blob([window.esm], { type: "text/javascript" }));
  const { default: widget } = await import(url);
  const state = { label: "Ihr Anteil", unit: rows ? "" : "Runden", rows, waiting: "wartet", value: "", saved: "", is_open: false };
  const heard = {};
  document.activeElement?.blur();  // the field before tells for the last time
  window.told = [];
  window.model = {
    get: (name) => state[name],
    set: (values) => Object.assign(state, values),
    save_changes: () => window.told.push([state.value, state.is_open]),
    on: (name, callback) => { heard[name] = callback; },
    off: (name) => { delete heard[name]; },
    put: (values) => { Object.assign(state, values); for (const name in values) heard[`change:${name}`]?.(); },
  };
  document.body.replaceChildren(document.createElement("div"), document.createElement("button"));
  window.end = widget.render({ model: window.model, el: document.body.firstChild });
};
"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<body></body>")
    page.add_script_tag(content=MODEL)
    page.evaluate(
        "(esm) => { window.esm = esm; }", static("kit", "dom.js") + static("kit", "typed_field.js")
    )
    yield page
    page.close()


@pytest.fixture(params=[0, 3], ids=["line", "lines"])
def field(tab: Page, request: pytest.FixtureRequest) -> Any:
    tab.evaluate("(rows) => window.show(rows)", request.param)
    found = tab.get_by_role("textbox", name="Ihr Anteil")
    found.focus()
    return found


def told(page: Page) -> Any:
    return page.evaluate("() => window.told")


def is_waiting(page: Page) -> bool:
    return page.get_by_text("wartet").is_visible()


def test_a_unit_stands_right_behind_its_field_also_while_the_field_is_not_saved(tab: Page) -> None:
    """What waits keeps no room in the line: the unit stood far from its number, on a phone below a blank line."""
    tab.evaluate("() => window.show(0)")
    tab.keyboard.press("Tab")
    for typed, waits in (("", False), ("7", True)):
        tab.keyboard.type(typed)
        assert is_waiting(tab) == waits
        assert tab.locator("div > span").first.inner_text() == "Runden"
        number = tab.get_by_role("textbox").bounding_box()
        unit = tab.get_by_text("Runden").bounding_box()
        assert number
        assert unit
        assert 0 <= unit["x"] - (number["x"] + number["width"]) < 20
    assert tab.evaluate("() => document.querySelector('.kooperation-waiting').hidden") is False


def test_it_tells_after_a_rest_and_when_it_is_left(tab: Page, field: Any) -> None:
    tab.keyboard.type("0,", delay=20)
    assert told(tab) == []
    tab.wait_for_function("() => window.told.length === 1")
    assert told(tab) == [["0,", True]]
    tab.keyboard.type("5")
    field.blur()
    assert told(tab) == [["0,", True], ["0,5", False]]
    tab.wait_for_timeout(1200)
    assert len(told(tab)) == 2


def test_leaving_it_after_a_rest_tells_that_one_does_not_type_any_more(
    tab: Page, field: Any
) -> None:
    tab.keyboard.type("1/")
    tab.wait_for_function("() => window.told.length === 1")
    field.blur()
    assert told(tab) == [["1/", True], ["1/", False]]


def test_it_says_that_something_waits_until_just_that_is_written(tab: Page, field: Any) -> None:
    assert not is_waiting(tab)
    tab.keyboard.type("12")
    assert is_waiting(tab)
    field.blur()
    assert is_waiting(tab)  # told is not written
    tab.evaluate("() => window.model.put({ saved: '1' })")
    assert is_waiting(tab)
    tab.evaluate("() => window.model.put({ saved: '12' })")
    assert not is_waiting(tab)


def test_an_older_answer_is_not_put_over_what_was_typed_since(tab: Page, field: Any) -> None:
    tab.keyboard.type("1")
    tab.wait_for_function("() => window.told.length === 1")
    tab.keyboard.type("2")
    tab.evaluate("() => window.model.put({ value: '1', saved: '1' })")
    assert field.input_value() == "12"
    tab.wait_for_function("() => window.told.length === 2")
    assert told(tab)[-1] == ["12", True]


def test_an_answer_from_elsewhere_is_shown_where_nothing_newer_was_typed(
    tab: Page, field: Any
) -> None:
    tab.evaluate("() => window.model.put({ value: '7', saved: '7' })")
    assert field.input_value() == "7"
    assert not is_waiting(tab)
    field.fill("8")
    field.blur()
    assert told(tab) == [["8", False]]
