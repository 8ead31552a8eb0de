"""Checks of an assignment's source: what nbgrader lets pass and a class would suffer from.

nbgrader accepts a test that gives everybody full points, a marking scheme that stays in the release
and a task cell that makes every submission fail. `lint_notebook` finds these before anything is released.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from kooperation.base.checks import is_number
from kooperation.grading.examiner import free_names
from kooperation.grading.execute import is_test

SCHEMA_VERSION = 3
FLAGS = ("grade", "solution", "locked", "task")
_SLUG = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")
_REGION = r"^\s*(?:#+|=+)?\s*BEGIN {0}\b.*?^\s*(?:#+|=+)?\s*END {0}\b[^\n]*\n?"


def lint_folder(folder: Path) -> list[str]:
    """Return what lies in `source/<slug>` and nbgrader would give to everybody, in German; [] is good."""
    return [
        f"{path.name}: Eine Antwortdatei gehört nicht in source/; alle bekämen sie."
        for path in sorted(folder.rglob("*.answers.json"))
    ]


def lint_notebook(notebook: NotebookNode) -> list[str]:
    """Return what is wrong with the cells of a source *notebook*, each with the cell it concerns."""
    problems = list(_whole(notebook))
    defined = set(chain.from_iterable(map(_defined, notebook.cells)))
    for number, cell in enumerate(notebook.cells, start=1):
        name = _about(cell).get("grade_id") or f"Zelle {number}"
        found = chain(_metadata(cell), _regions(cell), _content(cell, defined))
        problems += [f"{name}: {problem}" for problem in found]
    return problems


def points(notebook: NotebookNode) -> float:
    """Return the points of all cells of a source *notebook* together."""
    return sum(
        float(_about(c).get("points", 0)) for c in notebook.cells if is_grade(c) or is_task(c)
    )


def _about(cell: NotebookNode) -> dict[str, Any]:
    return cell.metadata.get("nbgrader") or {}


def _whole(notebook: NotebookNode) -> Iterator[str]:
    ids = [_about(cell)["grade_id"] for cell in notebook.cells if "grade_id" in _about(cell)]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"{name}: Diese grade_id gibt es mehrmals; nbgrader bricht dann ab."
    if not any(is_grade(cell) or is_task(cell) for cell in notebook.cells):
        yield "Notebook: Keine Zelle wird bewertet."
    if "widgets" in notebook.metadata:
        yield "Notebook: Es enthält gespeicherte Bedienelemente; löschen Sie alle Ausgaben."


def _metadata(cell: NotebookNode) -> Iterator[str]:
    about = _about(cell)
    if not about:
        if cell.cell_type == "code":
            yield "Code ohne nbgrader-Angaben können Lernende ändern; sperren Sie die Zelle."
        return
    if not _SLUG.fullmatch(str(about.get("grade_id", ""))):
        yield "Die grade_id besteht aus kleinen Buchstaben, Ziffern, _ und -, ohne Umlaute."
    if about.get("schema_version") != SCHEMA_VERSION:
        yield f"schema_version ist nicht {SCHEMA_VERSION}; die Bewertung aller bricht dann ab."
    if wrong := [flag for flag in FLAGS if type(about.get(flag)) is not bool]:
        yield f"true oder false fehlt bei: {', '.join(wrong)}."
    if is_task(cell) and (is_grade(cell) or is_solution(cell)):
        yield "Eine Zelle mit task ist weder grade noch solution."
    if is_solution(cell) and about.get("locked"):
        yield "Eine Antwortzelle darf nicht gesperrt sein (locked)."
    if not is_solution(cell) and not about.get("locked"):
        yield "Nur Antwortzellen sind nicht gesperrt; hier fehlt locked."
    if is_grade(cell) or is_task(cell):
        value: Any = about.get("points")
        if not is_number(value) or value <= 0:
            yield f"Die Punkte sind keine Zahl über 0: {value!r}."
    elif "points" in about:
        yield "Punkte an einer Zelle, die nicht bewertet wird."


def _regions(cell: NotebookNode) -> Iterator[str]:
    places = {
        "SOLUTION": (is_solution(cell), "in eine Antwortzelle (solution)"),
        "HIDDEN TESTS": (is_test(cell), "in eine Prüfzelle (grade)"),
        "MARK SCHEME": (cell.cell_type == "markdown", "in eine Textzelle"),
    }
    for kind, (allowed, where) in places.items():
        marks = re.findall(rf"\b(BEGIN|END) {kind}\b", cell.source)
        if marks != ["BEGIN", "END"] * (len(marks) // 2):
            yield f"{kind}: Zu jedem BEGIN gehört ein END dahinter."
        elif marks and not allowed:
            yield f"{kind} gehört {where}; sonst bleibt es in der Ausgabe für Lernende stehen."


def _content(cell: NotebookNode, defined: set[str]) -> Iterator[str]:
    if cell.cell_type != "code":
        return
    if cell.outputs or cell.execution_count:
        yield "Sie hat Ausgaben; löschen Sie sie vor dem Veröffentlichen."
    if is_test(cell):
        yield from _test(cell, defined)


def _test(cell: NotebookNode, defined: set[str]) -> Iterator[str]:
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        yield f"Die Prüfung ist kein gültiges Python (Zeile {error.lineno})."
        return
    if not ast.get_docstring(tree):
        yield "Die Prüfung beginnt nicht mit einem Satz in Anführungszeichen, der sagt, was gilt."
    last = tree.body[-1] if tree.body else None
    call = _marking(last)
    if not isinstance(last, ast.Assert) and call is None:
        yield "Die Prüfung endet weder in assert noch in mark_…(…); nbgrader gibt dann volle Punkte."
    if call is not None:
        yield from _mark(call, cell)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.msg is None:
            yield f"Dem assert in Zeile {node.lineno} fehlt der Satz, der den Lernenden hilft."
    if unknown := sorted(free_names(tree) - defined):
        yield f"Die Prüfung benutzt {', '.join(unknown)}; das gibt es in keiner Antwortzelle."


def _marking(statement: ast.stmt | None) -> ast.Call | None:
    """Return the call of a `mark_…` function that *statement* is, or None."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return None
    function = statement.value.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return statement.value if name.startswith("mark_") else None


def _mark(call: ast.Call, cell: NotebookNode) -> Iterator[str]:
    of = next((word.value for word in call.keywords if word.arg == "of"), None)
    value = of.value if isinstance(of, ast.Constant) else None
    if type(value) not in (int, float) or value != _about(cell).get("points"):
        yield f"Hinter of= stehen nicht die Punkte der Zelle ({_about(cell).get('points')})."
    visible = re.sub(_REGION.format("HIDDEN TESTS"), "", cell.source, flags=re.M | re.S)
    if "mark_" in visible:
        yield "mark_… steht außerhalb von HIDDEN TESTS; Lernende läsen dann den Schlüssel."


def _defined(cell: NotebookNode) -> Iterator[str]:
    """Yield the names that an answer cell defines at its top level."""
    if cell.cell_type != "code" or not is_solution(cell) or is_locked(cell):
        return
    try:
        tree = ast.parse(cell.source)
    except SyntaxError:
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
