"""The shared script, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from kooperation.base.german import unbroken
from kooperation.kit.palette import palette_css

DOM = files("kooperation").joinpath("kit", "dom.js").read_text("utf-8")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content(f"<style>{palette_css()}</style><body></body>")
    page.add_script_tag(content=DOM)
    yield page
    page.close()


def test_text_opens_no_element(page: Page) -> None:
    found = page.evaluate("""() => {
      const node = element("p", { title: '"><b>' }, "<b>fett</b>");
      return [node.title, node.textContent, node.childElementCount];
    }""")
    assert found == ['"><b>', "<b>fett</b>", 0]


def test_what_is_not_so_is_left_out(page: Page) -> None:
    made = page.evaluate("""() => element("td", { hidden: true, lang: null, title: false, colspan: 2 },
        null, false, 0, ["a", [element("i")]]).outerHTML""")
    assert made == '<td hidden="" colspan="2">0a<i></i></td>'


@pytest.mark.parametrize(
    "text", ["§ 16a Abs. 2 Satz 1 Nr. 3 SGB II", "Art. 91e GG", "5 %", "δ = 1"]
)
def test_the_page_holds_together_what_the_print_does(page: Page, text: str) -> None:
    assert page.evaluate("(text) => unbroken(text)", text) == unbroken(text)


def test_a_function_listens(page: Page) -> None:
    assert page.evaluate("""() => {
      let clicks = 0;
      const node = element("button", { type: "button", onclick: () => { clicks += 1; } });
      node.click();
      return [clicks, node.hasAttribute("onclick")];
    }""") == [1, False]


def test_an_attribute_that_is_the_same_is_no_mutation(page: Page) -> None:
    assert page.evaluate("""() => {
      const node = element("td", { colspan: 2 });
      const seen = new MutationObserver(() => {});
      seen.observe(node, { attributes: true });
      set(node, "colspan", 2);
      const first = seen.takeRecords().length;
      set(node, "colspan", 3);
      return [first, seen.takeRecords().length];
    }""") == [0, 1]


def test_following_a_model_ends_when_it_is_said(page: Page) -> None:
    assert page.evaluate("""() => {
      const heard = new Map();
      const model = { on: (name, call) => heard.set(name, call), off: (name) => heard.delete(name) };
      const end = follow(model, { marks: () => {}, chosen: () => {} });
      const before = [...heard.keys()];
      end();
      return [before, heard.size];
    }""") == [["change:marks", "change:chosen"], 0]


def test_a_colour_is_what_the_theme_says(page: Page) -> None:
    ask = """() => ["var(--kooperation-own)", "#123456"].map((c) => computed(c, document.body))"""
    assert page.evaluate(ask) == ["rgb(15, 108, 189)", "#123456"]
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'false'; }")
    assert page.evaluate(ask)[0] == "rgb(111, 182, 238)"
    page.evaluate("() => { delete document.body.dataset.jpThemeLight; }")


def test_a_colour_asked_for_out_of_the_page_is_the_pages(page: Page) -> None:
    """A figure in a cell that is scrolled away asks there, and all others take its answer for the theme's."""
    ask = """() => computed("var(--kooperation-own)", document.createElement("div"))"""
    assert page.evaluate(ask) == "rgb(15, 108, 189)"


def test_in_a_contrast_theme_a_colour_is_the_systems(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    found = page.evaluate("""() => ["var(--kooperation-own)", "var(--kooperation-other)"].map(
        (c) => computed(c, document.body))""")
    expected = page.evaluate("""() => ["LinkText", "CanvasText"].map((c) => {
        const node = element("span", { style: `color: ${c}; forced-color-adjust: none` });
        document.body.append(node);
        return getComputedStyle(node).color; })""")
    page.emulate_media(forced_colors="none")
    assert found == expected
    assert all(colour.startswith("rgb") for colour in found)
