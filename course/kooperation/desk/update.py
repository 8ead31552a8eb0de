"""`kooperation update`, and the first laying out: the course in a folder of the learner's choice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from kooperation.base.places import HOME, START, UnavailableError, course_root
from kooperation.base.words import Words
from kooperation.desk.carrying_out import EARLIER, carry_out
from kooperation.desk.shipped import RECORD, carried, laid_out, read_edition, recorded
from kooperation.desk.updating import changes

WORDS = Words("desk.update")
ERRORS = Words("desk.errors.update")


def course_in(folder: Path | None) -> Path:
    """Return the folder of the course: *folder*, or the one this is called in; lay the course out where it is not yet.

    Raises UnavailableError if there is none and this package carries none, or if something else lies there.
    """
    if folder is None:
        try:
            return course_root()
        except UnavailableError:
            if not carried():
                raise
            folder = Path(HOME)
    folder = folder.resolve()
    if (folder / START).is_file():
        return folder
    course = carried()
    if not course:
        raise UnavailableError(ERRORS.filled("no_course", folder=folder, start=START))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnavailableError(ERRORS.filled("other_folder", folder=folder))
    carry_out(folder, changes(folder, course), EARLIER)
    print(WORDS.filled("laid_out", folder=folder))
    return folder


def newer(root: Path) -> str:
    """Return in a sentence that this package carries another version of the course than lies at *root*; "" if not."""
    here, there = laid_out(root)[0], recorded(carried().get(RECORD, b""))[0]
    return WORDS.filled("newer", here=here, there=there) if here and there and here != there else ""


def update(folder: Path | None, source: Path | None, now: datetime) -> list[str]:
    """Bring the course in *folder* to the state of *source*, or of this package; return in sentences what was done.

    Raises UnavailableError, with nothing changed, if that cannot be.
    """
    root = folder.resolve() if folder else course_root()
    if not (root / START).is_file():
        raise UnavailableError(ERRORS.filled("no_course_here", root=root, start=START))
    course = _newer_course(root, source)
    before, after = laid_out(root)[0], recorded(course[RECORD])[0]
    planned = changes(root, course)
    if not planned.written and not planned.removed:
        return [*planned.told, WORDS.filled("nothing", version=after)]
    kept = carry_out(root, planned, f"{before or '0'}_{now:%Y-%m-%d_%H%M%S}")
    count = {"written": len(planned.written), "removed": len(planned.removed)}
    if before == after:
        done = WORDS.filled("corrected", version=after, **count)
    else:
        done = WORDS.filled("done", before=before or "?", after=after, **count)
    where = [WORDS.filled("kept", folder=kept.relative_to(root))] if kept else []
    return [done, *planned.told, *where]


def _newer_course(root: Path, source: Path | None) -> Mapping[str, bytes]:
    if (root / "source").exists() or (root / ".git").exists():
        raise UnavailableError(ERRORS["checkout"])
    own_program = (root / "pyproject.toml").exists()
    course = carried()
    if source is not None and course and not own_program:
        raise UnavailableError(ERRORS["installed"])
    if source is not None:
        return read_edition(source)
    if own_program:
        raise UnavailableError(ERRORS["own_program"])
    if not course:
        raise UnavailableError(ERRORS["no_edition"])
    return course
