"""How long a key press takes to change the explorer's table, in a real JupyterLab on this machine.

    python tests/benchmarks/bench_explorer.py [PRESSES]

The page itself takes the times: from `keydown` to the mutation of the table. The goal is a median
below 30 ms. The last line is JSON.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Page

from benchmarks.measuring import key_times, page_beside_lab, report, wanted_presses
from browser.real_lab import Notebook, lay_out

LECTURE = "course/lectures/05_gefangenendilemma.ipynb"
GOAL = 30.0  # ms

WATCH = """() => {
  const table = document.querySelector("table.kooperation-matrix");
  const box = table.closest(".kooperation-box");
  const text = () => box.querySelector("table.kooperation-matrix")?.textContent;
  window.times = [];
  let pressed = null;
  let before = text();
  window.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    const now = text();
    if (pressed === null || !now || now === before) return;
    window.times.push(performance.now() - pressed);
    pressed = null;
    before = now;
    window.seen();
  }).observe(box, { childList: true, subtree: true, characterData: true });
}"""


def press(page: Page, presses: int) -> list[float]:
    """Return the times in ms of *presses* arrow keys, each after the one before has been seen."""
    handle = page.locator(".kooperation-box input[type=range]").first
    handle.scroll_into_view_if_needed()
    handle.focus()
    page.evaluate(WATCH)
    return key_times(page, presses)


def main() -> None:
    """Measure, print a sentence and a line of JSON; exit with 1 if the goal is missed."""
    presses = wanted_presses()
    with page_beside_lab() as (page, lab):
        folder = lay_out(lab.folder / "bench")
        lecture = Notebook.open(page, lab, folder / LECTURE)
        lecture.ran()
        times = press(page, presses)
    report("Key press to changed table", times, GOAL)


if __name__ == "__main__":
    main()
