"""How long a key press takes to redraw the plane of the three modes, in a real JupyterLab here.

    python tests/benchmarks/bench_modes.py [PRESSES]

The page itself takes the times: from `keydown` on the slider of power to plotly's `afterplot`. The
goal is a median below 80 ms. The last line is JSON.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Page

from benchmarks.measuring import key_times, page_beside_lab, report, wanted_presses
from browser.real_lab import Notebook, lay_out

LECTURE = "course/lectures/07_modi_der_kooperation.ipynb"
QUESTION = "Welcher Modus passt hier"
GOAL = 80.0  # ms

WATCH = """(box) => {
  window.times = [];
  let pressed = null;
  window.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  box.querySelector(".js-plotly-plot").on("plotly_afterplot", () => {
    if (pressed === null) return;
    window.times.push(performance.now() - pressed);
    pressed = null;
    window.seen();
  });
}"""


def press(page: Page, notebook: Notebook, presses: int) -> list[float]:
    """Return the times in ms of *presses* arrow keys, each after the one before has been drawn."""
    box = notebook.explorer(QUESTION)
    box.get_by_role("radio", name="Kompromiss").check()
    box.locator(".js-plotly-plot").wait_for()
    page.wait_for_timeout(1000)  # what is drawn first is drawn
    handle = box.get_by_role("slider", name="Macht β")
    handle.scroll_into_view_if_needed()
    handle.focus()
    box.evaluate(WATCH)
    return key_times(page, presses)


def main() -> None:
    """Measure, print a sentence and a line of JSON; exit with 1 if the goal is missed."""
    presses = wanted_presses()
    with page_beside_lab() as (page, lab):
        folder = lay_out(lab.folder / "bench")
        notebook = Notebook.open(page, lab, folder / LECTURE)
        notebook.ran()
        times = press(page, notebook, presses)
    report("Key press to redrawn plane", times, GOAL)


if __name__ == "__main__":
    main()
