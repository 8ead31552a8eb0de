"""Texts of the answer sheet, where a human reads them: in the cell of the notebook that is graded by hand.

nbgrader gives an unchanged cell its 0 without anybody reading it. So a learner's text comes from the sheet into
the cell before points are saved; the cell's id and kind stay, and with them points that a human gave before.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, is_grade, is_solution

from kooperation.assignments.kinds.text.reading import is_untouched, oddities, text_of
from kooperation.base.answers_file import SheetError, answers_path, read_answers
from kooperation.base.files import decoded
from kooperation.base.words import Words
from kooperation.grading.clean import ELEMENT, as_typed

WORDS = Words("grading.texts")

_TYPED = re.compile(re.escape(ELEMENT).replace(re.escape("{}"), "(.*?)"), re.S)


class ShowTexts(NbGraderPreprocessor):
    """Puts each text of the sheet into the cell that is graded by hand; a text that stands there stays below it.

    If the sheet cannot be read, or what stands in it is no text, the cell says so: a human must look.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        texts, unread = answers_of(resources)
        for cell in nb.cells:
            if cell.cell_type == "markdown" and is_grade(cell) and is_solution(cell):
                raw = texts.get(cell.metadata.nbgrader.grade_id)
                text = text_of(raw) or unread or " ".join(oddities(raw))
                if text and as_typed(text) not in cell.source:
                    cell.source = _both(text, "" if _is_released(cell) else cell.source)
        return nb, resources


def answers_of(resources: Any) -> tuple[dict[str, Any], str]:
    """Return the answers handed in beside the notebook, and why they cannot be read, else ""."""
    path = _sheet(resources)
    try:
        return (read_answers(path, handed_in=True)["answers"] if path else {}), ""
    except SheetError as error:
        return {}, str(error)


def mended(resources: Any) -> list[str]:
    """Return in a sentence what had to be mended to read the answers that were handed in, nothing if nothing."""
    path = _sheet(resources)
    is_usual = path is None or decoded(path.read_bytes())[1].startswith("utf-8")
    return [] if is_usual else [WORDS["coding"]]


def _sheet(resources: Any) -> Path | None:
    folder = Path(resources["metadata"]["path"] or ".")
    path = answers_path(folder / f"{resources['nbgrader']['notebook']}.ipynb")
    return path if path.is_file() and not path.is_symlink() else None


def as_read(source: str) -> str:
    """Return what was typed into a field or the cell, from the *source* of a graded cell; "" for nothing."""
    return (
        "" if is_untouched(source) else _TYPED.sub(lambda found: unescape(found[1]), source).strip()
    )


def _is_released(cell: NotebookNode) -> bool:
    return is_untouched(cell.source) or cell.metadata.nbgrader.get("checksum") == compute_checksum(
        cell
    )


def _both(text: str, own: str) -> str:
    if not own:
        return as_typed(text)
    return f"**{WORDS['field']}**\n\n{as_typed(text)}\n\n**{WORDS['cell']}**\n\n{own}"
