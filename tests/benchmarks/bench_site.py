"""How long the course in the browser alone takes to show a lecture's text, and its first explorer: cold and warm.

    python tests/benchmarks/bench_site.py FOLDER [ROUNDS]

FOLDER is what `kooperation site FOLDER` wrote. Cold is a browser that was never there, warm the same browser once it
has kept all. The last line is JSON: medians in seconds, and how much of the cold time the warm one takes.
"""

from __future__ import annotations

import functools
import json
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import BrowserContext

from browser.plain_server import Quiet, serving
from browser.real_lab import chromium

LECTURE = "lab/index.html?path=course/lectures/05_gefangenendilemma.ipynb"
PATIENCE = 300_000  # ms
GOALS = {"text": 3.0, "cold": 20.0, "warm": 8.0}


def opened(context: BrowserContext, address: str) -> tuple[float, float]:
    """Return the seconds to the first text of the lecture and to its first explorer."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(".jp-Notebook h1").first.wait_for()
    text = time.perf_counter() - start
    page.locator(".kooperation-box:visible").first.wait_for()
    explorer = time.perf_counter() - start
    page.locator(".jp-Notebook.kooperation-ran").wait_for()
    page.get_by_text("auch ohne Netz").first.wait_for()  # all is kept
    page.close()
    return text, explorer


def main() -> None:
    """Measure, print, and exit with 1 if a goal is missed."""
    folder = Path(sys.argv[1])
    if not (folder / "lab" / "index.html").exists():
        sys.exit(f"There is no site in {folder}: kooperation site {folder}")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    texts: list[float] = []
    cold: list[float] = []
    warm: list[float] = []
    with chromium() as browser, serving(functools.partial(Quiet, directory=str(folder))) as server:
        for _ in range(rounds):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            for times in (cold, warm):
                text, explorer = opened(context, f"{server}/{LECTURE}")
                texts.append(text)
                times.append(explorer)
                print(f"text {text:.1f} s, first explorer {explorer:.1f} s", flush=True)
            context.close()
    found = {"text": texts, "cold": cold, "warm": warm}
    medians = {name: round(statistics.median(times), 1) for name, times in found.items()}
    ratio = round(medians["warm"] / medians["cold"], 2)
    print(json.dumps({**medians, "warm_of_cold": ratio, "load": round(os.getloadavg()[0], 1)}))
    sys.exit(any(medians[name] > goal for name, goal in GOALS.items()))


if __name__ == "__main__":
    main()
