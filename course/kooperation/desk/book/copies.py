"""Executed copies of lectures: what they show needs no kernel, on GitHub, in nbviewer and through nbconvert."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words

WORDS = Words("desk.book")
ERRORS = Words("desk.errors.copies")
LIVE = "application/vnd.jupyter.widget-view+json"
PATIENCE = 300  # seconds for one cell, on a busy machine


def executed(lecture: Path) -> Any:
    """Return the notebook *lecture*, run from top to bottom in an empty folder: nobody's answers are in it.

    Raises UnavailableError if a cell fails, or no kernel starts.
    """
    import nbformat
    from nbconvert.preprocessors import CellExecutionError, ExecutePreprocessor

    notebook = nbformat.read(lecture, as_version=4)
    preprocessor: Any = ExecutePreprocessor  # untyped
    run = preprocessor(timeout=PATIENCE, store_widget_state=False, record_timing=False)
    run.extra_arguments = ["--log-level=ERROR"]  # a kernel's warnings are not the reader's
    with tempfile.TemporaryDirectory(prefix="kooperation-") as folder:
        try:
            run.preprocess(notebook, {"metadata": {"path": folder}})
        except CellExecutionError as error:
            raise UnavailableError(
                ERRORS.filled(
                    "cell_fails", lecture=lecture.name, error=error.ename, message=error.evalue
                )
            ) from error
        except Exception as error:  # no kernel, one that dies, one that never ends
            raise UnavailableError(
                ERRORS.filled("not_executed", lecture=lecture.name, error=error)
            ) from error
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(LIVE, None)
    return notebook


def shown(cell: Any) -> str:
    """Return what an executed *cell* shows, as HTML."""
    return "".join(
        str(output.get("data", {}).get("text/html", "")) for output in cell.get("outputs", ())
    )
