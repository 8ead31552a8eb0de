"""How long a key press takes to change the learner's map, in a real JupyterLab on this machine.

    python tests/benchmarks/bench_interface_map.py [PRESSES]

A legal basis is placed and taken away again in a map that is half done; the page itself takes the
times, from `keydown` to the mutation of the table „Ihre Karte“ and of the picture. The goal is a
median below 60 ms for the table. The last line is JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Locator, Page

from benchmarks.measuring import figures, page_beside_lab
from browser.real_lab import Notebook, lay_out

LECTURE = "course/lectures/02_oekosystem_und_schnittstellen.ipynb"
CASE = "Frau K.: zwischen Entgiftung und Entwöhnung"
HALF_DONE = (
    "Jobcenter",
    "Krankenkasse",
    "Beratungsstelle",
    "§ 9 Abs. 4 SGB IX bei Jobcenter",
    "§ 40 SGB V bei Krankenkasse",
)
PRESSED = "§ 17 Abs. 2 SGB II bei Beratungsstelle"
GOAL = 60.0  # ms
WARM_UP = 10

WATCH = """box => {
  const table = () => [...box.querySelectorAll("table")].find(
    (t) => t.tHead?.textContent.startsWith("Stelle"))?.textContent;
  const picture = () => box.querySelector(".js-plotly-plot .scatterlayer")?.textContent;
  window.tableTimes = [];
  window.pictureTimes = [];
  let pressed = null;
  window.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  const watch = (text, times) => {
    let before = text();
    return () => {
      const now = text();
      if (pressed === null || !now || now === before) return;
      times.push(performance.now() - pressed);
      before = now;
    };
  };
  const all = [watch(table, window.tableTimes), watch(picture, window.pictureTimes)];
  new MutationObserver(() => all.forEach((look) => look())).observe(
    box, { childList: true, subtree: true, characterData: true });
}"""


def button(case_map: Locator, name: str) -> Locator:
    return case_map.get_by_role("button", name=name).first


def press(page: Page, case_map: Locator, presses: int) -> tuple[list[float], list[float]]:
    """Return the times in ms of *presses*, each after the one before has been seen."""
    for name in HALF_DONE:
        button(case_map, name).click()
    button(case_map, PRESSED).focus()
    page.wait_for_timeout(1000)
    case_map.evaluate(WATCH)
    for count in range(presses + WARM_UP):
        page.keyboard.press("Space")
        page.wait_for_function("n => window.tableTimes.length > n", arg=count)
        page.wait_for_function("n => window.pictureTimes.length > n", arg=count)
    table: list[float] = page.evaluate("() => window.tableTimes")
    picture: list[float] = page.evaluate("() => window.pictureTimes")
    return table[WARM_UP:], picture[WARM_UP:]


def main() -> None:
    """Measure, print two sentences and a line of JSON; exit with 1 if the goal is missed."""
    presses = max(60, int(sys.argv[1]) if len(sys.argv) > 1 else 100)
    with page_beside_lab() as (page, lab):
        folder = lay_out(lab.folder / "bench")
        notebook = Notebook.open(page, lab, folder / LECTURE)
        notebook.ran()
        table, picture = press(page, notebook.widget(CASE), presses)
    (median, p95), (seen, seen95) = figures(table), figures(picture)
    print(f"Key press to changed table: median {median:.1f} ms, p95 {p95:.1f} ms ({presses})")
    print(f"Key press to changed picture: median {seen:.1f} ms, p95 {seen95:.1f} ms")
    result = {
        "presses": presses,
        "median_ms": round(median, 1),
        "p95_ms": round(p95, 1),
        "picture_median_ms": round(seen, 1),
        "picture_p95_ms": round(seen95, 1),
        "goal_ms": GOAL,
    }
    print(json.dumps(result))
    sys.exit(median >= GOAL)


if __name__ == "__main__":
    main()
