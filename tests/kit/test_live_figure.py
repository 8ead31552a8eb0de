"""A live figure takes its colours from the palette, in a real Chromium, and follows the theme."""

from __future__ import annotations

from plotly.offline import get_plotlyjs

from browser.real_lab import chromium
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.palette import colour, palette_css

DRAW = """async ([code, own]) => {
  const figure = { data: [{ type: "scatter", x: [1, 2], y: [1, 2], line: { color: own } }] };
  const state = { figure, alt: "" };
  const nothing = () => {};
  const model = { get: (name) => state[name], on: nothing, off: nothing, send: nothing };
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const { default: widget } = await import(address);
  await widget.render({ model, el: document.getElementById("figure") });
}"""
STROKE = "() => document.querySelector('.js-line').style.stroke"
CHANGED = "(before) => document.querySelector('.js-line').style.stroke !== before"


def test_a_line_has_the_palettes_colour_and_another_in_the_dark() -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(f"<style>{palette_css()}</style><body><div id='figure'></div></body>")
        page.add_script_tag(content=get_plotlyjs())
        page.evaluate(DRAW, [str(LiveFigure._esm), colour("own")])
        light = page.evaluate(STROKE)
        assert light == "rgb(15, 108, 189)"
        page.evaluate("""() => Object.assign(document.body.dataset,
            { jpThemeLight: "false", jpThemeName: "JupyterLab Dark" })""")
        page.wait_for_function(CHANGED, arg=light)
        assert page.evaluate(STROKE) == "rgb(90, 169, 230)"
