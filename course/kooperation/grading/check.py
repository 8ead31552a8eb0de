"""A check by nbgrader itself, in a temporary course whose gradebook is thrown away; `own_check` is its door."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from kooperation.assignments.points import MIMETYPE
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.examination import to_clarify
from kooperation.grading.execute import is_test
from kooperation.grading.results import Result, of_test, of_text
from kooperation.grading.run import CannotGradeError
from kooperation.grading.settings import configure

LEARNER = "selbst"
WORDS = Words("grading.check")
ERRORS = Words("grading.errors.check")


def check(slug: str, work: Path, root: Path) -> list[Result]:
    """Return the results of the notebook *work* on the assignment *slug* of the course at *root*, with solutions.

    Raises UnavailableError if the notebook is damaged.
    """
    source = root / "source" / slug
    with tempfile.TemporaryDirectory(prefix="kooperation-") as temporary, _quiet():
        course = Path(temporary)
        shutil.copytree(source, course / "source" / slug)
        handed_in = course / "submitted" / LEARNER / slug
        handed_in.mkdir(parents=True)
        for file in (work, work.with_name(f"{slug}.answers.json")):
            if file.exists():
                shutil.copy(file, handed_in)
        settings = course_settings(course, slug)
        settings.ExecuteApart.unsandboxed = (
            True  # one's own work needs no sandbox; where there is one, it is used
        )
        convert(GenerateAssignment, settings)
        try:
            convert(Autograde, settings)
        except CannotGradeError as error:
            raise UnavailableError(str(error)) from error
        except NbGraderException as error:
            raise UnavailableError(ERRORS.filled("not_checkable", work=work)) from error
        graded = course / "autograded" / LEARNER / slug / f"{slug}.ipynb"
        results = list(_results(nbformat.read(graded, as_version=4), settings, slug))
    return results


def course_settings(course: Path, slug: str) -> Config:
    """Return the settings for a temporary course at *course* that holds one assignment.

    Its gradebook is thrown away, never upgraded: with the table of versions already there, nbgrader
    does not start alembic to learn a version number (2 s, and it must be on PATH).
    """
    c = configure(Config(), course)
    c.CourseDirectory.root = str(course)
    c.CourseDirectory.assignment_id = slug
    database = course / "gradebook.db"
    c.CourseDirectory.db_url = f"sqlite:///{database}"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    return c


def convert(converter: Any, settings: Config) -> None:
    """Run one of nbgrader's converters over the course of *settings*."""
    converter(coursedir=CourseDirectory(config=settings), config=settings).start()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep nbgrader's log, and a warning of its database layer, from the learner."""
    disabled = logging.root.manager.disable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(disabled)


def _results(notebook: Any, settings: Config, slug: str) -> Iterator[Result]:
    with Gradebook(settings.CourseDirectory.db_url) as gradebook:
        found = gradebook.find_submission_notebook(slug, slug, LEARNER)
        grades = {g.name: (g.auto_score, float(g.max_score)) for g in found.grades}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name not in grades:
            continue
        points, of = grades[name]
        if is_test(cell):
            yield of_test(
                name, cell.source, of, points, _explanation(cell), to_clarify(cell.outputs)
            )
        else:
            yield of_text(name, of, points)  # nbgrader: 0 for an untouched text


def _explanation(cell: Any) -> dict[str, Any]:
    return next((dict(o.data[MIMETYPE]) for o in cell.outputs if MIMETYPE in o.get("data", ())), {})
