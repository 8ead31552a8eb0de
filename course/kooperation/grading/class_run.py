"""Grading a class: submissions are prepared one by one, executed side by side, and recorded by one writer.

The first and the last step are nbgrader's own; between them nothing is done with the gradebook. All of it happens in a
folder beside `autograded/`, into which a submission moves once its grades are saved: whatever breaks off, what was
graded before is still there, and the next run grades what is missing.
"""

from __future__ import annotations

import glob
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files
from traitlets.config import Config

from kooperation.base.words import Words
from kooperation.grading.cluster import executed, held, workers
from kooperation.grading.examiner_process import ExaminerProcess
from kooperation.grading.laid_aside import aside, begin
from kooperation.grading.outcome import SubmissionOutcome, texts_read
from kooperation.grading.run import leave_to_a_human
from kooperation.grading.settings import AUTOGRADE_PREPROCESSORS, SANITIZE_PREPROCESSORS
from kooperation.grading.trouble import meets_all
from kooperation.grading.variants import sentence, shared_variants

REFUSED = Words("grading.refuse")
STAGE = ".kooperation-bewertung"  # beside autograded/, while a run lasts
# A run's own in place of nbgrader's; "" for what it does in a step of its own, or once for all.
IN_RUN = {
    "kooperation.grading.execute.ExecuteApart": "",
    "kooperation.grading.variants.TellSharedVariants": "",  # reads all submissions for each of them
    "nbgrader.preprocessors.OverwriteCells": "kooperation.grading.gradebook.OverwriteInRun",
    # The marks come from the gradebook, by RestoreCells: a fifth of the time for what cannot be otherwise.
    "nbgrader.preprocessors.CheckCellMetadata": "",
}


@dataclass
class _Staged:
    student: str
    notebooks: list[Path] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.notebooks[0].parent


