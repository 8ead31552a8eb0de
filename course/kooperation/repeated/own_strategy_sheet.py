"""A built strategy in the answer sheet of an assignment, as data: there the tournament of a class finds it.

It stands beside the answers and is none (`base/along`).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from kooperation.base import along
from kooperation.base.answers_file import SheetError, read_answers
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
    path = along.sheet_of(SLUG, folder)
    if path is None:
        raise SheetError(WORDS["none"])
    edition = read_answers(path)["edition"] or ""  # it stays of the edition that it is of
    AnswerSheet(path, edition=edition)[ENTRY] = replace(built, plays=True).plain()


def taken_along(sheet: Path) -> BuiltStrategy | None:
    """Return the strategy in the file *sheet*, None if there is none, or no such file."""
    return along.taken_along(sheet, ENTRY, read)


def playing(stored: Any, plays: bool) -> Any:
    """Return what stands in the sheet once its strategy *plays*, or the function does."""
    built = read(stored)
    return stored if built is None else replace(built, plays=plays).plain()
