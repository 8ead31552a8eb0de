"""How smoothly the lattice runs: steps and pictures a second in a real JupyterLab.

    PYTHONPATH=tests .venv/bin/python tests/benchmarks/bench_lattice.py [SECONDS]

81 × 81 cells. At 20 steps a second, and as fast as the page offers (60); beside it the model in Python, which would be the
only way without the page's own. Goal: at least 19 of the 20 steps, each in a picture of its own. The last line is JSON, with the
ratio to a plain slider of ipywidgets: how many of its updates a second go through the kernel, one after another.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Locator

from benchmarks.measuring import page_beside_lab, plain_median
from browser.real_lab import Notebook
from browser.test_layout import written
from kooperation.games.game import SymmetricGame
from kooperation.repeated.lattice import Rule, all_but_one, steps

GOAL, ASKED = 19.0, 20
# Counts pictures by their putImageData, and takes what a step and its picture cost the page.
WATCH = """([card, seconds]) => new Promise((done) => {
  const canvas = card.querySelector("canvas");
  const pen = canvas.getContext("2d");
  const put = pen.putImageData.bind(pen);
  const at = () => Number(/Schritt (\\d+)/.exec(card.querySelector(".kooperation-lattice .kooperation-note").textContent)[1]);
  const gaps = [];
  let last = 0;
  pen.putImageData = (...given) => {
    put(...given);
    const now = performance.now();
    if (last) gaps.push(now - last);
    last = now;
  };
  card.querySelector(".kooperation-player button").click();
  setTimeout(() => {
    const [begun, first] = [performance.now(), at()];
    gaps.length = 0;
    setTimeout(() => {
      const result = { seconds: (performance.now() - begun) / 1000, steps: at() - first, gaps: [...gaps] };
      card.querySelector(".kooperation-player button").click();
      delete pen.putImageData;
      done(result);
    }, 1000 * seconds);
  }, 500);
})"""


def played(card: Locator, speed: int, seconds: float) -> dict[str, float]:
    """Return steps and pictures a second at *speed*, and the longest wait between two pictures (95 of 100, ms)."""
    card.locator(".kooperation-player select").select_option(str(speed))
    handle = card.element_handle()
    found: dict[str, Any] = card.page.evaluate(WATCH, [handle, seconds])
    return {
        "steps": round(found["steps"] / found["seconds"], 1),
        "pictures": round(len(found["gaps"]) / found["seconds"], 1),
        "gap_p95_ms": round(statistics.quantiles(found["gaps"], n=20)[-1], 1),
    }


def python_steps(count: int = 40) -> float:
    """Return how many steps a second the model makes in this process."""
    begun = time.process_time()
    list(islice(steps(all_but_one(81), Rule(SymmetricGame(1.85, 1, 0, 0))), count + 1))
    return count / (time.process_time() - begun)


def main() -> None:
    """Measure, print a sentence and a line of JSON; exit with 1 if the goal is missed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 8.0
    with page_beside_lab(800) as (page, lab):
        notebook = Notebook.open(page, lab, written(lab.folder / "gitter", ["LatticeExplorer"]))
        notebook.run_all()
        card = notebook.widget("Wer neben wem steht")
        card.locator("canvas").scroll_into_view_if_needed()
        asked = played(card, ASKED, seconds)
        fast = played(card, 60, seconds)
    model = python_steps()
    through_kernel = 1000 / plain_median()
    print(f"Asked for {ASKED}: {asked['steps']} steps, {asked['pictures']} pictures a second")
    print(f"Asked for 60: {fast['steps']} steps, {fast['pictures']} pictures a second")
    print(f"The model in Python: {model:.0f} steps a second")
    print(f"A plain slider of ipywidgets: {through_kernel:.0f} updates a second")
    result = {
        "cells": 81**2,
        "asked_20": asked,
        "asked_60": fast,
        "python_steps": round(model, 1),
        "plain_slider_updates": round(through_kernel, 1),
        "ratio": round(fast["pictures"] / through_kernel, 2),
        "goal": GOAL,
    }
    print(json.dumps(result))
    sys.exit(min(asked["steps"], asked["pictures"]) < GOAL)


if __name__ == "__main__":
    main()
