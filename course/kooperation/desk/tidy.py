"""What of a course notebook is saved: not what running it leaves behind, and all that a learner added.

So a lecture that was opened, run and saved is byte for byte the printed one, and an update of the course meets no
conflict; and no picture of a widget is stored that would be dead on the next day.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from kooperation.authoring.cells import KERNEL
from kooperation.authoring.notebooks import STAMP, cell_hash
from kooperation.base.places import START, UnavailableError, course_root

WIDGET = "application/vnd.jupyter.widget-view+json"
PRINTED_METADATA = ("tags",)  # of a cell; all else comes from running and folding it
# Folders that hold assignments, or those who handed them in: not a learner's own work.
NOT_OWN = {"source", "release", "submitted", "autograded", "feedback"}


def language_info() -> dict[str, Any]:
    """Return what the kernel of this Python says of its language; JupyterLab compares it on opening."""
    return {
        "name": "python",
        "version": sys.version.split()[0],
        "mimetype": "text/x-python",
        "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
        "pygments_lexer": f"ipython{sys.version_info[0]}",
        "nbconvert_exporter": "python",
        "file_extension": ".py",
    }


def tell_language(notebook: dict[str, Any], path: Path) -> None:
    """Give *notebook* the language of its kernel, as JupyterLab would: otherwise opening changes it."""
    is_of_the_course = _is_lecture(notebook, path) or _is_assignment(notebook, path)
    if is_of_the_course and _has_our_kernel(notebook):
        notebook["metadata"]["language_info"] = language_info()


def tidied(notebook: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return what of *notebook* is to be stored at *path*; a notebook that is not of the course stays as it is."""
    if _is_lecture(notebook, path):
        tidy = _tidy_lecture_cell
    elif _is_assignment(notebook, path):
        tidy = _tidy_assignment_cell
    else:
        return notebook
    left = deepcopy(notebook)
    for name in ("widgets", "language_info"):
        left["metadata"].pop(name, None)
    if _has_our_kernel(left):
        left["metadata"]["kernelspec"] = dict(KERNEL)  # here it may have another title
    for cell in left["cells"]:
        tidy(cell)
    return left


def _is_lecture(notebook: Mapping[str, Any], path: Path) -> bool:
    if "text" not in _stamp(notebook):
        return False
    try:
        return path.parent.resolve() == (course_root(path.parent) / START).parent.resolve()
    except UnavailableError:
        return False


def _is_assignment(notebook: Mapping[str, Any], path: Path) -> bool:
    above = {folder.name for folder in path.parents[1:3]}
    return "edition" in _stamp(notebook) and not NOT_OWN & above


def _has_our_kernel(notebook: Mapping[str, Any]) -> bool:
    return bool(notebook["metadata"].get("kernelspec", {}).get("name") == KERNEL["name"])


def _stamp(notebook: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the mark of a notebook of the course; empty where it has none."""
    found = notebook.get("metadata", {}).get(STAMP)
    return found if isinstance(found, Mapping) else {}


def _tidy_lecture_cell(cell: dict[str, Any]) -> None:
    """Take from *cell* what running left, if its id says that its text is the printed one."""
    if str(cell.get("id", "")).split("-")[0] == cell_hash(cell["cell_type"], _text(cell)):
        cell["metadata"] = {k: v for k, v in cell["metadata"].items() if k in PRINTED_METADATA}
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    else:
        _drop_dead_widgets(cell)


def _tidy_assignment_cell(cell: dict[str, Any]) -> None:
    """Take what running left of *cell* if it is one of ours: locked, and nothing that is graded or answered."""
    marks = cell["metadata"].get("nbgrader") or {}
    if cell["cell_type"] == "code" and marks.get("locked") and not marks.get("grade"):
        cell["outputs"], cell["execution_count"] = [], None
    else:
        _drop_dead_widgets(cell)


def _drop_dead_widgets(cell: dict[str, Any]) -> None:
    """Take from *cell* the views of widgets, which show nothing without the kernel that made them."""
    if "outputs" in cell:
        cell["outputs"] = [o for o in cell["outputs"] if WIDGET not in (o.get("data") or {})]


def _text(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
