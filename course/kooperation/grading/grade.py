"""`kooperation grade`: a class is graded, with progress, and in the end it is said what is to be done by hand."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from kooperation.base.german import number
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading import sandbox
from kooperation.grading.check import convert
from kooperation.grading.class_run import ClassRun, Outcome
from kooperation.grading.exchange.late import deadline_of
from kooperation.grading.run import CannotGradeError
from kooperation.grading.settings import configure

GRADE = Words("grading.grade")
LOG = "bewertung.log"  # beside the gradebook


@dataclass(frozen=True)
class Graded:
    """What a run has done: its outcomes, and who waits for a human with how many questions."""

    outcomes: Sequence[Outcome]
    waiting: dict[str, int]


def settings(root: Path, slug: str) -> Config:
    """Return nbgrader's settings of the course at *root*, as its own `nbgrader_config.py` has them."""
    # nbgrader starts alembic by its name, to learn how old a gradebook is.
    own, path = str(Path(sys.executable).parent), os.environ.get("PATH", "")
    if own not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([own, path])
    try:
        c = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except ConfigFileNotFound:
        c = configure(Config(), root)
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.assignment_id = slug
    return c


def handed_in(root: Path, slug: str, *, only_new: bool = False) -> list[str]:
    """Return who has handed in *slug*; with *only_new* who was not graded since."""
    found = sorted(folder.parent.name for folder in (root / "submitted").glob(f"*/{slug}/"))
    if only_new:
        found = [who for who in found if not (root / "autograded" / who / slug).is_dir()]
    return found


def grade(
    root: Path,
    slug: str,
    students: Sequence[str],
    *,
    jobs: int,
    unsandboxed: bool,
    told: Callable[[str], None],
) -> Graded:
    """Grade the submissions of *students*; *told* is called with a line of progress after each.

    Raises UnavailableError if nothing can be graded, with the reason.
    """
    c = settings(root, slug)
    c.ExecuteApart.unsandboxed = unsandboxed
    due = deadline_of(root, slug)  # a date that is wrong is told before anything else
    for student in students:
        due(student)
    if (why := sandbox.why_none()) and not unsandboxed and asks_for_code(root, slug):
        raise UnavailableError(GRADE.filled("no_sandbox", why=why))
    with logged(root / LOG):
        _generated(c, slug)
        started, done = time.monotonic(), 0

        def tell(outcome: Outcome) -> None:
            nonlocal done
            done += 1
            left = (time.monotonic() - started) / done * (len(students) - done)
            line = {"done": done, "of": len(students), "minutes": number(round(left / 60, 1))}
            told(GRADE.filled("progress", **line))

        try:
            outcomes = ClassRun(c, students, jobs).grade(tell)
        except CannotGradeError as error:
            raise UnavailableError(str(error)) from error
    return Graded(outcomes, _waiting(c, slug, students))


def asks_for_code(root: Path, slug: str) -> bool:
    """Say whether a test of *slug* asks for something that learners wrote in Python."""
    return 'kind = "function"' in (root / "source" / slug / f"{slug}.toml").read_text("utf-8")


def report(graded: Graded) -> list[str]:
    """Return in sentences what was graded, what was not and why, and what waits for a human."""
    broken = [outcome for outcome in graded.outcomes if outcome.problem]
    lines = [GRADE.filled("graded", count=len(graded.outcomes) - len(broken))]
    if broken:
        lines.append(GRADE.filled("broken", count=len(broken)))
        lines += [GRADE.filled("one", who=o.student, why=o.problem.splitlines()[0]) for o in broken]
    if questions := sum(graded.waiting.values()):
        lines.append(GRADE.filled("waiting", count=questions, people=len(graded.waiting)))
    return [*lines, GRADE.filled("log", log=LOG)]


def _generated(c: Config, slug: str) -> None:
    """See to it that the gradebook knows the assignment as `source/` has it; `release/` stays as it is."""
    with tempfile.TemporaryDirectory(prefix="kooperation-") as release:
        elsewhere = deepcopy(c)
        elsewhere.CourseDirectory.release_directory = release
        try:
            convert(GenerateAssignment, elsewhere)
        except NbGraderException as error:
            raise UnavailableError(GRADE.filled("other_source", slug=slug, log=LOG)) from error


def _waiting(c: Config, slug: str, students: Sequence[str]) -> dict[str, int]:
    found = {}
    with Gradebook(CourseDirectory(config=c).db_url) as gradebook:
        for student in students:
            try:
                submission = gradebook.find_submission(slug, student)
            except MissingEntry:
                continue
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            if count := sum(grade.needs_manual_grade for grade in grades):
                found[student] = count
    return found


@contextmanager
def logged(path: Path) -> Iterator[None]:
    """Write what nbgrader says into a file, and nothing of it to the terminal."""
    log = logging.getLogger("traitlets")  # nbgrader's, where no application runs
    handler = logging.FileHandler(path, mode="w", encoding="utf-8")
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
