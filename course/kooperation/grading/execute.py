"""Execution in two processes: the learner's code in one, the tests in another, plain data between.

nbgrader runs tests in the learner's own kernel, where a forged equality or a patched builtin earns
points. Here the kernel runs everything but the test cells. Each test cell runs in the examiner, in a
namespace of its own; a learner's function is called across, with JSON in and out. So questions of
the answer sheet are graded without any learner's code, and no verdict is left to it. Each of the two
has a copy of the folder to itself: what one does to the files, the other never sees.

A test that fails by itself, and not by what the learner did, says nothing about the learner: its cell gets
an error as its output, and `to_clarify` tells. Plain nbgrader would make 0 points of that; SaveGrades does not.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from nbgrader.utils import is_grade, is_solution
from traitlets import Float, default

from kooperation.assignments.points import MIMETYPE, Part, ToClarifyError, award
from kooperation.base.words import Words
from kooperation.grading.examiner_process import ExaminerLostError, ExaminerProcess
from kooperation.grading.learner import Learner

WORDS = Words("grading.execute")
MAX_OUTPUT = 200_000
MAX_LINE = 2_000
MAX_FILE = 5_000_000  # bytes; an answers file is refused from 1 MB on

# Errors in a test cell that are the learner's, with the place they concern; any other is ours.
_LEARNERS_FAULTS = {
    "SheetError": "Antwortdatei",
    "LearnerError": "Python-Teil",
    "AssertionError": "Python-Teil",
}


def is_test(cell: NotebookNode) -> bool:
    """Say whether *cell* is a test: graded by itself, not an answer of the learner's."""
    return bool(cell.cell_type == "code" and is_grade(cell) and not is_solution(cell))


def to_clarify(outputs: list[NotebookNode]) -> str:
    """Return why a human must decide about a test cell that has *outputs*, or "" if nobody must."""
    return next((output.evalue for output in outputs if output.output_type == "error"), "")


@contextmanager
def _tests_last(nb: NotebookNode) -> Iterator[None]:
    """Have the tests of *nb* behind all cells of the learner's, who may have moved a function below its test."""
    order = nb.cells
    nb.cells = sorted(order, key=is_test)
    try:
        yield
    finally:
        nb.cells = order