class ClassRun(Autograde):
    """nbgrader's Autograde in three steps, for the submissions of some *students*, or of all.

    *jobs* submissions are executed at a time, or as many as the workers of a Dask *scheduler* can. `outcomes` yields what became of each.
    """

    def __init__(
        self,
        settings: Config,
        students: Sequence[str] | None = None,
        jobs: int = 1,
        scheduler: str = "",
    ) -> None:
        settings = deepcopy(settings)
        for step, names in (
            ("sanitize_preprocessors", SANITIZE_PREPROCESSORS),
            ("autograde_preprocessors", AUTOGRADE_PREPROCESSORS),
        ):
            settings.Autograde[step] = [own for name in names if (own := IN_RUN.get(name, name))]
        settings.Exporter.optimistic_validation = True  # once, after all preprocessors
        super().__init__(coursedir=CourseDirectory(config=settings), config=settings)
        self._students, self._jobs, self._scheduler = students, jobs, scheduler
        self._pool: Executor | None = None
        self._staged: dict[str, _Staged] = {}
        self._outcomes: list[SubmissionOutcome] = []
        self._told: Callable[[SubmissionOutcome], None] = lambda _: None
        self._stopping: Callable[[], None] = lambda: None
        self._prepared: Callable[[], None] = lambda: None
        self._trouble: Exception | None = None
        self._local = threading.local()
        self.alike: list[str] = []

    @property
    def _output_directory(self) -> str:
        return STAGE

    @property
    def _input_directory(self) -> str:
        return str(self.coursedir.submitted_directory) if self._sanitizing else STAGE

    def grade(
        self,
        told: Callable[[SubmissionOutcome], None] = lambda _: None,
        stopping: Callable[[], None] = lambda: None,
        prepared: Callable[[], None] = lambda: None,
    ) -> list[SubmissionOutcome]:
        """Grade, tell each outcome as it comes, and return them all. Raises NbGraderException if there is nothing.

        It calls *prepared* for each that will be executed. Broken off, it calls *stopping* and waits for what is being
        executed, but begins nothing more.
        """
        self._told, self._stopping, self._prepared = told, stopping, prepared
        stage = Path(self.coursedir.root) / STAGE
        begin(stage, self.coursedir, self._students or ())
        self.start()
        shutil.rmtree(stage, ignore_errors=True)
        return self._outcomes

    # The three steps, in nbgrader's frame -----------------------------------------------------------

    assignments: dict[str, list[str]]
    notebooks: list[str]

    def init_notebooks(self) -> None:
        """Take all that the wanted students handed in, a folder without any notebook, too."""
        students = ["*"] if self._students is None else map(glob.escape, self._students)
        folders = [self._format_source(self.coursedir.assignment_id, who) for who in students]
        self.assignments = {
            path: sorted(glob.glob(os.path.join(glob.escape(path), "*.ipynb")))
            for folder in folders
            for path in sorted(glob.glob(folder))
        }

    def convert_notebooks(self) -> None:
        for folder, why in self.exporter.refused.items():
            self._tell(SubmissionOutcome(Path(folder).parent.name, why))
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as self._book:
            self.exporter.gradebook = self._book
            self._examiners = [self.exporter.examiner]  # one is there already
            self._three_steps()
        graded = Path(self.coursedir.root, self.coursedir.autograded_directory)
        self.alike = [sentence(v) for v in shared_variants(graded, self.coursedir.assignment_id)]
        for said in self.alike:
            self.log.warning("%s", said)

    def _three_steps(self) -> None:
        try:
            super().convert_notebooks()  # prepares all
        except NbGraderException:
            self.log.exception("Some submissions could not be prepared.")
        if self._trouble:
            raise self._trouble
        # From the last to the first: nothing more is begun, what runs comes to its end, and only then its examiner.
        waiting: dict[Future[dict[str, bytes]], _Staged] = {}
        with ExitStack() as self._own, ExitStack() as around, self._cancelling(waiting):
            for staged in self._staged.values():
                waiting[self._start(staged, around)] = staged
            while waiting:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    self._finish(waiting.pop(future), future)

    @contextmanager
    def _cancelling(self, waiting: Iterable[Future[dict[str, bytes]]]) -> Iterator[None]:
        try:
            yield
        except BaseException:
            for future in waiting:
                future.cancel()
            self._stopping()
            raise

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy what was handed in, and what stands beside the notebook in `source/`; enter the submission."""
        self._student = student_id
        with self._noting(student_id):
            BaseConverter.init_assignment(self, assignment_id, student_id)
            course, book = self.coursedir, self._book
            book.update_or_create_student(student_id)
            handed_in = course.get_existing_timestamp(
                self._format_source(assignment_id, student_id)
            )
            when = {"timestamp": handed_in} if handed_in else {}
            book.update_or_create_submission(assignment_id, student_id, **when)
            source = Path(course.format_path(course.source_directory, ".", assignment_id))
            kept = {str(source / n) for n in self.exclude_overwriting.get(assignment_id, ())}
            for name in set(find_all_files(str(source), [*course.ignore, "*.ipynb"])) - kept:
                target = Path(
                    self._format_dest(assignment_id, student_id), Path(name).relative_to(source)
                )
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                shutil.copy(name, target)
            known = {notebook.name for notebook in book.find_assignment(assignment_id).notebooks}
            self.notebooks = [name for name in self.notebooks if Path(name).stem in known]
            if not self.notebooks:
                raise NbGraderException(REFUSED["no_notebook"])

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Prepare a notebook: the first half of what Autograde does."""
        with self._noting(self._student):
            self._sanitizing = True
            self._init_preprocessors()
            BaseConverter.convert_single_notebook(self, notebook_filename)
            self._keep_earlier()
        staged = self._staged.setdefault(self._student, _Staged(self._student))
        staged.notebooks.append(
            Path(self.writer.build_directory) / os.path.basename(notebook_filename)
        )
        self._prepared()

    def _keep_earlier(self) -> None:
        """Raise NbGraderException if what cannot be read now could be when it was graded before."""
        slug = self.coursedir.assignment_id
        graded = self.coursedir.autograded_directory
        before = Path(self.coursedir.format_path(graded, self._student, slug)) / f"{slug}.ipynb"
        unread = self.exporter.unread.get(self._student, "")
        if unread and before.is_file():
            about = nbformat.read(before, as_version=4).metadata.get("kooperation", {})
            if not about.get("unread"):
                raise NbGraderException(unread)

    @contextmanager
    def _noting(self, student: str) -> Iterator[None]:
        """Tell that a submission could not be prepared, and why; nbgrader goes on with the next."""
        try:
            yield
        except Exception as error:
            self._staged.pop(student, None)
            self._book.db.rollback()
            if meets_all(error):  # nbgrader would go on; `_three_steps` does not
                self._trouble = error
                raise
            self._tell(SubmissionOutcome(student, str(error) or type(error).__name__))
            raise

    def _tell(self, outcome: SubmissionOutcome) -> None:
        if outcome.problem:
            slug = self.coursedir.assignment_id
            leave_to_a_human(self.coursedir.db_url, slug, outcome.student)
        self._outcomes.append(outcome)
        self._told(outcome)

    def _start(self, staged: _Staged, around: ExitStack) -> Future[dict[str, bytes]]:
        """Have the code of a submission and its tests run, here or by the workers of a cluster."""
        how = dict(self.config.ExecuteApart)
        if self._scheduler:
            if self._pool is None:
                self._pool = around.enter_context(workers(self._scheduler))
            return self._pool.submit(executed, held(staged.folder), how)
        if self._pool is None:
            self._pool = around.enter_context(ThreadPoolExecutor(self._jobs))
        return self._pool.submit(self._execute, staged, how)

    def _execute(self, staged: _Staged, how: dict[str, Any]) -> dict[str, bytes]:
        if not hasattr(self._local, "examiner"):
            own = self._examiners.pop() if self._examiners else None
            self._local.examiner = own or self._own.enter_context(ExaminerProcess())
        return executed(held(staged.folder), how, self._local.examiner)

    def _finish(self, staged: _Staged, future: Future[dict[str, bytes]]) -> None:
        """Record the grades of a submission, and move it to where nbgrader keeps it."""
        problem = ""
        try:
            for name, notebook in future.result().items():
                (staged.folder / name).chmod(0o644)
                (staged.folder / name).write_bytes(notebook)
            self._record(staged)
        except Exception as error:
            self._book.db.rollback()
            if meets_all(error):
                raise
            problem = str(error) or type(error).__name__
            self.log.exception("The submission of %s was not graded.", staged.student)
        who, run = staged.student, self.exporter
        mended = tuple(run.mended.get(who, ()))
        self._tell(SubmissionOutcome(who, problem, mended, run.unread.get(who, "")))

    def _record(self, staged: _Staged) -> None:
        slug = self.coursedir.assignment_id
        self._sanitizing = False
        self._init_preprocessors()
        graded = self.coursedir.autograded_directory
        final = Path(self.coursedir.format_path(graded, staged.student, slug))
        self.writer.build_directory = self._format_dest(slug, staged.student)
        for path in staged.notebooks:
            self.exporter.before = texts_read(final / path.name)
            BaseConverter.convert_single_notebook(self, str(path))
        self.set_permissions(slug, staged.student)
        before = aside(final)
        final.parent.mkdir(parents=True, exist_ok=True)
        if final.exists():
            shutil.rmtree(before, ignore_errors=True)
            final.rename(before)
        Path(self.writer.build_directory).rename(final)
        shutil.rmtree(before, ignore_errors=True)
