"""Where a graded submission lies while a new one takes its place: between two renamings nothing has the name."""

from __future__ import annotations

import glob
import shutil
from pathlib import Path

from nbgrader.coursedir import CourseDirectory


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
