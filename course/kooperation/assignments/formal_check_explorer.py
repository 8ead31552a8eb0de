"""FormalCheck: what is still missing or malformed in an assignment; never whether it is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kooperation.assignments import Question, Task, read_answer
from kooperation.assignments.question_view import formal_report
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import notebook_path
from kooperation.base.words import Words
from kooperation.kit.controls import Area
from kooperation.kit.explorer import Explorer

WORDS = Words("assignments.assignment")


class FormalCheck(Explorer):
    """Says of each question whether its answer is complete and well formed; never whether right.

    Answers in cells are looked up in the notebook as it was last saved.
    """

    def __init__(self, sheet: AnswerSheet, task: Task) -> None:
        self.panel = Area()
        self._sheet, self._task = sheet, task
        sheet.observe(self.update)
        self.update()
        super().__init__(self.panel)

    def draw(self) -> None:
        """Show what is still missing."""
        self.panel.show(formal_report(report_rows(self._sheet, self._task)))


def report_rows(sheet: AnswerSheet, task: Task) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each question's title, and what is missing or malformed."""
    cells = _saved_cells(notebook_path(sheet.path))
    for slug, question in task.questions.items():
        if question.in_sheet:
            yield question.title, read_answer(question, sheet.get(slug)).problems
        else:
            yield question.title, _cell_problems(question, cells)


def _saved_cells(path: Path) -> dict[str, str] | None:
    """Return the saved notebook's cells by grade id; None if there is none, or it cannot be read."""
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        found: dict[str, str] = {}
        for cell in cells:
            grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
            found[str(grade_id)] = "".join(cell["source"])
        return found
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _cell_problems(question: Question, cells: dict[str, str] | None) -> tuple[str, ...]:
    if cells is None:
        return (WORDS["cell_unknown"],)
    return tuple(question.kind.module("reading").cell_problems(question, cells))
