"""Benchmark: a class graded by `kooperation grade` and by nbgrader as it comes, with the same grades.

    PYTHONPATH=tests .venv/bin/python tests/benchmarks/bench_grading.py [SUBMISSIONS]

The same submissions of `dilemma` and of `modi`, each way in a process of its own, one after the other: ours in the
sandbox with as many jobs as there are processors, then `Autograde` with nbgrader's own lists of preprocessors. Seconds of
computing count all processes of a way. The last line is JSON: seconds per submission, and the ratios.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment

from handing_in import ROOT, hand_in, submission
from kooperation.grading.check import convert, course_settings
from kooperation.grading.class_run import ClassRun

SUBMISSIONS = 40
WORK = {"dilemma": ("model", "wrong"), "modi": ("model", "wrong_signals")}
WAYS = ("ours", "stock")
GOALS = {"dilemma": 12, "modi": 40}


def lay_out(folder: Path, slug: str, count: int) -> Any:
    """Lay out a course in which *count* people have handed in *slug*; return its settings."""
    shutil.copytree(ROOT / "source" / slug, folder / "source" / slug)
    c = course_settings(folder, slug)
    convert(GenerateAssignment, c)
    for number in range(count):
        work = submission(slug, WORK[slug][number % 2])
        hand_in(work, folder / "submitted" / f"s{number:04}", release=folder / "release")
    return c


def run(way: str, slug: str, count: int) -> None:
    """Grade in this process, and print seconds, seconds of computing, and the points."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory(prefix="kooperation-") as temporary:
        folder = Path(temporary)
        c = lay_out(folder, slug, count)
        if way == "stock":
            for ours in ("sanitize_preprocessors", "autograde_preprocessors", "exporter_class"):
                del c.Autograde[ours]
        started, before = time.perf_counter(), computed()
        if way == "ours":
            ClassRun(c, jobs=os.cpu_count() or 1).grade()
        else:
            convert(Autograde, c)
        seconds, spent = time.perf_counter() - started, computed() - before
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
            points = sorted((s["student"], s["score"]) for s in book.submission_dicts(slug))
    print(json.dumps({"seconds": seconds / count, "cpu": spent / count, "points": points}))


def computed() -> float:
    """Return the seconds of computing so far, of this process and of those that have ended below it."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SUBMISSIONS
    result: dict[str, Any] = {"submissions": count}
    for slug, goal in GOALS.items():
        found = {}
        for way in WAYS:
            done = subprocess.run(
                [sys.executable, __file__, str(count), way, slug],
                stdout=subprocess.PIPE, text=True, check=True,
            )  # fmt: skip
            found[way] = json.loads(done.stdout.splitlines()[-1])
        assert found["ours"].pop("points") == found["stock"].pop("points"), "other grades"
        ratio = found["stock"]["cpu"] / found["ours"]["cpu"]
        for way in WAYS:
            print(
                f"{slug}, {way}: {found[way]['cpu']:.2f} s of computing, {found[way]['seconds']:.2f} s"
            )
        print(f"{slug}: {ratio:.1f} × less computing (goal {goal} ×)")
        result[slug] = {**found, "ratio": round(ratio, 1), "goal": goal}
    print(json.dumps(result))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        run(sys.argv[2], sys.argv[3], int(sys.argv[1]))
    else:
        main()
