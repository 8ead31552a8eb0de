"""A built strategy in the answer sheet of an assignment, as data: there the tournament of a class finds it.

It stands beside the answers and is none: no question asks for it, no point hangs on it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from kooperation.base.answers_file import SheetError, answers_path, read_answers
from kooperation.base.places import START, WORK
from kooperation.base.sheet import AnswerSheet
from kooperation.base.words import Words
from kooperation.repeated.own_strategy import BuiltStrategy, read

WORDS = Words("repeated.own_strategy.sheet")
SLUG = "wiederholung"  # the assignment whose strategies play
ENTRY = "turnier_strategie"


def take_along(built: BuiltStrategy, folder: Path) -> None:
    """Put *built* into the learner's sheet of the course that *folder* lies in; its answers stay.

    Raises SheetError, in German, where the assignment was not begun, or its sheet cannot be read or written.
    """
    path = _sheet_path(folder.resolve())
    if path is None or not path.exists():
        raise SheetError(WORDS["none"])
    edition = read_answers(path)["edition"] or ""  # it stays of the edition that it is of
    AnswerSheet(path, edition=edition)[ENTRY] = replace(built, plays=True).plain()


def _sheet_path(folder: Path) -> Path | None:
    roots = (at for at in (folder, *folder.parents) if (at / START).is_file())
    root = next(roots, None)
    return root and answers_path(root / WORK / SLUG / f"{SLUG}.ipynb")


def taken_along(sheet: Path) -> BuiltStrategy | None:
    """Return the strategy in the file *sheet*, None if there is none, or no such file."""
    try:
        return read(read_answers(sheet)["answers"].get(ENTRY))
    except SheetError:
        return None


def playing(stored: Any, plays: bool) -> Any:
    """Return what stands in the sheet once its strategy *plays*, or the function does."""
    built = read(stored)
    return stored if built is None else replace(built, plays=plays).plain()
