"""How long a key press takes to change the picture of each explorer, here and far away, beside a plain slider of ipywidgets.

    python tests/benchmarks/bench_distance.py [HOLDS [EXPLORER …]]

Each explorer of `kooperation.widgets`, as a lecture shows it, through a wire with a round trip of 0, 80 (Binder) and 300 ms;
the page itself takes the time from `keydown` in its slider, else in its first list, radio button, checkbox or button, to the
first change of the picture, once the last one rests. Then a slider's key is held, HOLDS times: from the last change of the
slider to the last change of the picture. The plain slider writes its value into an HTML widget, in a JupyterLab without
anything of ours; „ratio“ is to it, at the same distance. Goal: a frame for the explorers that the page draws itself, at
every distance; for all others the last picture within a round trip and what it takes here. The last line is JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

import nbformat
from playwright.sync_api import Browser, Locator, Page

from benchmarks import measuring
from benchmarks.bench_start import bare, close_kernels, plain
from browser.real_lab import ROOT, Lab, Notebook, chromium, jupyterlab
from browser.test_accessibility import SKIP
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
SLIDERS = "input[type=range], .noUi-handle"
CONTROLS = {  # in this order; what turns them, there and back
    SLIDERS: ("ArrowRight", "ArrowLeft"),
    "select": ("ArrowDown", "ArrowUp"),
    "input[type=radio]": ("ArrowDown", "ArrowUp"),
    "input[type=checkbox]": ("Space", "Space"),
    "button": ("Space", "Space"),
}
BESIDE = ".kooperation-away *, .kooperation-asked *, :disabled"  # controls of every card


@dataclass(frozen=True)
class Shown:
    """An explorer, the code that shows it, whether it has a slider, and whether the page draws it itself."""

    name: str
    code: str
    slides: bool = True
    at_once: bool = False


def explorers() -> list[Shown]:
    """Return all explorers, as a lecture shows them first."""
    lectures = sorted((ROOT / "course" / "lectures").glob("*.ipynb"))
    cells = [cell.source.split("\n") for path in lectures for cell in nbformat.read(path, 4).cells]
    found = []
    for name in widgets.__all__:
        lines = next((lines for lines in cells if lines[-1].startswith(f"{name}(")), None)
        if lines is None:  # in no lecture: what an assignment asks
            continue
        nodes = [*within(eval(lines[-1], {name: getattr(widgets, name)}))]
        slides, at_once = (any(isinstance(node, kind) for node in nodes) for kind in (Slider, Twin))
        found.append(Shown(name, IMPORT + lines[-1], slides, at_once))
    return found


def within(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children if isinstance(node, Box) else ():
        yield from within(child)


def first_control(card: Locator, slides: bool) -> tuple[Locator, tuple[str, str]] | None:
    """Return the control that is pressed and its keys; None if the card has none."""
    for kind, keys in CONTROLS.items():
        control = card.locator(f":is({kind}):not({BESIDE}):visible").first
        if slides and kind == SLIDERS and not control.count():  # a question stands before it
            card.get_by_role("radio").first.check()
            control.wait_for()
        if control.count():
            return control, keys
    return None


def rest(page: Page, far: int) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(REST, 250 + 2 * far)
    return found


def measure(
    page: Page, card: Locator, control: Locator, keys: tuple[str, str], far: int, holds: int
) -> dict[str, Any]:
    """Return how long single presses took, and the last picture after a held key; {} where nothing changes."""
    control.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)  # JupyterLab scrolls once more
    control.focus()
    card.evaluate(WATCH)
    if control.evaluate("(control) => control.type === 'range'") and not control.evaluate(ROOM):
        keys = keys[::-1]
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
    found = {"median_ms": round(statistics.median(times), 1)}
    if after := sorted(held):
        median = statistics.median(after)
        p95 = round(after[-1 - len(after) // 20], 1)
        found |= {"held_ms": round(median, 1), "held_p95_ms": p95}
        found |= {"held_round_trips": round(median / far, 2)} if far else {}
    return found


def at_distance(
    browser: Browser,
    wired: Wire,
    run: Callable[[Page, Lab], object],
    shown: list[Shown],
    far: int,
    holds: int,
) -> dict[str, dict[str, Any]]:
    """Return the figures of *shown*, the cells of a notebook that *run* opens and runs."""
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    window.set_default_timeout(120_000)
    page = window.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    run(page, wired.lab)
    found = {}
    for at, one in enumerate(shown):
        cell = page.locator(".jp-CodeCell").nth(at)
        cell.scroll_into_view_if_needed()
        card = cell.locator(".kooperation-card, .widget-vbox").first
        pressed = first_control(card, one.slides)
        if pressed is None:
            continue
        found[one.name] = measure(page, card, *pressed, far, holds if one.slides else 0)
        print(f"{far} ms, {one.name}: {found[one.name]}", flush=True)
    window.close()
    close_kernels(wired.lab)
    return found


def all_run(page: Page, lab: Lab, path: Path) -> None:
    """Open the notebook of explorers, run it, and leave out what asks before."""
    Notebook.open(page, lab, path).run_all()
    page.wait_for_function(SKIP)


def is_late(one: Shown, far: int, there: dict[str, Any], here: dict[str, Any]) -> bool:
    """Say whether an explorer misses its goal at a distance, by its figures *there* and at no distance."""
    if one.at_once:
        return bool(there["median_ms"] > FRAME)
    last = "held_ms" if one.slides else "median_ms"
    return bool(there[last] > far + here[last] + SLACK)


def main() -> None:
    """Measure, print the figures and a line of JSON; exit with 1 if a goal is missed."""
    holds = max(1, int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    shown = [one for one in explorers() if one.name in sys.argv[2:] or not sys.argv[2:]]
    beside = [Shown(PLAIN, measuring.PLAIN)]
    results: dict[int, dict[str, dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        home = Path(folder)
        with (
            jupyterlab(home / "lab") as lab,
            jupyterlab(home / "bare", command=bare(home / "environment")) as bare_lab,
        ):
            ours = measuring.written(lab.folder / "explorers.ipynb", *(one.code for one in shown))
            theirs = measuring.written(bare_lab.folder / "slider.ipynb", measuring.PLAIN)
            for far in ROUND_TRIPS:
                with wire(lab, far / 1000) as wired:
                    run = partial(all_run, path=ours)
                    results[far] = at_distance(browser, wired, run, shown, far, holds)
                with wire(bare_lab, far / 1000) as wired:
                    run = partial(plain, path=theirs)
                    results[far] |= at_distance(browser, wired, run, beside, far, holds)
    for of in results.values():
        for figures in filter(None, of.values()):
            figures["ratio"] = round(figures["median_ms"] / of[PLAIN]["median_ms"], 2)
    missed = [
        (far, one.name)
        for far, of in results.items()
        for one in shown
        if (there := of.get(one.name)) and (here := results[0].get(one.name))
        if is_late(one, far, there, here)
    ]
    print(json.dumps({"holds": holds, **results, "missed": missed}))
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
