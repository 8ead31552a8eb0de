"""`kooperation grade`: a class is graded, with progress, and in the end it is said what is to be done by hand."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading import sandbox
from kooperation.grading.check import convert
from kooperation.grading.class_run import STAGE, ClassRun
from kooperation.grading.examination import asks_for_code
from kooperation.grading.exchange.late import deadline_of
from kooperation.grading.laid_aside import unfinished
from kooperation.grading.outcome import graded_at, is_handed_in_anew, sheet_damage, sheet_missing
from kooperation.grading.run import CannotGradeError, only_run
from kooperation.grading.settings import settings_of
from kooperation.grading.summary import LOG, Graded, Progress
from kooperation.grading.trouble import behind

GRADE = Words("grading.grade")


def handed_in(root: Path, slug: str, *, only_new: bool = False) -> list[str]:
    """Return who has handed in *slug*; with *only_new* who was not graded since, or not by a run that was broken off."""
    found = sorted(folder.parent.name for folder in (root / "submitted").glob(f"*/{slug}/"))
    if not only_new:
        return found
    begun = unfinished(root / STAGE, slug)
    return [
        who
        for who in found
        if (when := graded_at(root, slug, who)) is None
        or when < begun.get(who, 0.0)
        or is_handed_in_anew(root, slug, who)
    ]


def grade(
    root: Path,
    slug: str,
    students: Sequence[str],
    before: Sequence[str] = (),
    *,
    jobs: int,
    unsandboxed: bool,
    scheduler: str = "",
    told: Callable[[str], None],
) -> Graded:
    """Grade the submissions of *students*; *told* is called with a line of progress after each.

    Of those graded *before* it is told, too, who was late, whose answers are missing and what waits: after a run that
    was broken off, nobody has read it yet. Raises UnavailableError if nothing can be graded, with the reason.
    """
    c = settings_of(root, slug)
    c.ExecuteApart.unsandboxed = unsandboxed
    due = deadline_of(root, slug)  # a date that is wrong is told before anything else
    for student in students:
        due(student)
    if (
        (why := sandbox.why_none())
        and not unsandboxed
        and asks_for_code(root / "source" / slug / f"{slug}.toml")
    ):
        raise UnavailableError(GRADE.filled("no_sandbox", why=why))
    with only_run(root), logged(root / LOG):
        _generated(c, slug)
        progress = Progress(len(students), told)
        run = ClassRun(c, students, jobs, scheduler)
        try:
            outcomes = run.grade(progress, progress.stopping, progress.prepared)
        except CannotGradeError as error:
            raise UnavailableError(str(error)) from error
        finally:
            progress.end()
    waiting, late = _marked(c, slug, sorted({*students, *before}))
    there = [*before, *(outcome.student for outcome in outcomes if not outcome.problem)]
    return Graded(
        outcomes,
        waiting,
        late,
        run.exporter.unclear,
        run.alike,
        sheetless=_told(sheet_missing, root, slug, sorted(there)),
        damaged=_told(sheet_damage, root, slug, sorted(there)),
    )


def _told(
    why: Callable[[Path, str, str], str], root: Path, slug: str, students: Sequence[str]
) -> list[tuple[str, str]]:
    """Return of whom it says *why*, and what."""
    return [(who, said) for who in students if (said := why(root, slug, who))]


def _generated(c: Config, slug: str) -> None:
    """See to it that the gradebook knows the assignment as `source/` has it; `release/` stays as it is."""
    with Gradebook(CourseDirectory(config=c).db_url):
        pass  # if it is held or damaged, that is told, and not that the assignment does not fit
    with tempfile.TemporaryDirectory(prefix="kooperation-") as release:
        elsewhere = deepcopy(c)
        elsewhere.CourseDirectory.release_directory = release
        try:
            convert(GenerateAssignment, elsewhere)
        except NbGraderException as error:
            if trouble := behind(error):  # of the gradebook or the disk, and not of the assignment
                raise trouble from error
            raise UnavailableError(GRADE.filled("other_source", slug=slug, log=LOG)) from error


def _marked(c: Config, slug: str, students: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Return by person how many answers wait for a human, and who handed in late."""
    waiting, late = {}, []
    with Gradebook(CourseDirectory(config=c).db_url) as gradebook:
        for student in students:
            try:
                submission = gradebook.find_submission(slug, student)
            except MissingEntry:
                continue
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            if count := sum(grade.needs_manual_grade for grade in grades):
                waiting[student] = count
            if submission.total_seconds_late > 0:
                late.append(student)
    return waiting, late


class _Log(logging.FileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the name is logging's)
        """Say nothing: that the disk is full is told once, by the command."""


@contextmanager
def logged(path: Path) -> Iterator[None]:
    """Write what nbgrader says into a file, and nothing of it to the terminal."""
    log = logging.getLogger("traitlets")  # nbgrader's, where no application runs
    handler = _Log(path, mode="w", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    level, propagates = log.level, log.propagate
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of nbgrader's database layer
            yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = propagates
        handler.close()