class ExecuteApart(Execute):
    """Runs a submission with its tests apart from the learner's code.

    The examiner is that of the run this belongs to; outside of a run it has one of its own.
    """

    call_timeout = Float(
        10.0,
        help="Seconds a learner's functions may compute for all calls of one test cell together.",
    ).tag(config=True)
    grace = Float(
        3.0,
        help="Seconds of computing a kernel gets to answer after an interrupt, before it is given up.",
    ).tag(config=True)
    test_timeout = Float(60.0, help="Seconds a test cell may take in all.").tag(config=True)

    @default("shutdown_kernel")
    def _shut_down_at_once(self) -> str:
        return "immediate"  # nothing of the kernel's is kept; politely it takes up to 5 s

    def preprocess(
        self, nb: NotebookNode, resources: Any = None, km: Any = None
    ) -> tuple[NotebookNode, Any]:
        resources = {} if resources is None else resources
        metadata = resources.setdefault("metadata", {})
        path = metadata.get("path")
        with tempfile.TemporaryDirectory(prefix="kooperation-") as scratch:
            self._handed_in = {**_files(Path(path or ".")), **_edition(nb, metadata.get("name"))}
            metadata["path"] = str(self._copied(path, Path(scratch) / "work"))
            self._learner = Learner(self.grace)
            with self._an_examiner() as self._examiner, _tests_last(nb):
                try:
                    super().preprocess(nb, resources, km)
                except (RuntimeError, DeadKernelError):
                    self.log.exception("The kernel did not start.")
                    self._learner.lost = WORDS["not_run"]
                    for index, cell in enumerate(nb.cells):
                        self.preprocess_cell(cell, resources, index)
        metadata["path"] = path
        nb.metadata.pop("widgets", None)
        return nb, resources

    @contextmanager
    def _an_examiner(self) -> Iterator[ExaminerProcess]:
        if shared := getattr(self.parent, "examiner", None):
            yield shared
        else:
            with ExaminerProcess() as examiner:
                yield examiner

    def _copied(self, folder: str | None, to: Path) -> Path:
        """Copy what was handed in, without notebooks: in the graded one stand the hidden tests."""
        try:
            shutil.copytree(
                folder or ".", to, symlinks=True, ignore=shutil.ignore_patterns("*.ipynb")
            )
        except shutil.Error as error:
            self.log.warning("Not everything could be copied: %s", error)
        return to

    def start_new_kernel(self, **kwargs: Any) -> None:
        """Start the learner's kernel; what it writes to the terminal is nobody's business."""
        super().start_new_kernel(stderr=subprocess.DEVNULL, **kwargs)

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, index: int
    ) -> tuple[NotebookNode, Any]:
        if is_test(cell):
            cell.outputs = self._examine(cell)
        elif cell.cell_type == "code":
            self._run(cell, resources, index)
        return cell, resources

    # The learner's cells -----------------------------------------------------------------------

    def _run(self, cell: NotebookNode, resources: Any, index: int) -> None:
        if self._learner.lost:
            cell.outputs = [_error("KernelLost", self._learner.lost)]
            return
        self._learner.meet(self.km, self.kc)
        self._written = 0
        try:
            super().preprocess_cell(cell, resources, index)
            in_order = all(o.get("ename") != "CellTimeoutError" for o in cell.outputs)
        except Exception as error:  # it died, writes without end, or sends what nobody can read
            self.log.warning("Cell %s: %r", index, error)
            in_order = False
        if not in_order and not self._learner.responds():
            cell.outputs = [*cell.outputs, _error("KernelLost", self._learner.lost)]
        for output in cell.outputs:
            if output.output_type == "error":
                output.evalue = output.evalue[:MAX_LINE]
                output.traceback = [line[:MAX_LINE] for line in output.traceback]

    def output(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> NotebookNode | None:
        """Keep what a cell writes, up to MAX_OUTPUT characters: a flood would fill memory and disk."""
        self._written += len(repr(msg["content"]))
        if self._written <= MAX_OUTPUT:
            return super().output(outs, msg, display_id, cell_index)
        cut = new_output("stream", name="stdout", text=f"\n{WORDS['cut']}\n")
        if not outs or outs[-1] != cut:
            outs.append(cut)
        return None

    # The tests ---------------------------------------------------------------------------------

    def _examine(self, cell: NotebookNode) -> list[NotebookNode]:
        points = float(cell.metadata.nbgrader.points)
        self._learner.allow(self.call_timeout)
        try:
            with tempfile.TemporaryDirectory(prefix="kooperation-") as desk:
                _lay_out(self._handed_in, Path(desk))
                reply = self._examiner.run(
                    cell.source, Path(desk), self._learner, self.test_timeout
                )
            _check(reply, points)
        except (ExaminerLostError, ValueError) as error:
            reply = {"error": [type(error).__name__, str(error), str(error)]}
        if "error" not in reply:
            return [] if reply["result"] is None else [_result(reply["result"])]
        name, text, trace = reply["error"]
        if name in _LEARNERS_FAULTS:
            marks = award([Part(_LEARNERS_FAULTS[name], 0, text)], of=points, read=WORDS["help"])
            return [_result(marks._repr_mimebundle_())]
        if name == ToClarifyError.__name__:
            return [_error(name, text or WORDS["broken_test"])]
        self.log.error("Test cell %s failed:\n%s", cell.metadata.nbgrader.grade_id, trace)
        return [_error(name, WORDS["broken_test"], trace)]


# What a test reads of what was handed in is held here, from before the learner's code runs, and laid out anew
# for each test: files that this code could change decide about nothing.


def _files(folder: Path) -> dict[str, bytes]:
    """Return the files of *folder* by their path in it, without notebooks, links and what is larger than MAX_FILE."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix != ".ipynb"
        and not path.is_symlink()
        and path.is_file()
        and path.stat().st_size <= MAX_FILE
    }


def _edition(nb: NotebookNode, name: str | None) -> dict[str, bytes]:
    """Return the notebook without its cells, so that `open_task` finds the edition it was released with."""
    if not name or not (about := nb.metadata.get("kooperation")):
        return {}
    bare = {"metadata": {"kooperation": about}, "cells": []}
    return {f"{name}.ipynb": json.dumps(bare).encode()}


def _lay_out(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _check(reply: dict[str, Any], points: float) -> None:
    """Raise ValueError unless a test cell ended in nothing, or in marks out of the cell's points.

    nbgrader gives full points for any other last value.
    """
    result = reply.get("result")
    if result is not None and (MIMETYPE not in result or result[MIMETYPE]["of"] != points):
        raise ValueError(f"A test ends in an assert or in mark_…(…, of={points:g}).")


def _result(bundle: dict[str, Any]) -> NotebookNode:
    return new_output("execute_result", data=bundle, execution_count=None)


def _error(name: str, text: str, trace: str = "") -> NotebookNode:
    return new_output("error", ename=name, evalue=text, traceback=(trace or text).splitlines())
