"""Printing notebooks from MyST text, byte for byte the same each time: cell ids are derived, not drawn."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.lectures import faults, filled, introduced
from kooperation.authoring.links import told


def printed(text: Path) -> str:
    """Return the notebook that the lecture *text* is printed to, as JSON.

    A term belongs to the first lecture of its folder that links it. Raises AuthoringError, with the lines,
    if links of the text lead nowhere.
    """
    try:
        import jupytext
    except ModuleNotFoundError as error:  # it comes with the tests' packages
        raise AuthoringError(
            "Um Lektionen zu drucken, fehlt «jupytext»; «.uv/bin/uv sync --group test» holt es. Eine Aufgabe "
            "druckt «kooperation build <Kurzname>» auch ohne."
        ) from error

    written = text.read_text("utf-8")
    if found := faults(written, text):
        raise AuthoringError(told(found, text.name))
    lectures = sorted(text.parent.glob("[0-9][0-9]_*.md"))
    before = introduced(path for path in lectures if path.name < text.name)
    return serialised(jupytext.reads(filled(written, before, text.name), fmt="md:myst"))


def serialised(notebook: Any) -> str:
    """Return *notebook* as JSON, with derived cell ids."""
    import nbformat

    notebook.metadata.pop("jupytext", None)
    notebook.nbformat_minor = 5
    seen: dict[str, int] = {}
    for cell in notebook.cells:
        cell.id = _cell_id(cell, seen)
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _cell_id(cell: Any, seen: dict[str, int]) -> str:
    """Return the cell's id: its grade id, or a hash of its text; equal texts are counted."""
    if grade_id := cell.metadata.get("nbgrader", {}).get("grade_id"):
        return str(grade_id)
    name = hashlib.sha256(f"{cell.cell_type}:{cell.source}".encode()).hexdigest()[:12]
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
