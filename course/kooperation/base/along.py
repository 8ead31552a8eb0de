"""What goes along with an assignment: an entry of its answer sheet beside the answers.

It answers no question, no point hangs on it, and no edition knows of it: a sheet without it is whole. It comes out of
a lecture, which puts it into the sheet of the assignment, or which the assignment asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from kooperation.base.answers_file import SheetError, answers_path, read_answers
from kooperation.base.places import RECORD, START, WORK, course_around

T = TypeVar("T")


def sheet_of(slug: str, folder: Path) -> Path | None:
    """Return the learner's sheet of *slug* in the course that *folder* lies in; None if it was not begun."""
    root = course_around(folder)
    path = root and answers_path(root / WORK / slug / f"{slug}.ipynb")
    return path if path and path.exists() else None


def lecture_entries(folder: Path) -> Mapping[str, Any]:
    """Return what the lectures have kept of a learner whose work lies in *folder*; nothing if they have not yet.

    Raises SheetError, in German, if it cannot be read.
    """
    root = course_around(folder)
    lectures = [(root / START).parent] if root else []
    found = (place / RECORD for place in (folder, *lectures))
    record = next((path for path in found if path.exists()), None)
    return read_answers(record)["answers"] if record else {}


def taken_along(sheet: Path, entry: str, read: Callable[[Any], T | None]) -> T | None:
    """Return what *read* makes of the *entry* in the file *sheet*, None if there is none, or no such file."""
    try:
        return read(read_answers(sheet, handed_in=True)["answers"].get(entry))
    except SheetError:
        return None
