"""nbgrader's gradebook, read and written for one assignment: nothing else is the truth about points.

    book = Book(root, "dilemma")
    book.grades(["begruendung"])                      what stands there, for all who handed in
    book.change(grade, InBook(1.5, "Gut.", False))      raises ChangedError if it is another meanwhile

A change is one transaction that holds the gradebook from reading to writing. It is there when `change` returns, and
not before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, GradeCell, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.objection import code
from kooperation.grading.settings import settings_of

WORDS = Words("grading/marking_desk.book")
SQLITE = "sqlite:///"
TRIES, WAIT = 3, 2.0  # seconds that SQLite waits for others, each time


class BookBusyError(Exception):
    """Somebody else holds the gradebook and does not let go; nothing was written. The message says so."""


class ChangedError(Exception):
    """What stands in the gradebook is not what was seen; `found` is what stands there now."""

    def __init__(self, found: InBook) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True)
class InBook:
    """What the gradebook keeps of a text: a human's points and comment, and whether it *waits* for a human."""

    points: float | None
    comment: str
    waits: bool


@dataclass(frozen=True)
class Grade:
    """A text of somebody's: who, which question, what the gradebook keeps; *is_empty* if nothing was written."""

    student: str
    name: str
    question: str
    kept: InBook
    is_empty: bool


@dataclass(frozen=True)
class Objected:
    """The answer that an objection is about: its *question*, nbgrader's number of the *work* it stands in, *is_empty* as in Grade."""

    question: str
    work: str
    is_empty: bool


class Book:
    """The gradebook of the course at *root*, for the assignment *slug*. Raises UnavailableError if there is none."""

    def __init__(self, root: Path, slug: str, *, wait: float = WAIT) -> None:
        self._slug, self._wait = slug, wait
        where = CourseDirectory(config=settings_of(root, slug))
        self.url: str = where.db_url
        self.folder = Path(self.url.removeprefix(SQLITE)).parent if self._is_file else root
        self._where = where
        if self._is_file and not Path(self.url.removeprefix(SQLITE)).is_file():
            raise UnavailableError(WORDS.filled("no_book", path=self.url.removeprefix(SQLITE)))

    @property
    def _is_file(self) -> bool:
        return self.url.startswith(SQLITE)

    def notebook(self, student: str) -> Path:
        """Return where the graded notebook of *student* lies."""
        where = self._where
        folder = where.format_path(where.autograded_directory, student, self._slug)
        return Path(folder, f"{self._slug}.ipynb")

    def grades(self, questions: Sequence[str]) -> list[Grade]:
        """Return what stands there of *questions*. Raises UnavailableError if nobody's work was graded."""
        found: list[Grade] = self._held(lambda book: list(self._grades(book, questions)))
        if not found:
            raise UnavailableError(WORDS.filled("nothing", slug=self._slug))
        return found

    def now(self, grade: Grade) -> Grade:
        """Return *grade* with what stands there by now."""
        where = (grade.question, self._slug, self._slug, grade.student)
        kept = self._held(lambda book: _kept(book.find_grade(*where), book.find_comment(*where)))
        return replace(grade, kept=kept)

    def objected(self, wanted: str) -> Objected:
        """Return the answer that the code *wanted* names, whoever marked it. Raises UnavailableError if there is none."""

        def find(book: Gradebook) -> Objected | None:
            works = book.notebook_submissions(self._slug, self._slug)
            rows = ((work, row) for work in works for row in work.grades)
            return next(
                (
                    Objected(row.name, work.id, _grade(row, row.cell, None).is_empty)
                    for work, row in rows
                    if code(self._slug, row.name, work.student.id) == wanted
                ),
                None,
            )

        try:
            found: Objected | None = self._held(find)
        except MissingEntry as error:
            raise UnavailableError(WORDS.filled("nothing", slug=self._slug)) from error
        if found is None:
            raise UnavailableError(WORDS.filled("no_code", code=wanted, slug=self._slug))
        return found

    def source(self, question: str) -> str:
        """Return the instructor's cell that asks *question*, "" if the gradebook knows none."""

        def read(book: Gradebook) -> str:
            cells = book.find_notebook(self._slug, self._slug).source_cells
            return next((str(c.source) for c in cells if c.name == f"{question}-auftrag"), "")

        source: str = self._held(read)
        return source

    def change(
        self, grade: Grade, new: InBook, before_commit: Callable[[], None] = lambda: None
    ) -> None:
        """Write *new* in place of what *grade* keeps.

        Raises ChangedError if something else stands there, BookBusyError if somebody holds the gradebook; nothing is
        written then, nor if *before_commit* raises.
        """

        def write(book: Gradebook) -> None:
            if self._is_file:
                book.db.execute(
                    text("BEGIN IMMEDIATE")
                )  # nobody writes between our look and our writing
            where = (grade.question, self._slug, self._slug, grade.student)
            row, comment = book.find_grade(*where), book.find_comment(*where)
            if (found := _kept(row, comment)) != grade.kept:
                raise ChangedError(found)
            row.manual_score, row.needs_manual_grade = new.points, new.waits
            comment.manual_comment = new.comment or None
            book.db.flush()
            before_commit()
            book.db.commit()

        self._held(write)

    def _grades(self, book: Gradebook, questions: Sequence[str]) -> Iterator[Grade]:
        try:
            notebook = book.find_notebook(self._slug, self._slug)
        except MissingEntry as error:
            raise UnavailableError(WORDS.filled("nothing", slug=self._slug)) from error
        cells = [cell for cell in notebook.grade_cells if cell.name in questions]
        comments = {
            (c.notebook_id, c.cell.name): c for work in notebook.submissions for c in work.comments
        }
        for cell in cells:
            for row in cell.grades:
                comment = comments.get((row.notebook_id, cell.name))
                yield _grade(row, cell, comment)

    def _held(self, action: Callable[[Gradebook], Any]) -> Any:
        """Return what *action* does with the gradebook; try again while somebody else holds it."""
        for _ in range(TRIES):
            try:
                with self._opened() as book:
                    return action(book)
            except OperationalError as error:
                if "locked" not in str(error) and "busy" not in str(error):
                    raise
                time.sleep(self._wait / 20)
        raise BookBusyError(WORDS["busy"])

    @contextmanager
    def _opened(self) -> Iterator[Gradebook]:
        with Gradebook(self.url) as book:
            if self._is_file:
                book.db.execute(text(f"PRAGMA busy_timeout = {int(1000 * self._wait)}"))
                book.db.rollback()
            yield book


def _kept(row: Any, comment: Any) -> InBook:
    said = (comment.manual_comment or "") if comment is not None else ""
    return InBook(row.manual_score, said, bool(row.needs_manual_grade))


def _grade(row: Any, cell: GradeCell, comment: Any) -> Grade:
    student = row.notebook.assignment.student
    name = " ".join(part for part in (student.first_name, student.last_name) if part)
    return Grade(
        student=student.id,
        name=name or student.id,
        question=cell.name,
        kept=_kept(row, comment),
        is_empty=row.auto_score == 0 and row.manual_score is None and not row.needs_manual_grade,
    )
