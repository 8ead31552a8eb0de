"""Execution in two processes: the learner's code in one, the tests in another, plain data between.

nbgrader runs tests in the learner's own kernel, where a forged equality or a patched builtin earns
points. Here the learner's cells run in a process of their own, behind walls, and only if a test asks for a
function or a value of theirs; all of them before the tests, wherever they stand. Each test cell runs in the
examiner, in a namespace of its own; a learner's function is called across, with JSON in and out. So questions of
the answer sheet are graded without any learner's code, and no verdict is left to it. Each of the two
has a copy of the files to itself: what one does to them, the other never sees.

A test that fails by itself, and not by what the learner did, says nothing about the learner: its cell gets
an error as its output, and `to_clarify` tells. Plain nbgrader would make 0 points of that; SaveGrades does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution
from traitlets import Bool, Float

from kooperation.assignments.points import ToClarifyError
from kooperation.base.words import Words
from kooperation.grading import sandbox
from kooperation.grading.examination import edition, examine, files_in
from kooperation.grading.examiner_process import ExaminerProcess
from kooperation.grading.learner import Learner, Limits, Submission

WORDS = Words("grading.execute")


def is_test(cell: NotebookNode) -> bool:
    """Say whether *cell* is a test: graded by itself, not an answer of the learner's."""
    return bool(cell.cell_type == "code" and is_grade(cell) and not is_solution(cell))


class CannotRunError(Exception):
    """The learner's code cannot be run without danger to others; the message says why, in German."""


class ExecuteApart(NbGraderPreprocessor):
    """Runs a submission with its tests apart from the learner's code.

    The examiner is that of the run this belongs to; outside of a run it has one of its own. Raises CannotRunError
    if a test asks for the learner's code and there is no sandbox for it, unless that is allowed.
    """

    # Why the notebook could not be read: then nothing that it lacks is the learner's fault.
    _unread = ""
    examiner: ExaminerProcess | None = None  # whose it uses, where that is not its parent's
    limits = Limits()
    cell_timeout = Float(limits.cell, help="Seconds a cell of the learner's may compute.").tag(
        config=True
    )
    cells_timeout = Float(
        limits.cells,
        help="Seconds all cells of the learner's may compute together: else a few endless ones hold up a class.",
    ).tag(config=True)
    call_timeout = Float(
        limits.calls,
        help="Seconds a learner's functions may compute for all calls of one test cell together.",
    ).tag(config=True)
    grace = Float(
        limits.grace,
        help="Seconds of computing the code gets after it was to stop, before it is ended.",
    ).tag(config=True)
    test_timeout = Float(
        60.0, help="Seconds a test cell may take, without those of the learner's code."
    ).tag(config=True)
    unsandboxed = Bool(
        False,
        help="Run learners' code also where there is no sandbox: it can read and change what you can.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any = None) -> tuple[NotebookNode, Any]:
        about = (resources or {}).get("metadata", {})
        self._unread = nb.metadata.get("kooperation", {}).get("unread", "")
        files = files_in(Path(about.get("path") or "."))
        handed_in = {**files, **edition(nb, about.get("name"))}
        code = [cell for cell in nb.cells if cell.cell_type == "code" and not is_test(cell)]
        given, own = _apart(code)
        submission = Submission(
            [cell.source for cell in own], files, [cell.source for cell in given]
        )
        with self._an_examiner() as examiner, self._a_learner(submission) as learner:
            for cell in filter(is_test, nb.cells):
                learner.allow()
                cell.outputs = examine(
                    cell, handed_in, examiner, learner, self.test_timeout, self._unread
                )
            for cell, outputs in zip(own, learner.outputs or (), strict=False):
                cell.outputs = list(_outputs(outputs))
        nb.metadata.pop("widgets", None)
        return nb, resources

    @contextmanager
    def _an_examiner(self) -> Iterator[ExaminerProcess]:
        if shared := self.examiner or getattr(self.parent, "examiner", None):
            yield shared
        else:
            with ExaminerProcess() as examiner:
                yield examiner

    def _a_learner(self, submission: Submission) -> Learner:
        if self._unread:  # what a test would ask for may well have been there
            return _Forbidden(ToClarifyError(self._unread))
        limits = Limits(self.cell_timeout, self.cells_timeout, self.call_timeout, self.grace)
        why = sandbox.why_none()
        if why and not self.unsandboxed:
            return _Forbidden(CannotRunError(why))
        return Learner(submission, limits, is_walled=not why)


class _Forbidden(Learner):
    """Code that must not, or cannot, run here: whoever asks for it is told why."""

    def __init__(self, why: Exception) -> None:
        super().__init__()
        self._why = why

    def lend(self, names: set[str]) -> dict[str, Any]:
        if names:
            raise self._why
        return {}


def _apart(cells: Iterable[NotebookNode]) -> tuple[list[NotebookNode], list[NotebookNode]]:
    """Return the cells of the course's own, which are locked, and those of the learner's."""
    given: list[NotebookNode] = []
    own: list[NotebookNode] = []
    for cell in cells:
        (given if is_locked(cell) else own).append(cell)
    return given, own


def _outputs(said: Iterable[dict[str, Any] | None]) -> Iterator[NotebookNode]:
    """Yield the outputs of a cell as a notebook has them."""
    for output in said:
        if output is None:
            yield new_output("stream", name="stdout", text=f"\n{WORDS['cut']}\n")
        elif output["kind"] == "error":
            yield new_output(
                "error", ename=output["name"], evalue=output["text"], traceback=output["trace"]
            )
        elif output["kind"] == "result":
            yield new_output("execute_result", {"text/plain": output["text"]}, execution_count=None)
        else:
            yield new_output("stream", name=output["kind"], text=output["text"])
