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
from pathlib import Path
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
# Text that is typed is no Markdown: in this element neither marks nor mathematics are looked for.
ELEMENT = f'<pre style="{STYLE}">{{}}</pre>'
MAX_TEXT = 20_000  # characters: ten pages; far more made a browser hang
MAX_OWN = 10 * MAX_TEXT  # all cells together that a learner added
MAX_IMAGE = 3_000_000  # characters of base64
_IMAGES = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}
# What may lie beside a notebook: answers, and data that a browser shows or saves. Of anything else it may make a page.
BESIDE = {".json", ".txt", ".csv", ".tsv", ".png", ".jpg", ".jpeg", ".gif"}
# Ids that formgrader's page has by itself, besides those of questions.
_TAKEN = {"notebook", "notebook-container", "statusmessage"}


def as_typed(text: str, most: int = MAX_TEXT) -> str:
    """Return Markdown that shows *text* as it was typed, with its paragraphs, and lets nothing in it run.

    A text of more than *most* characters is cut, and says so.
    """
    if len(text) > most:
        return f"**{_cut(text, most)}**\n\n{as_typed(text[:most], most)}"
    safe = escape(text).replace("$", "&#36;").replace("\\", "&#92;")
    return ELEMENT.format(safe)


def shown(
    text: str,
    attachments: Mapping[str, Any] | None = None,
    taken: Iterable[str] = (),
    most: int = MAX_TEXT,
) -> str:
    """Return *text* as Markdown that cannot do anything: itself if it is harmless, or as it was typed.

    It may show *attachments*; ids that are *taken* on the page are not its own.
    """
    is_short = len(text) <= most
    is_fine = is_short and is_harmless(text, attachments or {}, taken)
    return text if is_fine else as_typed(text, most)


def _cut(text: str, most: int) -> str:
    return WORDS.filled("cut", length=number(len(text)), most=number(most))


class _Room:
    """How much of a page is left for a learner's own cells; what was asked for has its own room each."""

    def __init__(self) -> None:
        self._left = MAX_OWN

    def of(self, cell: NotebookNode) -> int:
        """Return how many characters of *cell* may be shown."""
        if "nbgrader" in cell.metadata:
            return MAX_TEXT
        room = min(MAX_TEXT, self._left)
        self._left -= min(room, len(cell.source))
        return room


class LeaveBehind(NbGraderPreprocessor):
    """Takes away what was copied beside the notebook, but for data and what the course itself puts there.

    `CourseDirectory.ignore` names what is left out, and knows capitals from small letters: `seite.HTML` came along.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        converter, about = self.parent.parent, resources["nbgrader"]
        course, slug = converter.coursedir, about["assignment"]
        own = Path(course.format_path(course.source_directory, ".", slug))
        folder = Path(converter._format_dest(slug, about["student"]))
        for path in sorted(folder.rglob("*")):
            is_data = path.suffix.lower() in BESIDE or path.suffix == ".ipynb"
            if path.is_file() and not is_data and not (own / path.relative_to(folder)).is_file():
                self.log.info("Leaving behind %s", path)
                path.unlink()
        return nb, resources


class CleanTexts(NbGraderPreprocessor):
    """Makes every text of the learner's harmless; code stays, since it is still to be run."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        taken = set(_TAKEN)
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            taken |= {name, f"{name}-comment", f"{name}_extra_credit"}
        room = _Room()
        nb.cells = [_clean(cell, taken, room) for cell in nb.cells]
        return nb, resources


def _clean(cell: NotebookNode, taken: set[str], room: _Room) -> NotebookNode:
    attachments = {
        name: image
        for name, bundle in cell.pop("attachments", {}).items()
        if isinstance(bundle, dict) and (image := _image(bundle))
    }
    if is_locked(cell) or cell.cell_type == "code":
        return cell
    if cell.cell_type == "raw":
        typed = as_typed(cell.source, room.of(cell))
        return new_markdown_cell(typed, id=cell.id, metadata=cell.metadata)
    cell.source = shown(cell.source, attachments, taken, room.of(cell))
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

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        room = _Room()
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            cell.execution_count = None
            cell.outputs = list(map(_plain, cell.outputs))
            if not is_locked(cell) and len(cell.source) > (most := room.of(cell)):
                cell.source = f"# {_cut(cell.source, most)}\n{cell.source[:most]}"
        return nb, resources


def _plain(output: NotebookNode) -> NotebookNode:
    if output.output_type in ("execute_result", "display_data"):
        kept = {
            kind: value
            for kind, value in output.data.items()
            if kind in ("text/plain", MIMETYPE) or (kind == "text/html" and is_clean(str(value)))
        }
        output.data, output.metadata = {**kept, **_image(output.data)}, {}
    return output
