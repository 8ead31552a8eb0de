"""A live figure in a real Chromium: its colours, where plotly.js comes from, how it waits for it, and another width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from plotly.offline import get_plotlyjs

from kooperation.games.game import seen_by
from kooperation.games.game_words import games
from kooperation.kit.guard import static
from kooperation.kit.live_figure import WORDS
from kooperation.kit.palette import colour, palette_css
from kooperation.repeated.courses_view import value_curves
from kooperation.success_factors.assumptions import bands
from kooperation.success_factors.levers_words import lever_effects, towns
from kooperation.success_factors.needs_view import need_name, needs_figure

# A model as anywidget hands it to a script: `kernel.there` says whether anybody answers it.
START = """async ([code, words, plotly]) => {
  window.kernel = { there: true, asked: 0 };
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const { default: widget } = await import(address);
  window.show = (id, figure) => {
    const heard = {};
    const state = { figure, alt: "", words, version: "7.1.0" };
    const model = {
      get: (name) => state[name],
      set: (name, value) => { state[name] = value; heard[`change:${name}`]?.(); },
      save_changes: () => {},
      on: (name, callback) => { heard[name] = callback; },
      off: (name) => { delete heard[name]; },
      send: () => {
        kernel.asked += 1;
        if (kernel.there) setTimeout(() => heard["msg:custom"]?.("plotly.js", [plotly]));
      },
    };
    const el = document.createElement("div");
    el.id = id;
    document.body.append(el);
    widget.render({ model, el });
    return model;
  };
}"""
LINE: dict[str, Any] = {"data": [{"type": "scatter", "x": [1, 2], "y": [1, 2]}]}
STROKE = "() => document.querySelector('.js-line').style.stroke"
CHANGED = "(before) => document.querySelector('.js-line').style.stroke !== before"
PLACES = """(id) => [...document.querySelectorAll(`#${id} :is(.legend, .xtitle, .ytitle)`)]
  .map((part) => part.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height].map(Math.round))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.clock.install()
    page.set_content(f"<style>{palette_css()}</style><body style='margin: 0'></body>")
    script = static("kit", "dom.js") + static("kit", "figure.js")
    page.evaluate(START, [script, dict(WORDS.section()), get_plotlyjs()])
    yield page
    page.close()


def show(page: Page, name: str, figure: dict[str, Any], *, drawn: bool = True) -> None:
    page.evaluate("([id, figure]) => { show(id, figure); }", [name, figure])
    if drawn:
        page.wait_for_selector(f"#{name} .main-svg")


def test_a_line_has_the_palettes_colour_and_another_in_the_dark(page: Page) -> None:
    show(page, "figure", {"data": [{**LINE["data"][0], "line": {"color": colour("own")}}]})
    light = page.evaluate(STROKE)
    assert light == "rgb(15, 108, 189)"
    page.evaluate("""() => Object.assign(document.body.dataset,
        { jpThemeLight: "false", jpThemeName: "JupyterLab Dark" })""")
    page.wait_for_function(CHANGED, arg=light)
    assert page.evaluate(STROKE) == "rgb(111, 182, 238)"


def test_a_line_drawn_while_no_theme_is_there_has_its_colour_when_it_is(page: Page) -> None:
    """JupyterLab takes a theme's style sheets away, loads it anew and says its name again."""
    again = "() => Object.assign(document.body.dataset, { jpThemeName: 'JupyterLab Light' })"
    page.evaluate(again)
    show(page, "figure", {"data": [{**LINE["data"][0], "line": {"color": colour("ink")}}]})
    bare = page.evaluate(STROKE)
    assert bare == "rgb(17, 17, 17)"
    page.add_style_tag(content=":root { --jp-ui-font-color1: rgb(1, 2, 3); }")
    page.evaluate(again)
    page.wait_for_function(CHANGED, arg=bare)
    assert page.evaluate(STROKE) == "rgb(1, 2, 3)"


def test_a_line_has_the_colour_of_the_contrast_theme_also_of_the_next_one(page: Page) -> None:
    show(page, "figure", {"data": [{**LINE["data"][0], "line": {"color": colour("other")}}]})
    usual = page.evaluate(STROKE)
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.wait_for_function(CHANGED, arg=usual)
    assert page.evaluate(STROKE) == "rgb(255, 255, 255)"
    page.emulate_media(forced_colors="active", color_scheme="light")
    page.wait_for_function(CHANGED, arg="rgb(255, 255, 255)")
    assert page.evaluate(STROKE) == "rgb(0, 0, 0)"


def test_two_figures_ask_for_plotly_once(page: Page) -> None:
    show(page, "first", LINE, drawn=False)
    show(page, "second", LINE)
    page.wait_for_selector("#first .main-svg")
    assert page.evaluate("kernel.asked") == 1


