"""How long a key press takes to change the picture of each explorer, here and far away, beside a plain slider of ipywidgets.

    python tests/benchmarks/bench_distance.py [PRESSES [LECTURE …]]

Each explorer of each lecture that has a slider, through a wire with a round trip of 0, 80 (Binder) and 300 ms; the page
itself takes the time from `keydown` to the first change of the picture. Then a key is held: from the last change of the
slider to the last change of the picture. The plain slider writes its value into an HTML widget. Goal: a frame for the
explorers that the page draws itself, at every distance; for all others the last picture within a round trip and a half.
The last line is JSON: medians, and their ratios to the plain slider's.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page

from browser.real_lab import Notebook, chromium, jupyterlab, lay_out
from browser.wire import Wire, wire

ROUND_TRIPS = (0, 80, 300)  # ms
FRAME = 16.7  # ms
HELD = 30  # presses, one each 33 ms, as a keyboard repeats
PLAIN = "plain slider"
AT_ONCE = (
    "Ein Spiel, zwei Seiten",
    "Ab wie viel Vertrauen lohnt es sich?",
    "Vorleisten und zurückgeben",
    "Was alle bezahlen und alle nutzen",
    "Wer kann gehen?",
    "Viele Stellen abstimmen",
)
SLIDER = """import ipywidgets
slider, said = ipywidgets.FloatSlider(), ipywidgets.HTML("0")
slider.observe(lambda change: setattr(said, "value", f"<table><td>{change.new}</td></table>"), "value")
ipywidgets.VBox([slider, said])"""

# What counts as the picture: all that the explorer draws, but for controls and what stands beside them.
WATCH = """(card) => {
  const seen = { attributes: true, attributeFilter: ["d", "points", "transform", "aria-label"] };
  window.times = [];
  window.last = { entered: 0, drawn: 0 };
  let pressed = null;
  const parts = [...card.querySelectorAll(".kooperation-area, .kooperation-figure, .widget-html")]
    .filter((part) => !part.closest(".kooperation-slider") && part.offsetParent);
  const look = () => {
    window.last.drawn = performance.now();
    if (pressed === null) return;
    window.times.push(performance.now() - pressed);
    pressed = null;
    window.seen?.();
  };
  for (const part of parts) new MutationObserver(look).observe(part, { childList: true, subtree: true, characterData: true, ...seen });
  window.addEventListener("keydown", () => { pressed = performance.now(); window.last.entered = pressed; }, true);
}"""
CHANGE = """(patience) => new Promise((done) => {
  window.seen = () => done(true);
  setTimeout(() => done(false), patience);
})"""
QUIET = """() => new Promise((done) => {
  const look = () => (performance.now() - Math.max(last.drawn, last.entered) > 3000 ? done(last.drawn - last.entered) : setTimeout(look, 100));
  look();
})"""
TITLES = """() => [...document.querySelectorAll(".kooperation-card")]
  .filter((card) => card.querySelector("input[type=range]"))
  .map((card) => card.querySelector(".kooperation-title").textContent)"""


def measure(page: Page, card: Any, slider: Any, presses: int) -> dict[str, float] | None:
    """Return the median of *presses* and the time after a held key; None where nothing changes."""
    slider.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)  # JupyterLab scrolls once more
    slider.focus()
    card.evaluate(WATCH)
    for count in range(presses):
        page.evaluate(f"window.change = ({CHANGE})(4000); undefined")
        page.keyboard.press("ArrowRight" if count % 10 < 5 else "ArrowLeft")
        if not page.evaluate("window.change") and count > 3 and not page.evaluate("times.length"):
            return None
    times: list[float] = page.evaluate("times.slice(2)")
    for count in range(HELD):
        page.keyboard.press("ArrowRight" if count % 10 < 5 else "ArrowLeft")
        page.wait_for_timeout(33)
    held: float = page.evaluate(QUIET)
    return {"median_ms": round(statistics.median(times), 1), "after_held_ms": round(held, 1)}


def explorers(
    page: Page, far: Wire, path: Path, presses: int, wanted: set[str] | None
) -> dict[str, dict[str, float]]:
    """Return what was measured of each explorer of a lecture, by its title."""
    notebook = Notebook.open(page, far.lab, path)
    notebook.ran()
    found = {}
    for title in page.evaluate(TITLES):
        if (wanted is not None and title not in wanted) or title in found:
            continue
        card = page.locator(".kooperation-card", has_text=title).first
        skip = card.get_by_role("button", name="Überspringen")
        if skip.is_visible():
            skip.click()
            skip.wait_for(state="hidden")
        slider = card.locator("input[type=range]:visible").first
        if slider.count() and (measured := measure(page, card, slider, presses)):
            found[title] = measured
    return found


def plain(page: Page, far: Wire, path: Path, presses: int) -> dict[str, float]:
    Notebook.open(page, far.lab, path).run_all()
    handle = page.locator(".noUi-handle")
    measured = measure(page, page.locator(".widget-vbox").first, handle, presses)
    assert measured
    return measured


def at_distance(
    browser: Browser, far: Wire, paths: list[Path], presses: int, wanted: set[str] | None
) -> dict[str, dict[str, float]]:
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    window.set_default_timeout(120_000)
    found = {}
    for path in paths:
        page = window.new_page()
        if path.stem == "slider":
            found[PLAIN] = plain(page, far, path, presses)
        else:
            found.update(explorers(page, far, path, presses, wanted))
        page.close()
        for session in json.loads(far.lab.request("api/sessions")):
            far.lab.request(f"api/sessions/{session['id']}", "DELETE")
    window.close()
    return found


def main() -> None:
    """Measure, print the figures and a line of JSON; exit with 1 if a goal is missed."""
    presses = max(10, int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    results: dict[str, dict[str, dict[str, float]]] = {}
    wanted: set[str] | None = None
    with (
        tempfile.TemporaryDirectory() as home,
        chromium() as browser,
        jupyterlab(Path(home) / "lab") as lab,
    ):
        lectures = lay_out(lab.folder / "bench") / "course" / "lectures"
        names = sys.argv[2:] or [path.stem for path in sorted(lectures.glob("*.ipynb"))]
        paths = [lab.folder / "slider.ipynb", *(lectures / f"{name}.ipynb" for name in names)]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        cells = [new_code_cell(SLIDER)]
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), paths[0])
        for far in ROUND_TRIPS:
            with wire(lab, far / 1000) as long:
                results[str(far)] = at_distance(browser, long, paths, presses, wanted)
            wanted = set(results[str(far)])
            for title, figures in results[str(far)].items():
                print(f"{far} ms, {title}: {figures}", flush=True)
    ratios = {
        far: {
            title: round(one["median_ms"] / of[PLAIN]["median_ms"], 2) for title, one in of.items()
        }
        for far, of in results.items()
    }
    missed = [
        (far, title)
        for far, of in results.items()
        for title, one in of.items()
        if (title in AT_ONCE and one["median_ms"] > FRAME)
        or (title != PLAIN and int(far) and one["after_held_ms"] > 1.5 * int(far))
    ]
    print(json.dumps({"presses": presses, **results, "ratios": ratios, "missed": missed}))
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
