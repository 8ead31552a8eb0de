"""How long all nine lectures take to run from top to bottom without a browser, two side by side.

    python tests/benchmarks/bench_lectures.py [ROUNDS]

Each on a fresh kernel and in a folder of its own, as an author does before a release. The last line is JSON: the
median of all in seconds, what each took, and the machine's load.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient

LECTURES = Path(__file__).resolve().parents[2] / "course" / "lectures"
GOAL = 15.0  # s, on two cores
SIDE_BY_SIDE = 2


def run(lecture: Path) -> float:
    """Run *lecture*; return the seconds it took."""
    notebook = nbformat.read(lecture, as_version=4)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(
            notebook,
            timeout=120,
            resources={"metadata": {"path": folder}},
            extra_arguments=["--log-level=ERROR"],
        ).execute()
    return time.perf_counter() - start


def main() -> None:
    """Measure, print the figures and a line of JSON; exit with 1 if the goal is missed."""
    rounds = max(1, int(sys.argv[1]) if len(sys.argv) > 1 else 3)
    lectures = sorted(LECTURES.glob("*.ipynb"))
    load_before, whole = os.getloadavg()[0], []
    each: dict[str, list[float]] = {lecture.stem: [] for lecture in lectures}
    with ProcessPoolExecutor(SIDE_BY_SIDE) as pool:
        for _ in range(rounds):
            start = time.perf_counter()
            for name, took in zip(each, pool.map(run, lectures), strict=True):
                each[name].append(took)
            whole.append(time.perf_counter() - start)
    result = {name: round(statistics.median(times), 2) for name, times in each.items()}
    for name, value in result.items():
        print(f"{name}: {value:g} s")
    seconds = round(statistics.median(whole), 2)
    print(f"all {len(lectures)}: {seconds:g} s")
    load = {"load_before": round(load_before, 1), "load_after": round(os.getloadavg()[0], 1)}
    print(
        json.dumps({"rounds": rounds, "all_s": seconds, "each_s": result, **load, "goal_s": GOAL})
    )
    sys.exit(seconds >= GOAL)


if __name__ == "__main__":
    main()
