"""What the benchmarks of key presses share: the presses, the plain slider beside them, the figures that are printed."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page

from benchmarks.bench_start import bare, plain
from browser.real_lab import Lab, chromium, jupyterlab

WARM_UP = 10
PAUSES = {"by_hand": 100, "at_once": 0}  # ms between what has been painted and the next key
PLAIN = """import ipywidgets
slider, said = ipywidgets.FloatSlider(), ipywidgets.HTML("0")
slider.observe(lambda change: setattr(said, "value", f"<table><td>{change.new}</td></table>"), "value")
ipywidgets.VBox([slider, said])"""
SEE_PLAIN = """() => {
  window.times = [];
  let pressed = null;
  window.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    if (pressed === null) return;
    window.times.push(performance.now() - pressed);
    pressed = null;
    window.seen();
  }).observe(document.querySelector(".widget-html"), { childList: true, subtree: true, characterData: true });
}"""


@contextmanager
def page_beside_lab(height: int = 900, is_bare: bool = False) -> Iterator[tuple[Page, Lab]]:
    """Give a page of a Chromium, 1280 px wide, and a JupyterLab to open in it: ours, or one without anything of ours."""
    with (
        tempfile.TemporaryDirectory() as home,
        chromium() as browser,
        jupyterlab(
            Path(home) / "lab", command=bare(Path(home) / "environment") if is_bare else None
        ) as lab,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": height})
        page.set_default_timeout(90_000)
        yield page, lab


# Two frames: in the first the browser paints what has changed, in the second it is done.
PAINTED = """async () => {
  await window.change;
  for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
}"""


def key_times(
    page: Page, presses: int, there: str = "ArrowLeft", back: str = "ArrowRight"
) -> list[float]:
    """Return the times in ms of *presses* keys, ten there and ten back, each after the last was seen.

    The page must append to `window.times` and call `window.seen` when it sees the change.
    """
    for count in range(presses + WARM_UP):
        _press(page, there if count % 20 < 10 else back)
        page.evaluate("() => window.change")  # waits without polling, which would cost time itself
    times: list[float] = page.evaluate("() => window.times")
    return times[WARM_UP:]


def paced(page: Page, presses: int, keys: Sequence[str], pause: int) -> None:
    """Press *keys* in turn, *presses* of them after some to warm up, each *pause* ms after what came of the last was painted."""
    for count in range(presses + WARM_UP):
        _press(page, keys[count % len(keys)])
        page.evaluate(PAINTED)
        page.wait_for_timeout(pause)


def _press(page: Page, key: str) -> None:
    page.evaluate("() => { window.change = new Promise((done) => { window.seen = done; }); }")
    page.keyboard.press(key)


def plain_median(presses: int = 60) -> float:
    """Return the median in ms until a plain slider of ipywidgets has written its value into an HTML widget, in a bare JupyterLab."""
    with page_beside_lab(is_bare=True) as (page, lab):
        path = written(lab.folder / "slider.ipynb", PLAIN)
        plain(page, lab, path)
        page.locator(".noUi-handle").focus()
        page.evaluate(SEE_PLAIN)
        return statistics.median(key_times(page, presses, "ArrowRight", "ArrowLeft"))


def written(path: Path, *cells: str) -> Path:
    """Write a notebook with *cells* of code."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    code = [new_code_cell(cell) for cell in cells]
    nbformat.write(new_notebook(cells=code, metadata={"kernelspec": kernel}), path)
    return path


def wanted_presses(default: int = 200) -> int:
    """Return the number of presses named on the command line, 60 at least."""
    return max(60, int(sys.argv[1]) if len(sys.argv) > 1 else default)


def figures(times: list[float]) -> tuple[float, float]:
    """Return median and 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def report(what: str, times: list[float], goal: float, **more: float) -> None:
    """Print a sentence and a line of JSON; exit with 1 if the median misses *goal* (ms)."""
    median, p95 = figures(times)
    print(f"{what}: median {median:.1f} ms, p95 {p95:.1f} ms ({len(times)} presses)")
    result = {
        "presses": len(times),
        "median_ms": round(median, 1),
        "p95_ms": round(p95, 1),
        "max_ms": round(max(times), 1),
        **more,
        "goal_ms": goal,
    }
    print(json.dumps(result))
    sys.exit(median >= goal)
