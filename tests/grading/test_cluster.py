"""A class graded on a Dask cluster: the same grades, and nothing lost or twice when a worker dies."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment

from handing_in import ROOT, hand_in, submission
from kooperation.base.places import UnavailableError
from kooperation.grading import cluster, sandbox
from kooperation.grading.check import convert, course_settings
from kooperation.grading.class_run import ClassRun
from kooperation.grading.outcome import SubmissionOutcome

pytestmark = pytest.mark.kernel
SLUG, COUNT = "dilemma", 6


def course(folder: Path) -> Any:
    shutil.copytree(ROOT / "source" / SLUG, folder / "source" / SLUG)
    c = course_settings(folder, SLUG)
    convert(GenerateAssignment, c)
    for number in range(COUNT):
        work = submission(SLUG, ("model", "wrong")[number % 2])
        hand_in(work, folder / "submitted" / f"s{number}", release=folder / "release")
    return c


def rows(folder: Path) -> list[tuple[Any, ...]]:
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        return sorted(
            (entry.student.id, grade.name, grade.auto_score, grade.needs_manual_grade)
            for entry in book.assignment_submissions(SLUG)
            for notebook in entry.notebooks
            for grade in notebook.grades
        )


def test_two_workers_of_which_one_is_killed_give_the_same_grades(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra „cluster“ is not installed")
    here, there = tmp_path / "hier", tmp_path / "dort"
    ClassRun(course(here), jobs=2).grade()
    killed: list[int] = []
    told: list[str] = []

    def watch(outcome: SubmissionOutcome) -> None:
        told.append(outcome.student)
        if not killed:
            killed.append(next(iter(local.workers.values())).process.pid)
            os.kill(killed[0], signal.SIGKILL)

    options = {
        "n_workers": 2,
        "threads_per_worker": 1,
        "processes": True,
        "dashboard_address": None,
    }
    with distributed.LocalCluster(**options) as local:
        settings = course(there)
        outcomes = ClassRun(settings, scheduler=local.scheduler_address).grade(watch)
    assert killed
    assert [outcome.problem for outcome in outcomes] == [""] * COUNT
    assert sorted(told) == [f"s{number}" for number in range(COUNT)]
    assert rows(there) == rows(here)
    assert len(rows(there)) == COUNT * len(submission(SLUG, "model").points | {"begruendung": None})


def test_a_worker_without_a_sandbox_refuses_as_a_machine_of_ones_own_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The function that workers call, called here."""
    folder = hand_in(submission(SLUG, "model"), tmp_path, release=ROOT / "source")
    monkeypatch.setattr(sandbox, "why_none", lambda: "Hier nicht: Grund.")
    with pytest.raises(Exception, match="Hier nicht: Grund"):
        cluster.executed(cluster.held(folder), {})


def test_without_dask_or_a_scheduler_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(UnavailableError, match=r"pip install 'kooperation\[cluster\]'"),
        cluster.workers("tcp://127.0.0.1:1"),
    ):
        pass
