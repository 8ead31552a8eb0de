"""What became of a submission in a run, and what a human had read of it before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.utils import is_grade, is_solution

from kooperation.base.answers_file import SheetError, read_answers


@dataclass(frozen=True)
class SubmissionOutcome:
    """What became of the submission of *student*: graded, or why not, in words.

    What was *mended* for that stands in sentences, and why its notebook could not be read (*unread*): then what it
    lacks waits for a human.
    """

    student: str
    problem: str = ""
    mended: tuple[str, ...] = ()
    unread: str = ""


def sheet_damage(root: Path, slug: str, student: str) -> str:
    """Say whether the answers of *student* are missing ("no_sheet") or cannot be read ("bad_sheet"); "" if neither."""
    sheet = root / "submitted" / student / slug / f"{slug}.answers.json"
    if not sheet.exists():
        return "no_sheet"
    try:
        read_answers(sheet)
    except SheetError:
        return "bad_sheet"
    return ""


def texts_read(path: Path) -> dict[str, str]:
    """Return what a human read in the graded notebook at *path*, by the ids of its cells; nothing if there is none."""
    try:
        cells = nbformat.read(path, as_version=4).cells
    except (OSError, ValueError):
        return {}
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in cells
        if is_grade(cell) and is_solution(cell)
    }
