"""Restoring what learners must not change: nbgrader's marks on cells, and locked cells they deleted.

A copied test cell, a changed flag or another schema version makes nbgrader give no grade at all, or
stops the whole class; a deleted test waits for a human for ever. None of it is worth a learner's points.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from kooperation.assignments.kinds.text.reading import is_untouched
from kooperation.base.words import Words
from kooperation.grading.gradebook import opened

WORDS = Words("grading.restore")
SCHEMA_VERSION = 3
_NEW = {"code": new_code_cell, "markdown": new_markdown_cell}


class RestoreCells(NbGraderPreprocessor):
    """Gives each cell the marks it was released with, and puts missing cells back in their order.

    A missing cell comes before the next one that is there, so after all the learner wrote above that;
    where nothing is left, at the end. A missing answer in code is not put back: the learner may have
    written it elsewhere. Of several cells with one id the last keeps it; the others become the
    learner's own. Of several cells for one text it then holds all that was written, so that a human reads it.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        about = resources["nbgrader"]
        with opened(about["db_url"], self) as gradebook:
            cells = _released(gradebook.find_notebook(about["notebook"], about["assignment"]))
        missing = dict(cells)
        self._show_all_copies(nb, cells)
        for cell in reversed(nb.cells):
            name = _grade_id(cell.metadata.pop("nbgrader", None))
            if name in missing:
                released = missing.pop(name)
                cell.metadata["nbgrader"] = released.metadata.nbgrader
                if released.metadata.nbgrader.locked and cell.cell_type == released.cell_type:
                    # nbgrader does the same a moment later, with five warnings for each untouched notebook,
                    # since a released test has no hidden part; they would bury what matters.
                    cell.source = released.source
                elif released.cell_type == "markdown" and is_untouched(cell.source):
                    # Another term's words in place of an answer are no answer either.
                    cell.source = released.source
        position = len(nb.cells)
        for name, cell in reversed(cells.items()):
            marks = cell.metadata.nbgrader
            if name not in missing:
                position = next(i for i, c in enumerate(nb.cells) if _id_of(c) == name)
            elif marks["grade"] or not marks["solution"]:
                self.log.warning("Cell %s was missing and is put back.", name)
                nb.cells.insert(position, cell)
        return nb, resources

    def _show_all_copies(self, nb: NotebookNode, released: dict[str, NotebookNode]) -> None:
        """Put all that was written in several cells for one text into the last of them, which counts."""
        for name, cell in released.items():
            if cell.cell_type != "markdown" or cell.metadata.nbgrader.locked:
                continue
            copies = [copy for copy in nb.cells if _id_of(copy) == name]
            written = [copy.source for copy in copies if not is_untouched(copy.source)]
            texts = list(dict.fromkeys(written))
            if len(copies) < 2 or not texts:
                continue
            if len(texts) == 1:
                copies[-1].source = texts[0]
                continue
            copies[-1].source = "\n\n".join(
                [
                    f"**{WORDS.filled('copies', count=len(texts))}**",
                    *(
                        f"**{WORDS.filled('copy', number=number)}**\n\n{text}"
                        for number, text in enumerate(texts, start=1)
                    ),
                ]
            )
            self.log.warning("%s", WORDS.filled("told", question=name, count=len(texts)))


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
        cells[kept.name] = _NEW[kept.cell_type](kept.source, metadata={"nbgrader": marks})
    return cells


def _grade_id(about: Any) -> str:
    """Return the id in a cell's nbgrader metadata, "" if there is none: learners can write anything."""
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) else ""


def _id_of(cell: NotebookNode) -> str:
    return _grade_id(cell.metadata.get("nbgrader"))
