"""How long it takes to draw a match of 200 rounds: the strip alone, and from Enter on a field of the tournament.

    python tests/benchmarks/bench_match.py [TIMES]

Alone: the strip's own script in a bare page, from its data to a finished layout. Whole: in a real JupyterLab on this
machine, from `keydown` until all 200 rounds are laid out, kernel included. Goal of the strip: a median below 100 ms.
The last line is JSON, with the ratios to a strip of 20 rounds and of the whole to the strip alone.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Page

from benchmarks.bench_tournament_widget import CELL
from benchmarks.measuring import figures, page_beside_lab, written
from browser.real_lab import Notebook
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.kit.card import drawing
from kooperation.kit.guard import style
from kooperation.repeated.strategies import generous_tit_for_tat
from kooperation.repeated.transcript import drawn_luck, transcript
from kooperation.repeated.transcript_view import sides, strip

GOAL = 100.0  # ms
ROUNDS, FEW = 200, 20

DRAW = """([shown, words, times]) => {
  const state = { shown, words, plays: true };
  const model = { get: (name) => state[name], on: () => {}, off: () => {} };
  const box = document.querySelector(".kooperation-box");
  return Array.from({ length: times }, () => {
    const place = document.createElement("div");
    const begun = performance.now();
    box.replaceChildren(place);
    SCRIPTS["repeated/transcript.js"]({ model, el: place });
    if (!place.getBoundingClientRect().height) throw new Error("nothing is drawn");
    return performance.now() - begun;
  });
}"""
WATCH = """() => {
  const box = document.querySelector(".kooperation-card");
  window.times = [];
  let pressed = null;
  window.addEventListener("keydown", ({ key }) => { if (key === "Enter") pressed = performance.now(); }, true);
  new MutationObserver(() => {
    const strip = box.querySelector(".kooperation-match");
    if (pressed === null || !strip?.checkVisibility() || !strip.getBoundingClientRect().height) return;
    if (strip.querySelectorAll(".kooperation-round").length !== 201) return; // and the names
    window.times.push(performance.now() - pressed);
    pressed = null;
    window.seen();
  }).observe(box, { childList: true, subtree: true, attributes: true });
}"""


def shown(rounds: int) -> dict[str, Any]:
    """Return a strip of two generous tit for tats that err now and then."""
    kind = generous_tit_for_tat(1 / 3)
    played = transcript(kind, kind, drawn_luck(rounds, random.Random(1)), 0.05)
    return strip(played, sides(kind, kind), SymmetricGame(3, 2, 1, 0).game)


def alone(beside: Page, times: int) -> tuple[list[float], list[float]]:
    """Return the times in ms of a long and of a short strip, in a bare page."""
    browser = beside.context.browser
    assert browser
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_content(
        f"<style>{style()}</style><div class='kooperation-box kooperation-card'></div>"
    )
    page.add_script_tag(content=drawing())
    words = dict(Words("repeated.strip.control").section())
    drawn = [page.evaluate(DRAW, [shown(rounds), words, times]) for rounds in (ROUNDS, FEW)]
    page.close()
    return drawn[0], drawn[1]


def whole(page: Page, times: int) -> list[float]:
    """Return the times in ms from Enter on a field until its match is there, the way back in between."""
    field = page.locator('table[role="grid"] td[tabindex="0"]')
    field.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    page.evaluate(WATCH)
    for _ in range(times):
        page.evaluate("() => { window.change = new Promise((done) => { window.seen = done; }); }")
        page.keyboard.press("Enter")
        page.evaluate("() => window.change")
        page.get_by_role("button", name="Zurück zu allen Begegnungen").click()
        page.wait_for_function("() => document.activeElement?.matches('table[role=grid] td')")
    found: list[float] = page.evaluate("() => window.times")
    return found[3:]


def model(times: int) -> float:
    """Return the median time in ms of a match of 200 rounds, written down in Python."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        shown(ROUNDS)
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


def main() -> None:
    """Measure, print sentences and a line of JSON; exit with 1 if the goal is missed."""
    times = max(20, int(sys.argv[1]) if len(sys.argv) > 1 else 40)
    with page_beside_lab(1200) as (page, lab):
        long, short = alone(page, times)
        Notebook.open(page, lab, written(lab.folder / "turnier.ipynb", CELL)).run_all()
        opened = whole(page, times + 3)
    median, p95 = figures(long)
    all_in_all, all_p95 = figures(opened)
    print(f"Strip of {ROUNDS} rounds: median {median:.1f} ms, p95 {p95:.1f} ms")
    print(f"Enter to strip, kernel included: median {all_in_all:.1f} ms, p95 {all_p95:.1f} ms")
    result = {
        "rounds": ROUNDS,
        "times": times,
        "strip_median_ms": round(median, 2),
        "strip_p95_ms": round(p95, 2),
        "strip_over_twenty_rounds": round(median / statistics.median(short), 1),
        "model_median_ms": round(model(times), 2),
        "whole_median_ms": round(all_in_all, 1),
        "whole_p95_ms": round(all_p95, 1),
        "whole_over_strip": round(all_in_all / median, 1),
        "goal_ms": GOAL,
    }
    print(json.dumps(result))
    sys.exit(median >= GOAL)


if __name__ == "__main__":
    main()
