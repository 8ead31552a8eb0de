"""A theme that somebody chose stays, whatever the system says, in a real Chromium with JupyterLab's parts made up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from served import serve_scripts

from handing_in import ROOT

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
FOLLOWS = {"theme": LIGHT, "adaptive-theme": True}
FIXED = {"theme": LIGHT, "adaptive-theme": False}
# JupyterLab's settings and themes as far as the plug-in looks at them; choosing is JupyterLab's own.
START = """async ({ defaults, user, dark }) => {
  const { plugin } = await import("/theme.js");
  class Signal {
    heard = [];
    connect(hear) { this.heard.push(hear); }
    emit(...what) { this.heard.forEach((hear) => hear(...what)); }
  }
  window.saved = 0;
  window.isDark = dark;
  window.settings = {
    user,
    changed: new Signal(),
    get composite() { return { ...defaults, ...this.user }; },
    async save(raw) {
      await new Promise((resolve) => setTimeout(resolve));
      this.user = JSON.parse(raw);
      saved += 1;
      this.changed.emit(this);
    },
    set(name, value) { return this.save(JSON.stringify({ ...this.user, [name]: value })); },
  };
  const preferred = () => window.isDark ? "JupyterLab Dark" : "JupyterLab Light";
  const themes = {
    get theme() { return settings.composite["adaptive-theme"] ? preferred() : settings.composite.theme; },
  };
  const commandExecuted = new Signal();
  window.choose = async (theme) => {
    const follows = settings.composite["adaptive-theme"];
    const result = theme === themes.theme ? Promise.resolve() : follows ? settings.set("adaptive-theme", false) : settings.set("theme", theme);
    commandExecuted.emit(null, { id: "apputils:change-theme", args: { theme }, result });
    await result;
  };
  window.turn = async (dark) => { // JupyterLab's own, when the system changes
    window.isDark = dark;
    if (settings.composite["adaptive-theme"]) await settings.set("theme", preferred());
  };
  window.shown = () => themes.theme;
  await plugin({}).activate({ commands: { commandExecuted } }, { load: async () => settings });
}"""
REST = "() => new Promise((resolve) => setTimeout(resolve, 60))"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        serve_scripts(page)
        yield page


def start(
    page: Page, defaults: dict[str, Any], user: dict[str, Any] | None = None, *, dark: bool = False
) -> None:
    page.evaluate(START, {"defaults": defaults, "user": user or {}, "dark": dark})
    page.evaluate(REST)


def again(page: Page, *, dark: bool) -> str:
    """Return what is shown after a reload, in a system as *dark* as that."""
    user = page.evaluate("settings.user")
    page.reload()
    start(page, FOLLOWS, user, dark=dark)
    shown: str = page.evaluate("shown()")
    return shown


def test_the_course_follows_the_system_and_the_first_visit_writes_that_down(page: Page) -> None:
    overrides = ROOT / "course" / "kooperation" / "desk" / "lab_settings" / "overrides.json"
    themes = json.loads(overrides.read_text("utf-8"))["@jupyterlab/apputils-extension:themes"]
    assert themes == {"adaptive-theme": True}
    start(page, FOLLOWS, dark=True)
    assert page.evaluate("[shown(), saved, settings.user]") == [DARK, 1, {"adaptive-theme": True}]
    assert again(page, dark=False) == LIGHT
    assert page.evaluate("saved") == 0


def test_a_page_that_ends_while_the_system_changes_leaves_no_choice(page: Page) -> None:
    """JupyterLab's own line is kept, and the page is gone before it says anything more."""
    start(page, FOLLOWS, dark=True)
    page.evaluate("() => { settings.changed.heard = []; return turn(false); }")
    assert again(page, dark=True) == DARK


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_theme_is_kept_from_its_first_click_also_the_one_that_is_shown(
    page: Page, theme: str, dark: bool
) -> None:
    start(page, FOLLOWS, dark=dark)
    page.evaluate("(theme) => choose(theme)", theme)
    page.evaluate(REST)
    assert page.evaluate("shown()") == theme
    page.evaluate("(dark) => turn(dark)", not dark)
    assert page.evaluate("shown()") == theme
    assert again(page, dark=dark) == theme
    assert again(page, dark=not dark) == theme


def test_what_the_system_changed_is_no_choice(page: Page) -> None:
    start(page, FOLLOWS)
    page.evaluate("() => turn(true)")
    page.evaluate(REST)
    assert page.evaluate("shown()") == DARK
    assert again(page, dark=False) == LIGHT
    assert again(page, dark=True) == DARK


def test_what_was_chosen_before_the_course_followed_counts(page: Page) -> None:
    start(page, FOLLOWS, {"theme": DARK}, dark=False)
    assert page.evaluate("shown()") == DARK
    assert again(page, dark=False) == DARK


def test_a_system_that_changes_twice_at_once_is_followed(page: Page) -> None:
    start(page, FOLLOWS, dark=True)
    page.evaluate("() => Promise.all([turn(false), turn(true)])")
    page.evaluate(REST)
    assert page.evaluate("shown()") == DARK
    assert again(page, dark=False) == LIGHT


def test_who_asks_to_follow_after_a_choice_follows(page: Page) -> None:
    start(page, FOLLOWS, {"theme": LIGHT, "adaptive-theme": True}, dark=True)
    assert page.evaluate("[shown(), saved]") == [DARK, 0]


def test_where_nothing_follows_a_choice_is_jupyterlabs_alone(page: Page) -> None:
    start(page, FIXED, {"theme": LIGHT}, dark=True)
    page.evaluate("(theme) => choose(theme)", DARK)
    page.evaluate(REST)
    assert page.evaluate("[shown(), saved]") == [DARK, 1]
