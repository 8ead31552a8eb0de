"""What an earlier release left still works: notebooks, answers, a gradebook, a learner's record (`tests/earlier/`)."""

from __future__ import annotations

import json
import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment

from handing_in import ROOT
from kooperation.assignments import draw, published
from kooperation.assignments.points import MIMETYPE
from kooperation.grading.check import convert, course_settings
from kooperation.widgets import (
    CaseMap,
    ConceptTest,
    CooperationCheck,
    ModeComparison,
    OrderForms,
    Prediction,
    Quiz,
)
from once import once

pytestmark = pytest.mark.kernel

EARLIER = ROOT / "tests" / "earlier"
POINTS = json.loads((EARLIER / "points.json").read_text("utf-8"))
STUDENT = "muster"


def answers(slug: str) -> Any:
    path = EARLIER / "handed_in" / slug / f"{slug}.answers.json"
    return json.loads(path.read_text("utf-8"))


SAME = [s for s in POINTS if answers(s).get("edition") in (None, published(s)["edition"])]
CHANGED = sorted(POINTS.keys() - SAME)  # what is asked has been changed since


# Grading -------------------------------------------------------------------------------------------


def hand_in(course: Path) -> None:
    for slug in POINTS:
        shutil.copytree(EARLIER / "handed_in" / slug, course / "submitted" / STUDENT / slug)


def regrade(course: Path) -> None:
    """Grade with the gradebook of then, its points taken out, by nbgrader's command line of today."""
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        book.executescript(lzma.decompress((EARLIER / "gradebook.sql.xz").read_bytes()).decode())
        book.execute("UPDATE grade SET auto_score = NULL")
        book.commit()
    shutil.copy(ROOT / "nbgrader_config.py", course)
    hand_in(course)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for slug in POINTS:
        done = subprocess.run(
            ["nbgrader", "autograde", slug], cwd=course, env={**os.environ, "PATH": path},
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def grade_today(course: Path) -> None:
    """Grade what was handed in then with the sources, and so the hidden tests, of today."""
    hand_in(course)
    for slug in POINTS:
        shutil.copytree(ROOT / "source" / slug, course / "source" / slug)
        (course / "gradebook.db").unlink(missing_ok=True)
        settings = course_settings(course, slug)
        convert(GenerateAssignment, settings)
        convert(Autograde, settings)
        shutil.copy(course / "gradebook.db", course / f"{slug}.db")


def points(database: Path, slug: str) -> dict[str, float | None]:
    with Gradebook(f"sqlite:///{database}") as book:
        grades = book.find_submission_notebook(slug, slug, STUDENT).grades
        return {grade.name: grade.auto_score for grade in grades}


@pytest.fixture(scope="module")
def regraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "earlier-gradebook", regrade)


@pytest.fixture(scope="module")
def graded_today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "earlier-today", grade_today)


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's command line is used on Unix")
@pytest.mark.parametrize("slug", SAME)
def test_a_gradebook_with_hidden_tests_of_then_gives_the_points_of_then(
    regraded: Path, slug: str
) -> None:
    assert points(regraded / "gradebook.db", slug) == POINTS[slug]


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's command line is used on Unix")
@pytest.mark.parametrize("slug", SAME)
def test_what_lost_points_then_is_still_explained(regraded: Path, slug: str) -> None:
    path = regraded / "autograded" / STUDENT / slug / f"{slug}.ipynb"
    said = {
        cell.metadata.nbgrader.grade_id: output.data[MIMETYPE]
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", ())
        if MIMETYPE in output.get("data", {})
    }
    assert {name: data["points"] for name, data in said.items()} == {
        name: value for name, value in POINTS[slug].items() if value is not None
    }
    for name, data in said.items():
        if data["points"] < data["of"]:
            assert data["remarks"], name


