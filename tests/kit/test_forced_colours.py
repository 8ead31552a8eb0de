"""In a system's contrast theme states are seen that elsewhere are a tint or a shadow, in a real Chromium with the course's own style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from kooperation.kit.guard import style

PACKAGE = Path(__file__).resolve().parents[2] / "course" / "kooperation"
# A theme's properties are away while JupyterLab loads another: a border that names one without another way is none.
BARE = re.compile(r"var\(\s*--jp-[\w-]+\s*\)")
LINES = """
  <button>Prüfen</button> <button aria-pressed="false">ja</button> <button class="kooperation-button">Weiter</button>
  <select><option>a</option></select> <input type="text"> <textarea class="kooperation-typed"></textarea>"""
PAGE = f"""<div class="kooperation-box kooperation-card">
  <p class="kooperation-title">Titel</p>
  <div class="kooperation-widget">{LINES}</div>
  <div class="kooperation-text"><textarea></textarea></div>
  <div class="kooperation-player"><button class="kooperation-button">Abspielen</button></div>
  <table class="kooperation-matrix"><tr class="kooperation-chosenrow"><td id="chosen">a<tr><td>b</table>
  <table class="kooperation-matrix kooperation-wide"><tr data-chosen><td>a</table>
  <span class="kooperation-round kooperation-now"><span class="kooperation-move">K</span></span>
  <span class="kooperation-round kooperation-ahead"><span class="kooperation-move" data-move="D">D</span></span>
  <span class="kooperation-bar"><span style="width: 50%"></span></span>
  <div class="kooperation-widget kooperation-marking">
    <ul class="kooperation-bank"><li><button>Satz</button></ul>
    <div class="kooperation-rubric"><div class="kooperation-next">a</div><div id="other">b</div></div>
  </div>
</div>"""
LOOK = """([where, names]) => {
  const looks = getComputedStyle(document.querySelector(where));
  return names.map((name) => looks[name]);
}"""
BORDERLESS = """() => [...document.querySelectorAll("button, select, input, textarea, table td")].filter((node) => {
  const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(node);
  return borderTopStyle === "none" || Number.parseFloat(borderTopWidth) < 1 || borderTopColor === backgroundColor;
}).map((node) => node.outerHTML)"""


@pytest.fixture(scope="module", params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page without any theme, in a contrast theme."""
    scheme: Literal["light", "dark"] = request.param
    with browser.new_page(forced_colors="active", color_scheme=scheme) as page:
        page.set_content(f"<style>{style()}</style>{PAGE}")
        yield page


def looks(page: Page, where: str, *names: str) -> list[str]:
    found: list[str] = page.evaluate(LOOK, [where, names])
    return found


def test_controls_and_tables_have_borders_while_no_theme_is_there(page: Page) -> None:
    assert page.evaluate(BORDERLESS) == []


def test_a_round_that_is_still_to_come_tells_nothing(page: Page) -> None:
    [letter] = looks(page, ".kooperation-ahead > .kooperation-move", "color")
    assert [letter] == looks(page, ".kooperation-card", "backgroundColor")
    assert [letter] != looks(page, ".kooperation-now > .kooperation-move", "color")


@pytest.mark.parametrize(
    "where", [".kooperation-now", "tr.kooperation-chosenrow", "tr[data-chosen]"]
)
def test_where_one_is_and_what_is_chosen_has_a_line(page: Page, where: str) -> None:
    assert looks(page, where, "outlineStyle", "outlineWidth") == ["solid", "2px"]


def test_a_bar_is_filled(page: Page) -> None:
    assert looks(page, ".kooperation-bar > span", "backgroundColor") != looks(
        page, ".kooperation-card", "backgroundColor"
    )


def test_only_the_next_criterion_has_a_bar_beside_it(page: Page) -> None:
    [ground] = looks(page, ".kooperation-card", "backgroundColor")
    assert looks(page, "#other", "borderLeftColor") == [ground]
    assert looks(page, ".kooperation-next", "borderLeftColor") != [ground]


def test_no_look_hangs_on_a_theme_that_may_be_away() -> None:
    files = [path for kind in ("css", "js", "py") for path in sorted(PACKAGE.rglob(f"*.{kind}"))]
    assert [path for path in files if path.name == "style.css"]
    found = {
        path.relative_to(PACKAGE).as_posix(): bare
        for path in files
        if (bare := BARE.findall(path.read_text("utf-8")))
    }
    assert found == {}


def test_in_jupyterlab_nothing_is_a_page_of_its_own() -> None:
    """Such a page asks the system whether it is dark; a notebook, also one read as a page, has JupyterLab's theme."""
    extension = PACKAGE / "labextension" / "kooperation" / "static"
    sources = [*extension.glob("*.js"), *extension.glob("*.css")]
    assert len(sources) > 10
    assert ".kooperation-page" in style()
    assert [path.name for path in sources if "kooperation-page" in path.read_text("utf-8")] == []
