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
from kooperation.base.words import Words
from kooperation.grading.examiner import free_names
from kooperation.grading.execute import is_test

ERRORS = Words("grading.errors.lint")

GIVEN_OUT = (".csv", ".jpg", ".pdf", ".png", ".svg", ".txt")
IGNORED = (".py", ".pyc")  # by nbgrader, as our settings tell it
SCHEMA_VERSION = 3
FLAGS = ("grade", "solution", "locked", "task")
_SLUG = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")
_REGION = r"^\s*(?:#+|=+)?\s*BEGIN {0}\b.*?^\s*(?:#+|=+)?\s*END {0}\b[^\n]*\n?"


def lint_folder(folder: Path) -> list[str]:
    """Return what lies in `source/<slug>` and may not, in German; [] is good.

    nbgrader gives everybody what it is not told to ignore, and a copy of a record („dilemma.toml~“) holds the keys. So only
    what is known to hold none may lie there: the assignment's own files, pictures, tables and plain texts.
    """
    own = {folder.name + ending for ending in (".toml", ".md", ".ipynb")}
    return [
        ERRORS.filled(
            "stray", file=path.relative_to(folder).as_posix(), endings=", ".join(GIVEN_OUT)
        )
        for path in sorted(folder.rglob("*"))
        if not _may_lie(path, own)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _may_lie(path: Path, own: set[str]) -> bool:
    if path.is_symlink() or not (path.is_dir() or path.is_file()):
        return False
    return path.is_dir() or path.name in own or path.suffix.lower() in (*GIVEN_OUT, *IGNORED)


def lint_notebook(notebook: NotebookNode) -> list[str]:
    """Return what is wrong with the cells of a source *notebook*, each with the cell it concerns."""
    problems = list(_whole(notebook))
    defined = set(chain.from_iterable(map(_defined, notebook.cells)))
    for number, cell in enumerate(notebook.cells, start=1):
        name = _about(cell).get("grade_id") or ERRORS.filled("cell", number=number)
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
        yield ERRORS.filled("twice", name=name)
    if not any(is_grade(cell) or is_task(cell) for cell in notebook.cells):
        yield ERRORS["nothing_graded"]
    if "widgets" in notebook.metadata:
        yield ERRORS["controls"]


def _metadata(cell: NotebookNode) -> Iterator[str]:
    about = _about(cell)
    if not about:
        if cell.cell_type == "code":
            yield ERRORS["open_code"]
        return
    if not _SLUG.fullmatch(str(about.get("grade_id", ""))):
        yield ERRORS["grade_id"]
    if about.get("schema_version") != SCHEMA_VERSION:
        yield ERRORS.filled("schema", schema_version=SCHEMA_VERSION)
    if wrong := [flag for flag in FLAGS if type(about.get(flag)) is not bool]:
        yield ERRORS.filled("flags", wrong=", ".join(wrong))
    if is_task(cell) and (is_grade(cell) or is_solution(cell)):
        yield ERRORS["task"]
    if is_solution(cell) and about.get("locked"):
        yield ERRORS["locked_answer"]
    if not is_solution(cell) and not about.get("locked"):
        yield ERRORS["open_cell"]
    if is_grade(cell) or is_task(cell):
        value: Any = about.get("points")
        if not is_number(value) or value <= 0:
            yield ERRORS.filled("no_points", value=value)
    elif "points" in about:
        yield ERRORS["points_ungraded"]


def _regions(cell: NotebookNode) -> Iterator[str]:
    places = {
        "SOLUTION": (is_solution(cell), ERRORS["in_answer"]),
        "HIDDEN TESTS": (is_test(cell), ERRORS["in_test"]),
        "MARK SCHEME": (cell.cell_type == "markdown", ERRORS["in_text"]),
    }
    for kind, (allowed, where) in places.items():
        marks = re.findall(rf"\b(BEGIN|END) {kind}\b", cell.source)
        if marks != ["BEGIN", "END"] * (len(marks) // 2):
            yield ERRORS.filled("no_end", kind=kind)
        elif marks and not allowed:
            yield ERRORS.filled("misplaced", kind=kind, where=where)


def _content(cell: NotebookNode, defined: set[str]) -> Iterator[str]:
    if cell.cell_type != "code":
        return
    if cell.outputs or cell.execution_count:
        yield ERRORS["outputs"]
    if is_test(cell):
        yield from _test(cell, defined)


def _test(cell: NotebookNode, defined: set[str]) -> Iterator[str]:
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        yield ERRORS.filled("no_python", line=error.lineno)
        return
    if not ast.get_docstring(tree):
        yield ERRORS["no_claim"]
    last = tree.body[-1] if tree.body else None
    call = _marking(last)
    if not isinstance(last, ast.Assert) and call is None:
        yield ERRORS["no_end_of_test"]
    if call is not None:
        yield from _mark(call, cell)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.msg is None:
            yield ERRORS.filled("no_help", line=node.lineno)
    if unknown := sorted(free_names(tree) - defined):
        yield ERRORS.filled("foreign", names=", ".join(unknown))


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
        yield ERRORS.filled("other_points", points=_about(cell).get("points"))
    visible = re.sub(_REGION.format("HIDDEN TESTS"), "", cell.source, flags=re.M | re.S)
    if "mark_" in visible:
        yield ERRORS["open_key"]


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
