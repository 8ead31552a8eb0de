"""What is still missing or malformed in an assignment, question by question; never whether it is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kooperation.assignments.headings import ASKS, heading
from kooperation.assignments.questions import Question, Task
from kooperation.assignments.reading import read_answer
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import notebook_path
from kooperation.base.places import read_notebook
from kooperation.base.words import Words

WORDS = Words("assignments.assignment")
Rows = Iterator[tuple[str, tuple[str, ...]]]


def report_rows(sheet: AnswerSheet, task: Task) -> Rows:
    """Yield each question as its heading calls it, and what is missing or malformed.

    Answers in cells are looked up in the notebook as it was last saved.
    """
    return missing(task, sheet, notebook_path(sheet.path))


def missing(task: Task, answers: Mapping[str, Any], notebook: Path) -> Rows:
    """Yield each question as its heading calls it, and what is missing or malformed in *answers* or the saved *notebook*."""
    cells = _saved_cells(notebook)
    for slug, question in task.questions.items():
        raw = answers.get(slug)
        name = heading((cells or {}).get(f"{slug}{ASKS}", "")) or question.title
        if question.in_sheet:
            yield name, read_answer(question, raw).problems
        else:
            yield name, _cell_problems(question, cells, raw)


def _saved_cells(path: Path) -> dict[str, str] | None:
    """Return the saved notebook's cells by grade id; None if there is none, or it cannot be read."""
    found: dict[str, str] = {}
    try:
        for cell in (read_notebook(path) or {})["cells"]:
            grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
            found[str(grade_id)] = "".join(cell["source"])
    except (KeyError, TypeError, AttributeError):
        return None
    return found


def _cell_problems(question: Question, cells: dict[str, str] | None, raw: Any) -> tuple[str, ...]:
    reading = question.kind.module("reading")
    if question.kind.has_control:  # it may stand in the sheet as well
        return tuple(reading.cell_problems(question, cells, raw))
    if cells is None:
        return (WORDS["cell_unknown"],)
    return tuple(reading.cell_problems(question, cells))
