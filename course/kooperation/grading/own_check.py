"""The learner's own check: the same tests as the instructor's, on the learner's work, of which nothing is changed.

It needs the repository, since the tests lie in `source/`. Where no test asks for code and all released cells are in their place, the
answers are marked as data, by the examiner alone, whatever cells the learner has added; else real nbgrader grades them in a temporary
course (`check`), which takes seconds to load.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat

from kooperation.assignments.headings import titles
from kooperation.assignments.kinds.text.reading import is_untouched, oddities, text_of
from kooperation.assignments.points import MIMETYPE
from kooperation.base.answers_file import SheetError, read_answers
from kooperation.base.places import UnavailableError, require_tests
from kooperation.base.words import Words
from kooperation.grading.examination import asks_for_code, edition, examine, files_in, to_clarify
from kooperation.grading.examiner_process import ExaminerProcess, ExaminerUnavailableError
from kooperation.grading.learner import Learner
from kooperation.grading.results import Result, of_test, of_text

ERRORS = Words("grading.errors.own_check")


def own_check(slug: str, folder: Path, root: Path, *, solutions: bool = False) -> list[Result]:
    """Return the results of the work in *folder* on the assignment *slug* of the course at *root*.

    With *solutions* each result also says what is right.

    Raises UnavailableError if the notebook or the tests are missing, or the notebook is damaged.
    """
    source = root / "source" / slug
    require_tests(root, slug)
    work = folder / f"{slug}.ipynb"
    notebook = _notebook(work)
    released = nbformat.read(source / f"{slug}.ipynb", as_version=4)
    if (
        asks_for_code(source / f"{slug}.toml")
        or _cells(notebook) != _cells(released)
        or _may_stand_elsewhere(notebook, released, work)
    ):
        from kooperation.grading.check import check

        results = check(slug, work, root)
    else:
        results = list(_as_data(released, notebook, work))
    called = titles(released.cells)
    results = [replace(result, title=called.get(result.question, "")) for result in results]
    return results if solutions else [replace(result, solutions=()) for result in results]


def _cells(notebook: Any) -> list[tuple[str, Any]]:
    """Return kind and id of all cells but the learner's own: where one was moved or copied, it takes more to find the answers."""
    marks = [
        (cell.cell_type, cell.metadata.nbgrader) for cell in notebook.cells if not _is_own(cell)
    ]
    return [
        (kind, about.get("grade_id") if isinstance(about, dict) else about) for kind, about in marks
    ]


def _is_own(cell: Any) -> bool:
    return "nbgrader" not in cell.metadata


def _may_stand_elsewhere(notebook: Any, released: Any, work: Path) -> bool:
    """Say whether a text is missing where it is asked for, and something stands in a cell of the learner's own."""
    own = (cell for cell in notebook.cells if _is_own(cell) and cell.cell_type != "code")
    if not any(not is_untouched(cell.source) for cell in own):
        return False
    texts, unread = _texts(_sheet(work))
    asked = (cell for cell in released.cells if _is_text(cell))
    return not all(_is_there(notebook, cell, texts, unread) for cell in asked)


def _is_text(released: Any) -> bool:
    marks = released.metadata.get("nbgrader", {})
    return bool(marks.get("grade") and marks.get("solution"))


def _is_there(notebook: Any, released: Any, texts: dict[str, Any], unread: str) -> bool:
    """Say whether a human finds something to read for the text that the *released* cell asks for."""
    name = released.metadata.nbgrader.grade_id
    raw = texts.get(name)
    return bool(text_of(raw) or unread or oddities(raw) or _written(notebook, name, released))


def _sheet(work: Path) -> Path:
    return work.with_name(f"{work.stem}.answers.json")


def _as_data(released: Any, notebook: Any, work: Path) -> Iterator[Result]:
    """Yield the results of *notebook* by the tests of the *released*, where they ask for the answers file alone."""
    sheet = _sheet(work)
    handed_in = {**files_in(work.parent, [sheet]), **edition(notebook, work.stem)}
    texts, unread = _texts(sheet)
    try:
        with ExaminerProcess() as examiner:
            for cell in released.cells:
                marks = cell.metadata.get("nbgrader", {})
                if not marks.get("grade"):
                    continue
                name, of = marks["grade_id"], float(marks["points"])
                if _is_text(cell):
                    there = _is_there(notebook, cell, texts, unread)
                    yield of_text(name, of, None if there else 0.0)
                    continue
                outputs = examine(cell, handed_in, examiner, Learner(), 60.0)
                data: dict[str, Any] = next(
                    (o.data[MIMETYPE] for o in outputs if MIMETYPE in o.get("data", ())), {}
                )
                unclear = to_clarify(outputs)
                points = None if unclear else float(data.get("points", of))
                yield of_test(name, cell.source, of, points, data, unclear)
    except ExaminerUnavailableError as error:
        raise UnavailableError(str(error)) from error


def _texts(sheet: Path) -> tuple[dict[str, Any], str]:
    """Return the answers in *sheet*, and why they cannot be read."""
    if not sheet.is_file() or sheet.is_symlink():
        return {}, ""
    try:
        return read_answers(sheet, handed_in=True)["answers"], ""
    except SheetError as error:
        return {}, str(error)


def _written(notebook: Any, name: str, released: Any) -> bool:
    """Say whether something stands in the notebook's cell for the text *name*."""
    sources = [
        cell.source
        for cell in notebook.cells
        if isinstance(marks := cell.metadata.get("nbgrader"), dict)
        and marks.get("grade_id") == name
    ]
    return any(not is_untouched(source) and source != released.source for source in sources)


def _notebook(path: Path) -> Any:
    if not path.is_file():
        raise UnavailableError(ERRORS.filled("no_notebook", path=path))
    try:
        return nbformat.read(path, as_version=4)
    except (ValueError, KeyError, AttributeError, OSError) as error:
        raise UnavailableError(ERRORS.filled("no_readable_notebook", path=path)) from error