def test_a_figure_whose_kernel_is_gone_says_so_and_comes_when_another_answers(page: Page) -> None:
    page.evaluate("kernel.there = false")
    show(page, "first", LINE, drawn=False)
    assert page.inner_text("#first") == WORDS["waiting"]
    page.clock.run_for(10_500)
    assert page.inner_text("#first") == WORDS["late"]
    page.evaluate("kernel.there = true")
    show(page, "second", LINE, drawn=False)
    page.clock.run_for(10_500)
    page.wait_for_selector("#first .main-svg")
    page.wait_for_selector("#second .main-svg")
    assert WORDS["late"] not in page.inner_text("body")


SERVER = "http://lab.invalid/user/anna%40b/"
FILE = f"{SERVER}kooperation/plotly.min.js?v=7.1.0"


@pytest.mark.parametrize("has_file", [True, False], ids=["file", "no file"])
def test_the_servers_file_is_fetched_once_and_where_there_is_none_the_kernel_is_asked(
    browser: Browser, has_file: bool
) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if has_file:
            route.fulfill(body=get_plotlyjs(), content_type="text/javascript")
        else:
            route.fulfill(status=404)

    config = '{"baseUrl": "/user/anna%40b/"}'
    data = f'<script id="jupyter-config-data" type="application/json">{config}</script><body>'
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.route("**/lab", lambda route: route.fulfill(body=data, content_type="text/html"))
    page.route("**/*.js*", answer)
    page.goto(f"{SERVER}lab")
    script = static("kit", "dom.js") + static("kit", "figure.js")
    page.evaluate(START, [script, dict(WORDS.section()), get_plotlyjs()])
    show(page, "first", LINE, drawn=False)
    show(page, "second", LINE)
    page.wait_for_selector("#first .main-svg")
    assert asked == [FILE]
    assert page.evaluate("kernel.asked") == (0 if has_file else 1)
    page.close()


def test_after_another_width_and_back_all_lies_where_it_lay(page: Page) -> None:
    figure = value_curves(seen_by(0, games()["gefangenendilemma"].game), 0.0, 0.5)
    show(page, "figure", figure if isinstance(figure, dict) else figure.to_plotly_json())
    first = page.evaluate(PLACES, "figure")
    assert len(first) == 3
    for width in (768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("(width) => document.body.offsetWidth === width", arg=width)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        page.clock.run_for(500)
        page.wait_for_timeout(300)
    assert page.evaluate(PLACES, "figure") == first


def test_a_point_is_still_clicked_once_after_another_width(page: Page) -> None:
    figure = {"data": [{**LINE["data"][0], "customdata": ["a", "b"], "mode": "markers"}]}
    page.evaluate("(figure) => { window.model = show('figure', figure); }", figure)
    page.wait_for_selector("#figure .main-svg")
    page.set_viewport_size({"width": 768, "height": 800})
    page.clock.run_for(500)
    page.wait_for_timeout(300)
    page.evaluate("""() => document.querySelector("#figure [role=img]")
        .emit("plotly_click", { points: [{ customdata: "b" }] })""")
    assert page.evaluate("model.get('clicked')") == {"value": "b", "count": 1}


def test_on_a_phone_each_name_of_the_levers_needs_stands_in_sight_above_its_row(page: Page) -> None:
    found = bands(towns()["mittelstadt"].situation, lever_effects(), {})
    page.set_viewport_size({"width": 244, "height": 800})
    page.evaluate("([figure]) => show('figure', figure)", [needs_figure(found)])
    page.locator(".main-svg").first.wait_for()
    names = page.locator("#figure .annotation-text")
    bars = page.locator("#figure .bars .point")
    assert names.all_text_contents() == [need_name(band) for band in found]
    for name, bar in zip(names.all(), bars.all(), strict=True):
        above, below = name.bounding_box(), bar.bounding_box()
        assert above
        assert below
        assert above["x"] >= 0
        assert above["x"] + above["width"] <= 244
        assert above["y"] + above["height"] <= below["y"] + 2
    page.set_viewport_size({"width": 800, "height": 800})
    page.clock.run_for(1000)
    names.first.wait_for(state="detached")
    labels = page.locator("#figure .ytick text").all_text_contents()
    assert sorted(labels) == sorted(need_name(band) for band in found)


def test_drawn_anew_while_out_of_the_page_a_figure_is_laid_out_for_the_width_it_had(
    page: Page,
) -> None:
    found = bands(towns()["mittelstadt"].situation, lever_effects(), {})
    page.evaluate("([figure]) => show('figure', figure)", [needs_figure(found)])
    page.locator("#figure .ytick text").first.wait_for()
    page.evaluate("""async () => {
      const { style } = document.getElementById("figure");
      style.display = "none";
      document.body.dataset.jpThemeName = "JupyterLab Dark";
      await new Promise((resolve) => setTimeout(resolve));
      style.display = "";
    }""")
    page.clock.run_for(1000)
    assert page.locator("#figure .ytick text").count() == len(found)
    assert page.locator("#figure .annotation-text").count() == 0
