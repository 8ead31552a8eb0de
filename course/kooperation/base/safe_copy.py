"""A copy of the last readable state of a file: out of sight, until the file cannot be read any more.

It lies in Jupyter's folder for such copies, which file lists, git and nbgrader leave out.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

from kooperation.base.answers_file import MAX_BYTES, SheetError, read_answers
from kooperation.base.files import replace

FOLDER = ".ipynb_checkpoints"


def keep_copy(path: Path, raw: bytes) -> None:
    """Keep *raw*, just written to *path*, as its copy, if that is possible: the file itself is there."""
    copy = _copy(path)
    with suppress(OSError):
        copy.parent.mkdir(exist_ok=True)
        replace(copy, raw)


def lay_out_copy(path: Path) -> Path | None:
    """Lay the copy of *path* beside it, under a name of its own, and return where; None if there is none.

    What lies there already is not overwritten.
    """
    copy = _copy(path)
    try:
        read_answers(copy)
        raw = copy.read_bytes()
        for number in count(1):
            beside = path.with_name(f"{path.stem}.gesichert{number if number > 1 else ''}.json")
            if not beside.exists():
                replace(beside, raw)
            if beside.stat().st_size <= MAX_BYTES and beside.read_bytes() == raw:
                return beside
    except (SheetError, OSError):
        return None  # whoever asks tells that the file itself cannot be read
    return None


def _copy(path: Path) -> Path:
    return path.parent / FOLDER / path.name