@pytest.mark.parametrize("slug", SAME)
def test_a_notebook_and_answers_of_then_get_the_same_points_from_the_tests_of_today(
    graded_today: Path, slug: str
) -> None:
    assert points(graded_today / f"{slug}.db", slug) == POINTS[slug]


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's command line is used on Unix")
@pytest.mark.parametrize("slug", CHANGED)
def test_answers_to_what_is_asked_otherwise_today_are_left_to_a_human(
    regraded: Path, graded_today: Path, slug: str
) -> None:
    """Neither the tests of then nor those of today mark them against other questions."""
    for database in (regraded / "gradebook.db", graded_today / f"{slug}.db"):
        assert set(points(database, slug).values()) == {None}


# Opening -------------------------------------------------------------------------------------------


def opened(slug: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the notebook of then, run beside its answers in a kernel of today, with its widgets' state."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    shutil.copytree(EARLIER / "handed_in" / slug, folder / slug)
    notebook = nbformat.read(EARLIER / "release" / slug / f"{slug}.ipynb", as_version=4)
    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(folder / slug)}}
    ).execute()
    return notebook


def nodes(notebook: Any) -> Iterator[dict[str, Any]]:
    """Give what each part of each card shows, by trait."""
    stored = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    for card in stored.values():
        parts: dict[str, dict[str, Any]] = {}
        for key, value in card["state"].items():
            name, _, trait = key.partition("_")
            parts.setdefault(name, {})[trait] = value
        yield from parts.values()


@pytest.mark.parametrize("slug", SAME)
def test_a_released_notebook_of_then_shows_its_answers_and_what_is_there(
    slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = opened(slug, tmp_path, monkeypatch)
    states = list(nodes(notebook))
    said = " ".join(str(state.get("value", "")) for state in states)
    chosen = [state["labels"][state["index"]] for state in states if state.get("index") is not None]
    sheet = answers(slug)
    for name, question in draw(slug, sheet["variant"]).questions.items():
        if question.in_sheet:
            given = sheet["answers"][name]
            count = len(question.parts)
            assert f"Gespeichert: {count} von {count} Teilen beantwortet." in said, name
            if question.kind == "choice":
                for part in question.parts:
                    assert question.options[given[part]] in chosen, (name, part)
            if question.kind == "number":
                shown = {state["value"] for state in states if isinstance(state.get("value"), str)}
                assert set(given.values()) <= shown
    complete = [q for q in draw(slug, sheet["variant"]).questions.values() if q.kind != "text"]
    report = next(
        text for text in (str(s.get("value", "")) for s in states) if "Ist alles da?" in text
    )
    assert report.count("✓ vollständig") == len(complete)  # the texts were too short
    assert (
        answers(slug)["answers"]
        == json.loads((tmp_path / slug / f"{slug}.answers.json").read_text("utf-8"))["answers"]
    )


@pytest.mark.parametrize("slug", CHANGED)
def test_a_released_notebook_of_then_says_that_its_questions_have_changed(
    slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CellExecutionError, match="anderen Stand der Aufgabe"):
        opened(slug, tmp_path, monkeypatch)
    assert answers(slug) == json.loads(
        (tmp_path / slug / f"{slug}.answers.json").read_text("utf-8")
    )


def test_the_explorers_of_today_show_what_a_learner_chose_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(EARLIER / "lernstand.json", tmp_path)
    assert Prediction("dilemma-anreiz").choice.value == "gestehen"
    places = [(t["kind"], t["x"], t["y"]) for t in OrderForms().grid.tokens]
    assert ("own", 5, 4) in places
    check = CooperationCheck()
    levels = {key: check.choices[key].value for key in ("spielraum", "vertrauen", "kontinuitaet")}
    assert levels == {"spielraum": 0, "vertrauen": 1, "kontinuitaet": 2}
    assert ModeComparison().guess.value == "kompromiss"
    assert list(CaseMap("entgiftung").groups["actors"].chosen) == ["JC"]
    assert ConceptTest("vorher").given["reha"] == "a"
    assert "✗ Noch nicht." in Quiz("00_start").items["start-buergergeld"].said.value
    assert (tmp_path / "lernstand.json").read_bytes() == (EARLIER / "lernstand.json").read_bytes()
