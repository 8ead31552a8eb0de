"""Nothing of a submission may run in a browser: what is written to `autograded/` is cleaned before.

A text that does nothing but stand there stays as it is. Any other, a text that is too long, and a raw cell, is shown
as it was typed, letter by letter: so nothing of it is lost to the marker, and nothing of it is markup. Attachments
and outputs are plain images or text. What is locked is the course's own, restored before.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_locked

from kooperation.assignments.points import MIMETYPE
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.grading.harmless import STYLE, is_clean, is_harmless

WORDS = Words("grading.clean")
MAX_TEXT = 20_000  # characters: ten pages; far more made a browser hang
MAX_IMAGE = 3_000_000  # characters of base64
_IMAGES = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}
# Ids that formgrader's page has by itself, besides those of questions.
_TAKEN = {"notebook", "notebook-container", "statusmessage"}


def as_typed(text: str) -> str:
    """Return Markdown that shows *text* as it was typed, with its paragraphs, and lets nothing in it run.

    A text beyond MAX_TEXT is cut, and says so.
    """
    if len(text) > MAX_TEXT:
        length, most = number(len(text)), number(MAX_TEXT)
        said = WORDS.filled("cut", length=length, most=most)
        return f"**{said}**\n\n{as_typed(text[:MAX_TEXT])}"
    safe = escape(text).replace("$", "&#36;").replace("\\", "&#92;")
    return f'<pre style="{STYLE}">{safe}</pre>'


def shown(
    text: str, attachments: Mapping[str, Any] | None = None, taken: Iterable[str] = ()
) -> str:
    """Return *text* as Markdown that cannot do anything: itself if it is harmless, or as it was typed.

    It may show *attachments*; ids that are *taken* on the page are not its own.
    """
    is_short = len(text) <= MAX_TEXT
    return text if is_short and is_harmless(text, attachments or {}, taken) else as_typed(text)


class CleanTexts(NbGraderPreprocessor):
    """Makes every text of the learner's harmless; code stays, since it is still to be run."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        taken = set(_TAKEN)
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            taken |= {name, f"{name}-comment", f"{name}_extra_credit"}
        nb.cells = [_clean(cell, taken) for cell in nb.cells]
        return nb, resources


def _clean(cell: NotebookNode, taken: set[str]) -> NotebookNode:
    attachments = {
        name: image
        for name, bundle in cell.pop("attachments", {}).items()
        if isinstance(bundle, dict) and (image := _image(bundle))
    }
    if is_locked(cell) or cell.cell_type == "code":
        return cell
    if cell.cell_type == "raw":
        return new_markdown_cell(as_typed(cell.source), id=cell.id, metadata=cell.metadata)
    cell.source = shown(cell.source, attachments, taken)
    if attachments:
        cell.attachments = attachments
    return cell


def _image(bundle: Mapping[str, Any]) -> dict[str, str]:
    """Return the first plain image of *bundle* that is what it says it is, with its mimetype; {} if there is none."""
    for kind, start in _IMAGES.items():
        data = bundle.get(kind)
        data = "".join(data) if isinstance(data, list) else data
        if not isinstance(data, str) or len(data) > MAX_IMAGE:
            continue
        try:
            raw = base64.b64decode("".join(data.split()), validate=True)
        except (binascii.Error, ValueError):
            continue
        if raw.startswith(start):
            return {kind: base64.b64encode(raw).decode()}
    return {}


class CleanOutputs(NbGraderPreprocessor):
    """Leaves text and plain images of what the code put out, and of very long code its beginning: it has been run."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = list(map(_plain, cell.outputs))
            if not is_locked(cell) and len(cell.source) > MAX_TEXT:
                length, most = number(len(cell.source)), number(MAX_TEXT)
                said = WORDS.filled("cut", length=length, most=most)
                cell.source = f"# {said}\n{cell.source[:MAX_TEXT]}"
        return cell, resources


def _plain(output: NotebookNode) -> NotebookNode:
    if output.output_type in ("execute_result", "display_data"):
        kept = {
            kind: value
            for kind, value in output.data.items()
            if kind in ("text/plain", MIMETYPE) or (kind == "text/html" and is_clean(str(value)))
        }
        output.data, output.metadata = {**kept, **_image(output.data)}, {}
    return output
