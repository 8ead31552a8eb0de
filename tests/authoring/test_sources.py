"""The instructor's notebooks are sound; and the lint finds each fault that a class would suffer from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from handing_in import ROOT
from kooperation.grading.lint import lint_folder, lint_notebook, points

SOURCES = sorted((ROOT / "source").glob("*/"))
DILEMMA = ROOT / "source" / "dilemma" / "dilemma.ipynb"


@pytest.mark.parametrize("folder", SOURCES, ids=lambda folder: folder.name)
def test_a_source_has_no_fault(folder: Path) -> None:
    assert lint_folder(folder) == []
    (path,) = folder.glob("*.ipynb")
    assert lint_notebook(nbformat.read(path, as_version=4)) == []


@pytest.mark.parametrize("folder", SOURCES, ids=lambda folder: folder.name)
def test_the_points_a_task_promises_are_those_it_gives(folder: Path) -> None:
    """The introduction names the sum, and each heading names the points of the cells below it."""
    for path in folder.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        promised, given = [], []
        for cell in notebook.cells:
            if heading := re.search(r"^## .*\((\d+) Punkte?\)$", cell.source, re.M):
                promised.append(float(heading[1]))
                given.append(0.0)
            elif (known := cell.metadata.nbgrader).grade or known.task:
                given[-1] += known.points
        assert promised == given
        total = re.search(r"\*\*(\d+) Punkte\*\*", notebook.cells[0].source)
        assert total
        assert float(total[1]) == points(notebook)


def test_the_dilemma_brings_twelve_points() -> None:
    assert points(nbformat.read(DILEMMA, as_version=4)) == 12


# Each fault is found ------------------------------------------------------------------------------


def about(notebook: Any, grade_id: str) -> Any:
    return cell(notebook, grade_id).metadata.nbgrader


def cell(notebook: Any, grade_id: str) -> Any:
    (found,) = (
        c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )
    return found


def metadata(at: str, **values: Any) -> Callable[[Any], None]:
    return lambda notebook: about(notebook, at).update(values)


def source(grade_id: str, old: str, new: str) -> Callable[[Any], None]:
    def change(notebook: Any) -> None:
        assert old in cell(notebook, grade_id).source
        cell(notebook, grade_id).source = cell(notebook, grade_id).source.replace(old, new)

    return change


def appended(grade_id: str, line: str) -> Callable[[Any], None]:
    def change(notebook: Any) -> None:
        cell(notebook, grade_id).source += f"\n{line}"

    return change


def unmarked(notebook: Any) -> None:
    del cell(notebook, "spielarten-antwort").metadata["nbgrader"]


def ungraded(notebook: Any) -> None:
    notebook.cells = [c for c in notebook.cells if not c.metadata.nbgrader.grade]


def with_output(notebook: Any) -> None:
    cell(notebook, "setup").outputs = [nbformat.v4.new_output("stream", text="x")]


FAULTS: dict[str, tuple[Callable[[Any], None], str]] = {
    "twice the same id": (metadata("pareto", grade_id="funktion"), "funktion: Diese grade_id gibt"),
    "umlaut in an id": (metadata("pareto", grade_id="Äpfel"), "grade_id besteht aus"),
    "space in an id": (metadata("pareto", grade_id="frage 4"), "grade_id besteht aus"),
    "old schema": (metadata("pareto", schema_version=1), "schema_version ist nicht 3"),
    "missing schema": (metadata("pareto", schema_version=None), "schema_version ist nicht 3"),
    "flag is a text": (metadata("pareto", task="false"), "true oder false fehlt bei: task"),
    "open task cell": (
        metadata("begruendung-auftrag", task=True, points=2, locked=False),
        "hier fehlt locked",
    ),
    "task and answer at once": (metadata("begruendung", task=True), "weder grade noch solution"),
    "open test": (metadata("pareto", locked=False), "hier fehlt locked"),
    "open widget cell": (metadata("pareto-antwort", locked=False), "hier fehlt locked"),
    "widget cell without marks": (unmarked, "Code ohne nbgrader-Angaben"),
    "locked answer": (metadata("funktion-antwort", locked=True), "darf nicht gesperrt sein"),
    "no points": (metadata("pareto", points=None), "keine Zahl über 0"),
    "zero points": (metadata("pareto", points=0), "keine Zahl über 0"),
    "points as text": (metadata("pareto", points="1"), "keine Zahl über 0"),
    "points at a widget": (metadata("pareto-antwort", points=1), "die nicht bewertet wird"),
    "other points in of=": (metadata("pareto", points=2), "Hinter of= stehen nicht"),
    "of= computed": (source("pareto", "of=1", "of=len(key)"), "Hinter of= stehen nicht"),
    "of= missing": (source("pareto", "of=1, ", ""), "Hinter of= stehen nicht"),
    "ends in a value": (appended("pareto", "True"), "endet weder in assert noch"),
    "ends in an assignment": (source("pareto", "\nmark_sets(", "\nm = mark_sets("), "endet weder"),
    "ends in a print": (appended("pareto", "print(key)"), "endet weder in assert noch"),
    "no claim": (source("pareto", '"""Alle', 'claim = """Alle'), "beginnt nicht mit einem Satz"),
    "assert without help": (appended("funktion", "assert True"), "fehlt der Satz"),
    "not Python": (appended("pareto", "def ("), "kein gültiges Python"),
    "magic in a test": (appended("pareto", "%matplotlib inline"), "kein gültiges Python"),
    "unknown name": (
        source("funktion", "question, ist_gefangenendilemma,", "question, ist_dilemma,"),
        "benutzt ist_dilemma",
    ),
    "hidden tests not closed": (
        source("pareto", "### END HIDDEN TESTS", ""),
        "HIDDEN TESTS: Zu jedem BEGIN",
    ),
    "hidden tests closed before they begin": (
        source("pareto", "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"),
        "HIDDEN TESTS: Zu jedem BEGIN",
    ),
    "key outside the hidden tests": (
        source("pareto", "### BEGIN HIDDEN TESTS\n", ""),
        "HIDDEN TESTS: Zu jedem BEGIN",
    ),
    "no hidden tests at all": (
        lambda nb: (
            source("pareto", "### BEGIN HIDDEN TESTS\n", "")(nb),
            source("pareto", "### END HIDDEN TESTS", "")(nb),
        )[0],
        "mark_… steht außerhalb von HIDDEN TESTS",
    ),
    "solution in a widget cell": (
        appended("pareto-antwort", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION"),
        "SOLUTION gehört in eine Antwortzelle",
    ),
    "solution not closed": (
        source("funktion-antwort", "### END SOLUTION", ""),
        "SOLUTION: Zu jedem BEGIN",
    ),
    "hidden tests in an answer": (
        appended("funktion-antwort", "### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS"),
        "HIDDEN TESTS gehört in eine Prüfzelle",
    ),
    "marking scheme not closed": (
        source("begruendung-auftrag", "=== END MARK SCHEME ===", ""),
        "MARK SCHEME: Zu jedem BEGIN",
    ),
    "marking scheme in code": (
        appended("setup", "# BEGIN MARK SCHEME\n# END MARK SCHEME"),
        "MARK SCHEME gehört in eine Textzelle",
    ),
    "stored outputs": (with_output, "Sie hat Ausgaben"),
    "stored widgets": (lambda nb: nb.metadata.update(widgets={}), "gespeicherte Bedienelemente"),
    "nothing graded": (ungraded, "Keine Zelle wird bewertet"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_lint_finds(fault: str) -> None:
    notebook = nbformat.read(DILEMMA, as_version=4)
    change, expected = FAULTS[fault]
    change(notebook)
    problems = lint_notebook(notebook)
    assert any(expected in problem for problem in problems), problems
    assert all(re.match(r"[\w-]+( \d+)?: ", problem) for problem in problems)  # each names its cell


def test_there_are_sources_to_check() -> None:
    assert SOURCES
