"""What became of a submission in a run, and what a human had read of it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import nbformat
from nbgrader.utils import is_grade, is_solution, parse_utc

from kooperation.base.answers_file import DamagedSheetError, SheetError, read_answers
from kooperation.base.german import join
from kooperation.base.words import Words

GRADE = Words("grading.grade")
STAMP = "timestamp.txt"
NOT_THEIRS = {STAMP, "submission_secret.txt"}  # what nbgrader lays beside a submission


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


def graded_at(root: Path, slug: str, student: str) -> float | None:
    """Return when the work of *student* was graded, None if it was not."""
    graded = root / "autograded" / student / slug / f"{slug}.ipynb"
    return graded.stat().st_mtime if graded.exists() else None


def is_handed_in_anew(root: Path, slug: str, student: str) -> bool:
    """Say whether other work of *student* is there than was graded: by nbgrader's time stamps, or collected since."""
    submitted, graded = (root / step / student / slug for step in ("submitted", "autograded"))
    when = graded_at(root, slug, student)
    if when is None or not submitted.is_dir():
        return False
    sent, before = _stamp(submitted), _stamp(graded)
    return bool(sent and before and sent > before) or submitted.stat().st_mtime > when


def _stamp(folder: Path) -> datetime | None:
    try:
        found: datetime = parse_utc((folder / STAMP).read_text("utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None
    return found


def sheet_missing(root: Path, slug: str, student: str) -> str:
    """Say that the answers of *student* are missing, and what is there; "" if they are not."""
    sheet = _sheet(root, slug, student)
    if sheet.exists():
        return ""
    beside = sorted(p.name for p in sheet.parent.glob("[!.]*") if p.name not in NOT_THEIRS)
    files = join([f"„{name}“" for name in beside[:5]])
    return GRADE.filled("no_sheet", name=sheet.name, files=files or GRADE["nothing"])


def sheet_damage(root: Path, slug: str, student: str) -> str:
    """Say why the answers of *student* cannot be read; "" if they can, or are missing."""
    try:
        read_answers(_sheet(root, slug, student), handed_in=True)
    except DamagedSheetError as error:
        return error.why
    except SheetError:
        return ""
    return ""


def _sheet(root: Path, slug: str, student: str) -> Path:
    return root / "submitted" / student / slug / f"{slug}.answers.json"


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
