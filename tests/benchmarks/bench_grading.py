"""Benchmark: a class graded by `kooperation grade` and by nbgrader as it comes, with the same grades.

    PYTHONPATH=tests .venv/bin/python tests/benchmarks/bench_grading.py [--submissions N] [--only SLUG] [--flat]

The same submissions of `dilemma` and of `modi`, each way in a process of its own, one after the other: ours in the
sandbox with as many jobs as there are processors, then `Autograde` with nbgrader's own lists of preprocessors. Seconds of
computing count all processes of a way. The last line is JSON: seconds per submission, and the ratios. With `--flat` ours alone
grades classes of 20, 100 and 500: what one submission costs, and the most memory the grading process had.

Beside them `kooperation check modi`, a learner's own, to whose notebook cells were added: less than a second.

What stands in the way of 12 × and 40 ×: the goals were set when stock nbgrader took 3.4 s of computing a submission. On today's
versions of Python and of what a kernel needs it takes 1.1 to 1.3 s. Ours takes 0.24 s for `dilemma` (goal 0.30) and
0.14 s for `modi` (goal 0.09) at 20 submissions, what a run begins with included: about 5 × and 9 ×. What is left is nbgrader's
own recording in the gradebook, and its preprocessors, which read and write each notebook twice; without them the grades
would not be row by row what `nbgrader autograde` writes.
"""

from __future__ import annotations

import argparse
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

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment

from handing_in import ROOT, hand_in, submission
from kooperation.grading.check import convert, course_settings
from kooperation.grading.class_run import ClassRun
from kooperation.grading.learner_process import LearnerProcess

SUBMISSIONS = 40
WORK = {"dilemma": ("model", "wrong"), "modi": ("model", "wrong_signals")}
WAYS = ("ours", "stock")
SIZES = (20, 100, 500)
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
        killed = count_learners()
        started, before = time.perf_counter(), computed()
        if way == "ours":
            ClassRun(c, jobs=os.cpu_count() or 1).grade()
        else:
            convert(Autograde, c)
        seconds, spent = time.perf_counter() - started, computed() - before + sum(killed)
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
            points = sorted((s["student"], s["score"]) for s in book.submission_dicts(slug))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"seconds": seconds / count, "cpu": spent / count, "memory": most, "points": points}
    print(json.dumps(found))


def count_learners() -> list[float]:
    """Return what fills with the seconds of learners' processes: nobody waits for what is killed in a namespace."""
    seconds: list[float] = []
    end = LearnerProcess.end

    def counted(process: LearnerProcess) -> None:
        seconds.append(process._computed())
        end(process)

    LearnerProcess.end = counted  # type: ignore[assignment,method-assign]
    return seconds


def computed() -> float:
    """Return the seconds of computing so far, of this process and of those that have ended below it."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def own_check() -> float:
    """Return the seconds of `kooperation check modi`, the least of three, where the learner has added cells."""
    with tempfile.TemporaryDirectory(prefix="kooperation-") as temporary:
        work = hand_in(submission("modi", "model"), Path(temporary))
        notebook = nbformat.read(work / "modi.ipynb", as_version=4)
        notebook.cells[2:2] = [new_code_cell("1 + 1"), new_markdown_cell("Notiz")]
        nbformat.write(notebook, work / "modi.ipynb")
        command = [sys.executable, "-m", "kooperation", "check", "modi", "--folder", str(work)]
        seconds = []
        for _ in range(3):
            started = time.perf_counter()
            subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
            seconds.append(time.perf_counter() - started)
    return min(seconds)


def measured(way: str, slug: str, count: int) -> dict[str, Any]:
    """Return what *way* needs for a class, graded in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--submissions", str(count), "--way", way, "--only", slug],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def flat(slug: str) -> None:
    """Grade classes of three sizes our way, and print what a submission costs in each."""
    result = {}
    for count in SIZES:
        found = measured("ours", slug, count)
        result[count] = {what: round(found[what], 3) for what in ("seconds", "cpu", "memory")}
        print(
            f"{slug}, {count}: {found['cpu']:.3f} s of computing a submission, {found['memory']:.0f} MB"
        )
    few, many = result[SIZES[0]], result[SIZES[-1]]
    ratio = {what: round(many[what] / few[what], 2) for what in few}
    print(json.dumps({"slug": slug, **result, "ratio": ratio}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=SUBMISSIONS)
    parser.add_argument("--only", choices=GOALS)
    parser.add_argument(
        "--flat", action="store_true", help="ours alone, for three sizes of a class"
    )
    parser.add_argument("--way", choices=WAYS, help="in this process; for the benchmark itself")
    given = parser.parse_args()
    count: int = given.submissions
    if given.way:
        run(given.way, given.only, count)
        return
    if given.flat:
        flat(given.only or "dilemma")
        return
    result: dict[str, Any] = {"submissions": count}
    for slug, goal in GOALS.items():
        if given.only not in (None, slug):
            continue
        found = {way: measured(way, slug, count) for way in WAYS}
        assert found["ours"].pop("points") == found["stock"].pop("points"), "other grades"
        for way in WAYS:
            print(
                f"{slug}, {way}: {found[way]['cpu']:.2f} s of computing, {found[way]['seconds']:.2f} s a submission"
            )
        ratios = {what: found["stock"][what] / found["ours"][what] for what in ("cpu", "seconds")}
        print(
            f"{slug}: {ratios['cpu']:.1f} × less computing (goal {goal} ×), {ratios['seconds']:.1f} × sooner"
        )
        rounded = {what: round(ratio, 1) for what, ratio in ratios.items()}
        result[slug] = {**found, "ratio": rounded, "goal": goal}
    result["check"] = round(own_check(), 2)
    print(f"kooperation check modi, with cells of one's own: {result['check']:.2f} s")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
