"""One run over a class: the examiner that all its submissions share, and what is to be clarified in the end."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from glob import glob
from pathlib import Path
from typing import Any
from weakref import finalize

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from kooperation.base.files import BusyError, only_writer
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.examination import to_clarify
from kooperation.grading.examiner_process import ExaminerProcess, ExaminerUnavailableError
from kooperation.grading.execute import is_test
from kooperation.grading.gradebook import at_once, opened
from kooperation.grading.reading import Read, UnreadableError, read_submission
from kooperation.grading.recognise import lay_out
from kooperation.grading.refuse import why_refused

WORDS, REFUSED = Words("grading.run"), Words("grading.refuse")
BOOK = "gradebook.db"


@contextmanager
def only_run(root: Path) -> Iterator[None]:
    """Let nobody else grade or collect in the course at *root* within the block.

    Raises UnavailableError at once if somebody does. It holds off runs of the same account on the same machine.
    """
    with ExitStack() as held:
        try:
            held.enter_context(only_writer(root / BOOK, patience=0))
        except BusyError as error:
            raise UnavailableError(WORDS.filled("busy", folder=root)) from error
        yield


class CannotGradeError(NbGraderException):
    """Nothing can be graded, and nothing was touched; the message says why, in German."""


class GradingRun(NotebookExporter):
    """What lives as long as a run of `nbgrader autograde`: it makes one exporter, before it touches anything.

    Raises CannotGradeError if there can be no examiner: nobody loses points by that. At the end of the run it
    says in the log which questions a human must mark; nbgrader tells nobody when that is, so it is when
    the exporter goes, with the command at the latest.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        try:
            self.examiner = ExaminerProcess()
        except ExaminerUnavailableError as error:
            self.log.critical("%s", error)
            raise CannotGradeError(str(error)) from error
        self.mended: dict[str, list[str]] = {}  # by person: what of the submission was mended
        self.unread: dict[str, str] = {}  # by person: why nothing could be read, else ""
        self.refused: dict[str, str] = {}  # folders of submissions, with the reason
        self._take_folders()
        self._refuse()
        self._take_renamed_files()
        self.unclear: list[str] = []
        self.gradebook: Gradebook | None = None  # where one is kept open for a whole class
        self.before: dict[str, str] = {}  # what a human has read, by the ids of cells
        finalize(self, _end, self.examiner, self.unclear, self.log)

    def _take_folders(self) -> None:
        """Have nbgrader's own converter come to folders without a notebook, too: it passes over them in silence."""
        converter: Any = self.parent
        if type(converter) is Autograde:
            course = converter.coursedir
            every = converter._format_source(course.assignment_id, course.student_id)
            converter.assignments.update(
                {path: [] for path in glob(every) if path not in converter.assignments}
            )

    def _refuse(self) -> None:
        """Have the converter that runs leave alone what must not be copied, and say so in the log."""
        submitted: dict[str, list[str]] = getattr(self.parent, "assignments", {})
        for folder in list(submitted):
            if why := why_refused(Path(folder)):
                del submitted[folder]
                self.refused[folder] = why
                self.log.error("%s", REFUSED.filled("told", folder=folder, why=why))

    def _take_renamed_files(self) -> None:
        """Have the converter that runs find notebooks and answers that are called otherwise, or lie deeper.

        A submission without any notebook is graded, too: from its answers file, the rest waits for a human.
        """
        submitted: dict[str, list[str]] = getattr(self.parent, "assignments", {})
        for folder in map(Path, submitted):
            self.mended[folder.parent.name] = said = list(lay_out(folder, folder.name))
            for line in said:
                self.log.warning("%s: %s", folder, line)
            own = str(folder / f"{folder.name}.ipynb")
            if own not in submitted[str(folder)]:
                submitted[str(folder)].append(own)

    def from_filename(
        self, filename: str, resources: Any = None, **options: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Convert the notebook *filename*; what was handed in is read with care (`reading`)."""
        if not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources, **options)
        path = Path(filename)
        resources = resources or {}
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        try:
            read, unread = read_submission(path), ""
        except UnreadableError as error:
            read, unread = Read([], None, ()), str(error)
        resources["kooperation"] = {
            "edition": read.edition,
            "mended": [*read.mended],
            "unread": unread,
        }
        return self.from_notebook_node(new_notebook(cells=read.cells), resources, **options)


def _end(examiner: ExaminerProcess, unclear: list[str], log: logging.Logger) -> None:
    examiner.end()
    if unclear:
        lines = [WORDS.filled("unclear", count=len(unclear)), *unclear]
        log.warning("%s", "\n  ".join(lines))


def leave_to_a_human(db_url: str, slug: str, student: str) -> None:
    """Have what *student* has no points for wait: for nbgrader, an answer that was never graded is worth 0."""
    with Gradebook(db_url) as gradebook:
        gradebook.update_or_create_student(student)
        submission = gradebook.update_or_create_submission(slug, student)
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                if grade.auto_score is None and grade.manual_score is None:
                    grade.needs_manual_grade = True
        gradebook.db.commit()


class SaveGrades(SaveAutoGrades):
    """Saves the points, but none for a test that failed by itself: that question waits for a human.

    nbgrader's own gives 0 points there. Points that a human has given stay; and where nothing has changed since, the
    question is not put up for reading again, as nbgrader does (a `ClassRun` knows what was read).
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Save all points of a notebook, or none: whatever breaks off in between."""
        about = resources["nbgrader"]
        self.notebook_id, self.assignment_id = about["notebook"], about["assignment"]
        self.student_id, self.db_url = about["student"], about["db_url"]
        with opened(self.db_url, self) as self.gradebook, at_once(self.gradebook):
            return NbGraderPreprocessor.preprocess(self, nb, resources)

    def _add_score(self, cell: NotebookNode, resources: Any) -> None:
        about = resources["nbgrader"]
        question = cell.metadata.nbgrader.grade_id
        grade = self.gradebook.find_grade(
            question, about["notebook"], about["assignment"], about["student"]
        )
        was_read = grade.manual_score is not None and not grade.needs_manual_grade
        points = grade.auto_score
        super()._add_score(cell, resources)
        if not (is_test(cell) and to_clarify(cell.outputs)):
            before = getattr(self.parent, "before", {})
            is_same = (
                grade.auto_score == points if is_test(cell) else before.get(question) == cell.source
            )
            if was_read and is_same and before:
                grade.needs_manual_grade = False
                self.gradebook.db.commit()
            return
        grade.auto_score, grade.needs_manual_grade = None, True
        self.gradebook.db.commit()
        why = next(o.traceback[-1] for o in cell.outputs if o.output_type == "error")
        line = WORDS.filled(
            "line",
            person=about["student"],
            assignment=about["assignment"],
            question=question,
            why=why,
        )
        self.log.warning("%s", WORDS.filled("one_unclear", line=line))
        if isinstance(self.parent, GradingRun) and self.log.isEnabledFor(logging.WARNING):
            self.parent.unclear.append(line)
