"""How long a change of a built strategy takes to change its own picture, and the tournament that it was sent to.

    python tests/benchmarks/bench_own_strategy.py [PRESSES]

Eleven strategies, 200 rounds, exact, in a real JupyterLab on this machine; both explorers in one notebook, as in lecture 6. The
page itself takes the times: from `keydown` in a list of the table until the results beside it, and the tournament's heat map and
ranking, are drawn anew. Once ten keys a second are pressed, as fast as a hand changes a list; once each as soon as the
browser has painted what came of the one before. Goal, for a hand: two frames, 33 ms, for the tournament; the parts in this process are told beside it. The last line is JSON,
with the ratio to a plain slider of ipywidgets in a bare JupyterLab.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Page

from benchmarks.measuring import (
    PAUSES,
    WARM_UP,
    figures,
    paced,
    page_beside_lab,
    plain_median,
    wanted_presses,
    written,
)
from browser.real_lab import Notebook
from kooperation.widgets import StrategyBuilder, Tournament

GOAL = 33.0  # ms
CELLS = (
    "from kooperation.widgets import StrategyBuilder, Tournament\nTournament()",
    "StrategyBuilder()",
)
WATCH = """() => {
  const [tournament, builder] = [...document.querySelectorAll(".kooperation-card")];
  const views = {
    own: () => builder.querySelector("table.kooperation-encounters")?.textContent,
    ranking: () => tournament.querySelector("table.kooperation-ranking")?.textContent,
  };
  const before = Object.fromEntries(Object.entries(views).map(([name, view]) => [name, view()]));
  window.times = { own: [], tournament: [] };
  let pressed = null, missing = new Set();
  const arrived = (view) => {
    if (pressed === null || !missing.delete(view)) return;
    const took = performance.now() - pressed;
    if (view === "own") window.times.own.push(took);
    else if (!missing.has("ranking") && !missing.has("heat map")) window.times.tournament.push(took);
    if (missing.size) return;
    pressed = null;
    window.seen();
  };
  window.addEventListener("keydown", () => {
    pressed = performance.now();
    missing = new Set(["own", "ranking", "heat map"]);
  }, true);
  const look = (name) => () => {
    const now = views[name]();
    if (!now || now === before[name]) return;
    before[name] = now;
    arrived(name);
  };
  const all = { childList: true, subtree: true, characterData: true };
  new MutationObserver(look("own")).observe(builder, all);
  new MutationObserver(look("ranking")).observe(tournament, all);
  new MutationObserver(() => arrived("heat map")).observe(tournament.querySelector(".kooperation-picture"), all);
}"""


def begin(page: Page) -> None:
    """Send the strategy to the tournament, and go to the list that is changed."""
    page.get_by_role("button", name="Ins Turnier schicken").click()
    page.locator('tr[data-player="built"]').wait_for(state="attached")
    field = page.get_by_label("Zustand 1: spielt")
    field.scroll_into_view_if_needed()
    field.focus()
    page.evaluate(WATCH)


def press(page: Page, presses: int, pause: int) -> dict[str, list[float]]:
    """Return the times in ms of *presses* keys, D and C in turn, *pause* ms after the one before has been painted."""
    page.evaluate("() => { window.times.own = []; window.times.tournament = []; }")
    paced(page, presses, ["ArrowDown", "ArrowUp"], pause)
    times: dict[str, list[float]] = page.evaluate("() => window.times")
    return {name: found[WARM_UP:] for name, found in times.items()}


def parts(repetitions: int = 60) -> dict[str, float]:
    """Return the medians in ms of what Python does at a change: its own picture, keeping it, the tournament."""
    tournament, builder = Tournament(), StrategyBuilder()
    builder.to_tournament.click()

    def edit(count: int) -> None:
        states = [["CD"[count % 2], 0, 1], ["D", 0, 1]]
        builder.table.set_state({"entered": {**builder.built.plain(), "states": states}})

    def median(work: Callable[[int], object]) -> float:
        times = []
        for count in range(repetitions):
            start = time.perf_counter()
            work(count)
            times.append(1000 * (time.perf_counter() - start))
        return round(statistics.median(times), 2)

    whole = median(edit)
    return {
        "own_picture": median(lambda _: builder.draw()),
        "tournament": median(lambda _: tournament.draw()),
        "change_in_python": whole,
    }


def main() -> None:
    """Measure, print sentences and a line of JSON; exit with 1 if the goal is missed."""
    presses = wanted_presses(100)
    with page_beside_lab(1800) as (page, lab):
        Notebook.open(page, lab, written(lab.folder / "turnier.ipynb", *CELLS)).run_all()
        begin(page)
        taken = {name: press(page, presses, pause) for name, pause in PAUSES.items()}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        python = parts()
        os.chdir("/")
    result: dict[str, float] = {"strategies": 11, "presses": presses, "goal_ms": GOAL}
    for pace, pictures in taken.items():
        for picture, times in pictures.items():
            median, p95 = figures(times)
            print(f"{pace}: change to {picture}: median {median:.1f} ms, p95 {p95:.1f} ms")
            result[f"{pace}_{picture}_median_ms"] = round(median, 1)
            result[f"{pace}_{picture}_p95_ms"] = round(p95, 1)
    result |= {f"{name}_ms": value for name, value in python.items()}
    beside = plain_median()
    result["plain_slider_ms"] = round(beside, 1)
    result["ratio"] = round(result["by_hand_tournament_median_ms"] / beside, 2)
    print(json.dumps(result))
    sys.exit(result["by_hand_tournament_median_ms"] >= GOAL)


if __name__ == "__main__":
    main()
