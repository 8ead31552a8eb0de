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
from dataclasses import dataclass
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
FIRST = EARLIER / "first"
STUDENT = "muster"


@dataclass(frozen=True)
class Left:
    """What an earlier release left of the assignment *slug*, in *folder*."""

    folder: Path
    slug: str

    def __str__(self) -> str:
        return f"{self.folder.name}-{self.slug}"

    @property
    def points(self) -> dict[str, float | None]:
        """The points of then."""
        return dict(kept_points(self.folder)[self.slug])

    @property
    def answers(self) -> Any:
        """What stands in the answers file."""
        path = self.folder / "handed_in" / self.slug / f"{self.slug}.answers.json"
        return json.loads(path.read_text("utf-8"))


def kept_points(folder: Path) -> Any:
    return json.loads((folder / "points.json").read_text("utf-8"))


ALL = [Left(folder, slug) for folder in (EARLIER, FIRST) for slug in kept_points(folder)]
SAME = [a for a in ALL if a.answers.get("edition") in (None, published(a.slug)["edition"])]
CHANGED = [left for left in ALL if left not in SAME]  # what is asked has been changed since


def test_points_are_given_for_what_the_last_commit_before_the_rooms_left() -> None:
    (first,) = [left for left in SAME if left.folder == FIRST]
    released = json.loads(
        (FIRST / "release" / first.slug / f"{first.slug}.ipynb").read_text("utf-8")
    )
    assert "kooperation" not in released["metadata"]  # no edition: it belongs to today's
    assert "edition" not in first.answers


# Grading -------------------------------------------------------------------------------------------


def hand_in(folder: Path, course: Path) -> None:
    for slug in kept_points(folder):
        shutil.copytree(folder / "handed_in" / slug, course / "submitted" / STUDENT / slug)


def regrade(top: Path) -> None:
    """Grade with the gradebooks of then, their points taken out, by nbgrader's command line of today."""
    for folder in (EARLIER, FIRST):
        (course := top / folder.name).mkdir()
        regrade_in(course, folder)


def regrade_in(course: Path, folder: Path) -> None:
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        book.executescript(lzma.decompress((folder / "gradebook.sql.xz").read_bytes()).decode())
        book.execute("UPDATE grade SET auto_score = NULL")
        book.commit()
    shutil.copy(ROOT / "nbgrader_config.py", course)
    hand_in(folder, course)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for slug in kept_points(folder):
        done = subprocess.run(
            ["nbgrader", "autograde", slug], cwd=course, env={**os.environ, "PATH": path},
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def grade_today(top: Path) -> None:
    """Grade what was handed in then with the sources, and so the hidden tests, of today."""
    for folder in (EARLIER, FIRST):
        (course := top / folder.name).mkdir()
        hand_in(folder, course)
        grade_in(course, list(kept_points(folder)))


def grade_in(course: Path, slugs: list[str]) -> None:
    for slug in slugs:
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
@pytest.mark.parametrize("left", SAME, ids=str)
def test_a_gradebook_with_hidden_tests_of_then_gives_the_points_of_then(
    regraded: Path, left: Left
) -> None:
    assert points(regraded / left.folder.name / "gradebook.db", left.slug) == left.points


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's command line is used on Unix")
@pytest.mark.parametrize("left", SAME, ids=str)
def test_what_lost_points_then_is_still_explained(regraded: Path, left: Left) -> None:
    graded = regraded / left.folder.name / "autograded" / STUDENT / left.slug
    path = graded / f"{left.slug}.ipynb"
    said = {
        cell.metadata.nbgrader.grade_id: output.data[MIMETYPE]
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", ())
        if MIMETYPE in output.get("data", {})
    }
    assert {name: data["points"] for name, data in said.items()} == {
        name: value for name, value in left.points.items() if value is not None
    }
    for name, data in said.items():
        if data["points"] < data["of"]:
            assert data["remarks"], name


@pytest.mark.parametrize("left", SAME, ids=str)
def test_a_notebook_and_answers_of_then_get_the_same_points_from_the_tests_of_today(
    graded_today: Path, left: Left
) -> None:
    assert points(graded_today / left.folder.name / f"{left.slug}.db", left.slug) == left.points


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's command line is used on Unix")
@pytest.mark.parametrize("left", CHANGED, ids=str)
def test_answers_to_what_is_asked_otherwise_today_are_left_to_a_human(
    regraded: Path, graded_today: Path, left: Left
) -> None:
    """Neither the tests of then nor those of today mark them against other questions."""
    name = left.folder.name
    for database in (regraded / name / "gradebook.db", graded_today / name / f"{left.slug}.db"):
        assert set(points(database, left.slug).values()) == {None}


# Opening -------------------------------------------------------------------------------------------


def opened(left: Left, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the notebook of then, run beside its answers in a kernel of today, with its widgets' state."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    slug = left.slug
    shutil.copytree(left.folder / "handed_in" / slug, folder / slug)
    notebook = nbformat.read(left.folder / "release" / slug / f"{slug}.ipynb", as_version=4)
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


@pytest.mark.parametrize("left", SAME, ids=str)
def test_a_released_notebook_of_then_shows_its_answers_and_what_is_there(
    left: Left, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug, sheet = left.slug, left.answers
    notebook = opened(left, tmp_path, monkeypatch)
    states = list(nodes(notebook))
    said = " ".join(str(state.get("value", "")) for state in states)
    chosen = [state["labels"][state["index"]] for state in states if state.get("index") is not None]
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
        sheet["answers"]
        == json.loads((tmp_path / slug / f"{slug}.answers.json").read_text("utf-8"))["answers"]
    )


@pytest.mark.parametrize("left", CHANGED, ids=str)
def test_a_released_notebook_of_then_says_that_its_questions_have_changed(
    left: Left, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CellExecutionError, match="anderen Stand der Aufgabe"):
        opened(left, tmp_path, monkeypatch)
    assert left.answers == json.loads(
        (tmp_path / left.slug / f"{left.slug}.answers.json").read_text("utf-8")
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
