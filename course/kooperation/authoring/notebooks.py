"""Printing notebooks from MyST text, byte for byte the same each time: cell ids are derived, not drawn."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.lectures import faults, filled, introduced
from kooperation.authoring.length import minutes
from kooperation.authoring.links import told
from kooperation.authoring.navigation import short_title, tasks, top, way
from kooperation.base.german import unbroken_markdown
from kooperation.base.words import Words

ERRORS = Words("authoring.errors.notebooks")

STAMP = "kooperation"  # in a printed notebook's metadata: the text it was printed from
# What a text says of others, so that there is one source: minutes and name of a lecture, name of an assignment.
_TOLD = re.compile(r"\{\{ (minuten|titel|aufgabe)_(\w+) \}\}")


def printed(text: Path) -> str:
    """Return the notebook that the lecture *text* is printed to, as JSON.

    A term belongs to the first lecture of its folder that links it; `{{ minuten_05 }}` becomes the minutes that
    lecture 5 takes, `{{ titel_05 }}` its name in the panel, `{{ aufgabe_dilemma }}` that of an assignment. Raises AuthoringError, with the lines, if links of the text lead nowhere.
    """
    lectures = sorted(text.parent.glob("[0-9][0-9]_*.md"))
    notebook = _read(text, lectures)
    notebook.metadata[STAMP] = {"text": text.name}
    notebook.metadata.pop("short", None)
    for cell in notebook.cells:
        cell.source = _TOLD.sub(lambda found: _said(found[1], found[2], lectures), cell.source)
    if text in lectures:
        from nbformat.v4 import new_markdown_cell

        takes = minutes(notebook.cells)
        notebook.metadata[STAMP].update(short=short_title(text), minutes=takes)
        foot = way(text, lectures, takes, tasks(text, text.parents[2] / "source"))
        ends = (
            new_markdown_cell(top(way(text, lectures, takes))),
            new_markdown_cell(foot),
        )
        notebook.cells = [ends[0], *notebook.cells, ends[1]]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = unbroken_markdown(cell.source)
    return serialised(notebook)


def _read(text: Path, lectures: Sequence[Path]) -> Any:
    """Return the lecture *text*, one of *lectures*, as a notebook with its definitions and references."""
    try:
        import jupytext
    except ModuleNotFoundError as error:  # it comes with the tests' packages
        raise AuthoringError(ERRORS["no_jupytext"]) from error

    written = text.read_text("utf-8")
    if found := faults(written, text):
        raise AuthoringError(told(found, text.name))
    before = introduced(path for path in lectures if path.name < text.name)
    return jupytext.reads(filled(written, before, text.name), fmt="md:myst")


def _said(what: str, of: str, lectures: Sequence[Path]) -> str:
    if what == "aufgabe":
        return _assignment_title(of, lectures[0].parents[2])
    for there in lectures:
        if there.name.startswith(f"{of}_"):
            return (
                short_title(there)
                if what == "titel"
                else str(minutes(_read(there, lectures).cells))
            )
    raise AuthoringError(ERRORS.filled("no_lecture", lecture=of, what=what))


def _assignment_title(slug: str, root: Path) -> str:
    """Return the title of the assignment *slug*, as its page and the panel have it."""
    record = root / "source" / slug / f"{slug}.toml"
    if not record.is_file():
        raise AuthoringError(ERRORS.filled("no_assignment", slug=slug))
    return str(tomllib.loads(record.read_text("utf-8"))["title"])


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
    name = cell_hash(cell.cell_type, cell.source)
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


def cell_hash(kind: str, text: str) -> str:
    """Return with what the id of a printed cell begins: whoever changes its text keeps the id, not the hash."""
    return hashlib.sha256(f"{kind}:{text}".encode()).hexdigest()[:12]


def write(path: Path, raw: bytes) -> Path:
    """Write *raw* to *path* and return it; a reader finds the old file or the new one, never none or a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(raw)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
    return path
