"""Feedback that explains: what becomes of test cells before a learner sees the graded notebook.

Plain nbgrader shows hidden tests and their tracebacks in the feedback. Here a test cell is reduced
to its claim (its docstring), and its output to points, reasons and where to read again.
"""

from __future__ import annotations

import ast
import re
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor

from kooperation.grading.execute import is_test
from kooperation.grading.marking import MIMETYPE, feedback_html

_MARK_SCHEME = re.compile(r"^.*BEGIN MARK SCHEME.*?END MARK SCHEME[^\n]*\n?", re.M | re.S)
BROKEN_TEST = (
    "<p>Die Prüfung dieser Frage ist selbst fehlgeschlagen; das liegt nicht an Ihnen. "
    "Bitte sagen Sie Ihrer Lehrperson Bescheid.</p>"
)


def claim(source: str) -> str:
    """Return the docstring of a test cell, or "" if it has none or cannot be read."""
    try:
        return ast.get_docstring(ast.parse(source)) or ""
    except SyntaxError:
        return ""


class ExplainTests(NbGraderPreprocessor):
    """Replaces each test by its claim and its explanation, and takes the marking schemes out."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        if is_test(cell):
            cell.source = f"# {claim(cell.source)}"
            cell.outputs = [
                new_output("display_data", data={"text/html": _explanation(cell.outputs)})
            ]
        elif cell.cell_type == "markdown":
            cell.source = _MARK_SCHEME.sub("", cell.source)
        return cell, resources


def _explanation(outputs: list[NotebookNode]) -> str:
    for output in outputs:
        if data := output.get("data", {}).get(MIMETYPE):
            return feedback_html(data)
    return BROKEN_TEST
