"""Rebuilding what was handed in before it is graded: the instructor's cells with the learner's answers.

A copied test cell, a changed flag or another schema version makes nbgrader give no grade at all, or
stops the whole class; a deleted test waits for a human for ever. None of it is worth a learner's points.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.preprocessors import NbGraderPreprocessor

from kooperation.assignments.kinds.text.reading import text_of
from kooperation.base.words import Words
from kooperation.grading.gradebook import opened
from kooperation.grading.reading import NEW
from kooperation.grading.rebuild import rebuild
from kooperation.grading.sheet_texts import answers_of
from kooperation.grading.sheet_texts import mended as sheet_mended

WORDS = Words("grading.restore")
SCHEMA_VERSION = 3


class RestoreCells(NbGraderPreprocessor):
    """Puts the learner's answers into the notebook as it was released; says in log and notebook what that mended.

    `metadata.kooperation` then has the `edition`, in sentences what was `mended`, and why the notebook could not
    be read (`unread`, else ""). A `GradingRun` says what was found when reading in `resources["kooperation"]`.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        about = resources["nbgrader"]
        with opened(about["db_url"], self) as gradebook:
            released = _released(gradebook.find_notebook(about["notebook"], about["assignment"]))
        found = resources.get("kooperation", {})
        unread = found.get("unread", "")
        answers, damage = answers_of(resources)
        answered = {name for name in answers if text_of(answers[name])}
        rebuilt = rebuild(nb.cells, released, answered)
        known = getattr(self.parent, "mended", {})  # by names of files, in a GradingRun
        mended = [*known.get(about["student"], ()), *found.get("mended", ())]
        mended += [] if damage else sheet_mended(resources)
        mended += [] if unread else rebuilt.mended
        if unread:
            _tell_unread(rebuilt.cells, unread)
        course = {"edition": found.get("edition"), "mended": mended, "unread": unread}
        kept = {name: value for name, value in course.items() if value}
        for said in [*mended, *([unread] if unread else [])]:
            self.log.warning("%s: %s", about["student"], said)
        if known:
            known[about["student"]] = mended
            self.parent.unread[about["student"]] = unread
        metadata = {"language_info": {"name": "python"}, **({"kooperation": kept} if kept else {})}
        return new_notebook(cells=rebuilt.cells, metadata=metadata), resources


def _tell_unread(cells: list[NotebookNode], why: str) -> None:
    """Say *why* nothing was read above all cells, and where a text of the learner's could have stood."""
    note = f"**{WORDS['unread']}** {why}"
    for cell in cells:
        if cell.cell_type == "markdown" and not cell.metadata.nbgrader.locked:
            cell.source = note
    cells.insert(0, new_markdown_cell(note))


def _released(notebook: Any) -> dict[str, NotebookNode]:
    """Return the cells of the gradebook's *notebook* by id, in their order, as they were released."""
    points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    grades, solutions, tasks = (
        {cell.name for cell in cells}
        for cells in (notebook.grade_cells, notebook.solution_cells, notebook.task_cells)
    )
    cells = {}
    for kept in notebook.source_cells:
        marks = {
            "grade_id": kept.name,
            "schema_version": SCHEMA_VERSION,
            "cell_type": kept.cell_type,
            "checksum": kept.checksum,
            "locked": kept.locked,
            "grade": kept.name in grades,
            "solution": kept.name in solutions,
            "task": kept.name in tasks,
        }
        if kept.name in points:
            marks["points"] = points[kept.name]
        cells[kept.name] = NEW[kept.cell_type](kept.source, metadata={"nbgrader": marks})
    return cells
