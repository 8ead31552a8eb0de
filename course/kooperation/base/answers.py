"""The answer sheet: what a learner chose, in one JSON file beside the notebook.

The file is the only place where answers live: widgets write to it at once, one line of Python can
too (`sheet["gleichgewichte"] = {"a": ["DD"]}`), and graders read it as data. It holds no name and no
time. While nbgrader executes a notebook (`NBGRADER_EXECUTION` is set) nothing is ever written.

The variant decides which questions an assignment asks, but only within one edition of it: the sheet keeps that, too.
"""

from __future__ import annotations

from pathlib import Path

from kooperation.base.answers_file import (
    DamagedSheetError,
    EditionError,
    SheetError,
    ToClarifyError,
    answers_path,
    notebook_edition,
    require_edition,
)
from kooperation.base.places import RECORD
from kooperation.base.sheet import AnswerSheet, is_grading
from kooperation.base.words import Words

__all__ = ["AnswerSheet", "answer_sheet", "is_grading", "is_of_edition", "learning_record"]

ANSWERS, WORDS = Words("base.answers"), Words("base.edition")
ERRORS = Words("base.errors.answers")


def answer_sheet(slug: str, *, handed_in: bool = False, edition: str = "") -> AnswerSheet:
    """Return the sheet of the assignment *slug* in the working folder; it is made if there is none.

    With *handed_in* a missing file raises SheetError instead: a grader needs the learner's variant. Raises
    EditionError, before anything is written, if the file or the notebook beside it is not of *edition*, and
    DamagedSheetError if the file cannot be read; with *handed_in* both are ToClarifyError: no points can be given for answers
    to other questions, and none are lost for answers that nobody has read.
    """
    try:
        return _answer_sheet(Path.cwd() / f"{slug}.ipynb", handed_in, edition)
    except EditionError as error:
        if handed_in:
            raise ToClarifyError(f"{error} {WORDS['not_marked']}") from None
        raise EditionError(f"{error} {WORDS.filled('advice', slug=slug)}") from None
    except DamagedSheetError as error:
        if handed_in:
            raise ToClarifyError(f"{error.why} {ANSWERS['not_read']}") from None
        raise


def is_of_edition(slug: str, edition: str) -> bool:
    """Say whether the notebook *slug* in the working folder names *edition* as its own."""
    return notebook_edition(Path.cwd() / f"{slug}.ipynb") == edition


def _answer_sheet(notebook: Path, handed_in: bool, edition: str) -> AnswerSheet:
    path = answers_path(notebook)
    if handed_in and not path.exists():
        raise SheetError(ERRORS.filled("no_file", file=path.name))
    require_edition(notebook, notebook_edition(notebook), edition)
    sheet = AnswerSheet(path, edition=edition)
    _ = sheet.variant  # refused where there is none
    return sheet


def learning_record() -> AnswerSheet:
    """Return the learner's own record of predictions and quizzes, `lernstand.json` in the folder."""
    return AnswerSheet(Path.cwd() / RECORD, with_variant=False, has_copy=True)
