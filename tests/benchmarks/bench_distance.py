"""How long a key press takes to change the picture of each explorer, here and far away, beside a plain slider of ipywidgets.

    python tests/benchmarks/bench_distance.py [HOLDS [EXPLORER …]]

Each explorer of `kooperation.widgets` with a slider, as a lecture shows it, through a wire with a round trip of 0, 80
(Binder) and 300 ms; the page itself takes the time from `keydown` to the first change of the picture, once the last one
rests. Then a key is held, HOLDS times: from the last change of the slider to the last change of the picture. The plain
slider writes its value into an HTML widget. Goal: a frame for the explorers that the page draws itself, at every distance;
for all others the last picture within a round trip and what it takes here. The last line is JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Locator, Page

from browser.real_lab import ROOT, Notebook, chromium, jupyterlab
from browser.wire import Wire, wire
from kooperation import widgets
from kooperation.kit.controls import Slider
from kooperation.kit.node import Box, Node
from kooperation.kit.twin import Twin

ROUND_TRIPS = (0, 80, 300)  # ms
FRAME = 16.7  # ms
PRESSES = 10
HELD = 30  # presses, one each 33 ms, as a keyboard repeats
SLACK = 40  # ms, of a busy machine
PLAIN = "plain slider"
IMPORT = "from kooperation.widgets import *\n"
SLIDER = """import ipywidgets
slider, said = ipywidgets.FloatSlider(), ipywidgets.HTML("0")
slider.observe(lambda change: setattr(said, "value", f"<table><td>{change.new}</td></table>"), "value")
ipywidgets.VBox([slider, said])"""

# What counts as the picture: all that the explorer draws, but for controls and what stands beside them.
WATCH = """(card) => {
  const seen = { attributes: true, attributeFilter: ["d", "points", "transform", "aria-label"] };
  if (!window.watching) window.addEventListener("keydown", () => { pressed = last.entered = performance.now(); took = null; }, true);
  window.watching?.forEach((one) => one.disconnect());
  window.last = { entered: 0, drawn: 0 };
  window.pressed = window.took = null;
  const parts = [...card.querySelectorAll(".kooperation-area, .kooperation-figure, .kooperation-widget, .widget-html")]
    .filter((part) => !part.closest(".kooperation-slider") && part.offsetParent);
  const look = () => {
    last.drawn = performance.now();
    if (pressed === null) return;
    took = performance.now() - pressed;
    pressed = null;
  };
  window.watching = parts.map((part) => {
    const one = new MutationObserver(look);
    one.observe(part, { childList: true, subtree: true, characterData: true, ...seen });
    return one;
  });
}"""
# The last change, once nothing has changed for a while.
REST = """(patience) => new Promise((done) => {
  const look = () => {
    const rests = performance.now() - Math.max(last.drawn, last.entered) > patience;
    if (rests) done({ first: took, last: last.drawn - last.entered });
    else setTimeout(look, 50);
  };
  look();
})"""
ROOM = "(slider) => Number(slider.value) < (Number(slider.min) + Number(slider.max)) / 2"
KEYS = ("ArrowRight", "ArrowLeft")


@dataclass(frozen=True)
class Shown:
    """An explorer, the code that shows it, and whether the page draws it itself."""

    name: str
    code: str
    at_once: bool = False


def explorers() -> list[Shown]:
    """Return all explorers that have a slider, as a lecture shows them first."""
    lectures = sorted((ROOT / "course" / "lectures").glob("*.ipynb"))
    cells = [cell.source.split("\n") for path in lectures for cell in nbformat.read(path, 4).cells]
    found = []
    for name in widgets.__all__:
        lines = next((lines for lines in cells if lines[-1].startswith(f"{name}(")), None)
        if lines is None:  # in no lecture: what an assignment asks
            continue
        nodes = [*within(eval(lines[-1], {name: getattr(widgets, name)}))]
        if any(isinstance(node, Slider) for node in nodes):
            found.append(
                Shown(name, IMPORT + lines[-1], any(isinstance(node, Twin) for node in nodes))
            )
    return found


def within(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children if isinstance(node, Box) else ():
        yield from within(child)


def rest(page: Page, far: int) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(REST, 250 + 2 * far)
    return found


def measure(page: Page, card: Locator, slider: Locator, far: int, holds: int) -> dict[str, Any]:
    """Return how long single presses took, and the last picture after a held key; {} where nothing changes."""
    slider.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)  # JupyterLab scrolls once more
    slider.focus()
    card.evaluate(WATCH)
    native = slider.evaluate("(slider) => slider.matches('input')")
    keys = KEYS if not native or slider.evaluate(ROOM) else KEYS[::-1]
    single, held = [], []
    for count in range(PRESSES):
        page.keyboard.press(keys[count % 10 >= 5])
        single.append(rest(page, far)["first"])
    for _ in range(holds):
        for count in range(HELD):
            page.keyboard.press(keys[count % 10 >= 5])
            page.wait_for_timeout(33)
        held.append(rest(page, far)["last"])
    times = [took for took in single[2:] if took is not None]
    if not times:
        return {}
    after = sorted(held)
    return {
        "median_ms": round(statistics.median(times), 1),
        "held_ms": round(statistics.median(after), 1),
        "held_p95_ms": round(after[-1 - len(after) // 20], 1),
        **({"held_round_trips": round(statistics.median(after) / far, 2)} if far else {}),
    }


def at_distance(
    browser: Browser, wired: Wire, path: Path, shown: list[Shown], far: int, holds: int
) -> dict[str, dict[str, Any]]:
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    window.set_default_timeout(120_000)
    page = window.new_page()
    Notebook.open(page, wired.lab, path).run_all()
    found = {}
    for at, one in enumerate(shown):
        cell = page.locator(".jp-CodeCell").nth(at)
        cell.scroll_into_view_if_needed()
        card = cell.locator(".kooperation-card, .widget-vbox").first
        slider = card.locator("input[type=range]:visible, .noUi-handle").first
        if not slider.count():  # a question stands before it
            card.get_by_role("radio").first.check()
            slider.wait_for()
        found[one.name] = measure(page, card, slider, far, holds)
        print(f"{far} ms, {one.name}: {found[one.name]}", flush=True)
    window.close()
    for session in json.loads(wired.lab.request("api/sessions")):
        wired.lab.request(f"api/sessions/{session['id']}", "DELETE")
    return found


def main() -> None:
    """Measure, print the figures and a line of JSON; exit with 1 if a goal is missed."""
    holds = max(1, int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    shown = [one for one in explorers() if one.name in sys.argv[2:] or not sys.argv[2:]]
    results: dict[int, dict[str, dict[str, Any]]] = {}
    with (
        tempfile.TemporaryDirectory() as home,
        chromium() as browser,
        jupyterlab(Path(home) / "lab") as lab,
    ):
        path = lab.folder / "explorers.ipynb"
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        shown.append(Shown(PLAIN, SLIDER))
        cells = [new_code_cell(one.code) for one in shown]
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
        for far in ROUND_TRIPS:
            with wire(lab, far / 1000) as wired:
                results[far] = at_distance(browser, wired, path, shown, far, holds)
    missed = [
        (far, one.name)
        for far, of in results.items()
        for one in shown
        if one.name != PLAIN and (figures := of[one.name])
        if (one.at_once and figures["median_ms"] > FRAME)
        or (not one.at_once and figures["held_ms"] > far + results[0][one.name]["held_ms"] + SLACK)
    ]
    print(json.dumps({"holds": holds, **results, "missed": missed}))
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
