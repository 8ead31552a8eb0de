"""What a run leaves if it breaks off: graded submissions laid aside, and who was still to be graded.

While a new one takes its place a graded submission lies aside: between two renamings nothing has the name.
"""

from __future__ import annotations

import glob
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

NOTE = ".begonnen.json"  # in the folder of a run


def begin(stage: Path, course: CourseDirectory, students: Iterable[str]) -> None:
    """Clear away what a run that was broken off has left, and note in *stage* which *students* this one grades."""
    shutil.rmtree(stage, ignore_errors=True)
    put_back(course)
    stage.mkdir(exist_ok=True)
    wanted = {"assignment": course.assignment_id, "students": list(students)}
    (stage / NOTE).write_text(json.dumps(wanted), "utf-8")


def unfinished(stage: Path, slug: str) -> dict[str, float]:
    """Return whom the last run was to grade if it was broken off, and when it began; nothing if it was not."""
    note = stage / NOTE
    try:
        wanted = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):  # there is none, or the power went before it was written
        return {}
    of_this = wanted["students"] if wanted["assignment"] == slug else []
    return dict.fromkeys(of_this, note.stat().st_mtime)


def aside(final: Path) -> Path:
    """Return where the graded submission *final* lies meanwhile."""
    return final.with_name(f".{final.name}.vorher")


def put_back(course: CourseDirectory) -> None:
    """Put back what a run that was broken off had laid aside."""
    slug = course.assignment_id
    finals = course.format_path(course.autograded_directory, "*", slug)
    for before in map(Path, glob.glob(str(aside(Path(finals))))):
        final = before.with_name(slug)
        if final.exists():
            shutil.rmtree(before, ignore_errors=True)
        else:
            before.rename(final)
