"""Answers to another edition of an assignment, graded by nbgrader: no points, none lost, and somebody is told."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.api import Gradebook

from handing_in import ROOT, hand_in, submission
from once import once

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's command line is used on Unix"),
]

SLUG = "dilemma"
OTHER = "0123abcdef"
FUNCTION = "funktion"


def set_edition(folder: Path, *, sheet: str | None = None, notebook: str | None = None) -> None:
    if sheet:
        path = folder / f"{SLUG}.answers.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "edition": sheet}))
    if notebook:
        path = folder / f"{SLUG}.ipynb"
        found = json.loads(path.read_text("utf-8"))
        found["metadata"]["kooperation"] = {"edition": notebook}
        path.write_text(json.dumps(found), "utf-8")


def today() -> str:
    path = ROOT / "course" / "kooperation" / "assignments" / "published" / f"{SLUG}.json"
    edition: str = json.loads(path.read_text("utf-8"))["edition"]
    return edition


SUBMISSIONS = {
    "heute": {"sheet": today()},
    "ohne": {},  # a sheet made before there were editions
    "anderes_blatt": {"sheet": OTHER},
    "anderes_notebook": {"sheet": today(), "notebook": OTHER},
}


def _grade(folder: Path) -> None:
    course = folder / "kurs"
    shutil.copytree(ROOT / "source" / SLUG, course / "source" / SLUG)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    for student, editions in SUBMISSIONS.items():
        set_edition(hand_in(submission(SLUG, "model"), course / "submitted" / student), **editions)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        done = subprocess.run(
            ["nbgrader", command, SLUG], cwd=course, env={**os.environ, "PATH": path},
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        (folder / f"{command}.log").write_text(done.stderr, "utf-8")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "editions", _grade)


def grades(graded: Path, student: str) -> dict[str, Any]:
    with Gradebook(f"sqlite:///{graded / 'kurs' / 'gradebook.db'}") as book:
        found = book.find_submission_notebook(SLUG, SLUG, student).grades
        return {g.name: (g.auto_score, g.needs_manual_grade) for g in found}


@pytest.mark.parametrize("student", ["heute", "ohne"])
def test_work_of_this_edition_and_work_without_one_gets_its_points(
    graded: Path, student: str
) -> None:
    found = grades(graded, student)
    full = submission(SLUG, "model").points
    assert {name: found[name] for name in full} == {n: (p, False) for n, p in full.items()}


@pytest.mark.parametrize("student", ["anderes_blatt", "anderes_notebook"])
def test_work_of_another_edition_gets_neither_points_nor_zero_and_waits_for_a_human(
    graded: Path, student: str
) -> None:
    found = grades(graded, student)
    if student == "anderes_blatt":  # the notebook is of today, and a function needs no sheet
        assert found.pop(FUNCTION) == (submission(SLUG, "model").points[FUNCTION], False)
    assert set(found.values()) == {(None, True)}


@pytest.mark.parametrize("student", ["anderes_blatt", "anderes_notebook"])
def test_the_end_of_the_run_names_student_assignment_and_reason(graded: Path, student: str) -> None:
    said = (graded / "autograde.log").read_text("utf-8")
    end = said[said.index("Diese Fragen hat kein Programm bewertet") :]
    lines = [line for line in end.splitlines() if f"{student}, Aufgabe „{SLUG}“" in line]
    waiting = set(submission(SLUG, "model").points)
    waiting -= {FUNCTION} if student == "anderes_blatt" else set()
    assert len(lines) == len(waiting)
    assert all("anderen Stand der Aufgabe (0123abcdef)" in line for line in lines)
    assert "heute, " not in end


def test_the_learner_reads_that_it_is_to_be_clarified(graded: Path) -> None:
    page = graded / "kurs" / "feedback" / "anderes_blatt" / SLUG / f"{SLUG}.html"
    text = re.sub(r"<style.*?</style>", "", page.read_text("utf-8"), flags=re.S)
    assert "Zu klären" in text
    assert "Ihre Lehrperson klärt das" in text
    assert "Traceback" not in text


def test_on_opening_the_set_up_cell_says_it_in_one_sentence_and_the_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    work = hand_in(submission(SLUG, "model"), tmp_path)
    set_edition(work, sheet=OTHER)
    before = (work / f"{SLUG}.answers.json").read_bytes()
    notebook = nbformat.read(work / f"{SLUG}.ipynb", as_version=4)
    NotebookClient(
        notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": str(work)}}
    ).execute()
    (setup,) = (c for c in notebook.cells if c.metadata.nbgrader.grade_id == "setup")
    (error,) = setup.outputs
    assert error.ename == "EditionError"
    assert len(error.traceback) == 1
    assert "Ihre Antworten stehen noch da" in error.traceback[0]
    assert (work / f"{SLUG}.answers.json").read_bytes() == before
