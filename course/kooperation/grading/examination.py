"""A test cell, examined: what was handed in is laid out, the test is run by the examiner, and what came of it is checked.

What a test reads of what was handed in is held here, from before the learner's code runs, and laid out anew for each test:
files that this code could change decide about nothing.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets import log

from kooperation.assignments.kinds import Kind
from kooperation.assignments.points import MIMETYPE, Part, ToClarifyError, award
from kooperation.base.words import Words
from kooperation.grading.examiner_process import ExaminerLostError, ExaminerProcess
from kooperation.grading.learner import Learner

WORDS = Words("grading.execute")
MAX_FILE = 5_000_000  # bytes; an answers file is refused from 1 MB on

# Errors in a test cell that are the learner's, with the place they concern; any other is ours. A sheet that is there and
# cannot be read is no such error: what stood in it nobody knows.
_LEARNERS_FAULTS = {
    "SheetError": "answers_file",
    "LearnerError": "code",
    "AssertionError": "code",
}


def to_clarify(outputs: list[NotebookNode]) -> str:
    """Return why a human must decide about a test cell that has *outputs*, or "" if nobody must."""
    return next((output.evalue for output in outputs if output.output_type == "error"), "")


def asks_for_code(record: Path) -> bool:
    """Say whether a test of the assignment with this *record* asks for something that learners wrote in Python."""
    try:
        kinds = [
            one["kind"] for one in tomllib.loads(record.read_text("utf-8"))["questions"].values()
        ]
        return not kinds or any(Kind(kind).record.code for kind in kinds)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return True  # nobody can say: what runs runs behind walls


def examine(
    cell: NotebookNode,
    handed_in: Mapping[str, bytes],
    examiner: ExaminerProcess,
    learner: Learner,
    timeout: float,
    unread: str = "",
) -> list[NotebookNode]:
    """Return the outputs of the test *cell*: its marks, nothing for all points, or an error if it failed by itself.

    *unread* says why the notebook could not be read: then nothing that it lacks is the learner's fault.
    """
    points = float(cell.metadata.nbgrader.points)
    try:
        with tempfile.TemporaryDirectory(prefix="kooperation-") as desk:
            _lay_out(handed_in, Path(desk))
            reply = examiner.run(cell.source, Path(desk), learner, timeout)
        _check(reply, points)
    except (ExaminerLostError, ValueError, ToClarifyError) as error:
        reply = {"error": [type(error).__name__, str(error), str(error)]}
    if "error" not in reply:
        return [] if reply["result"] is None else [_result(reply["result"])]
    name, text, trace = reply["error"]
    if unread and name in _LEARNERS_FAULTS:
        name, text = ToClarifyError.__name__, unread
    if name in _LEARNERS_FAULTS:
        marks = award(
            [Part(WORDS.section("places")[_LEARNERS_FAULTS[name]], 0, text)],
            of=points,
            read=WORDS["help"],
        )
        return [_result(marks._repr_mimebundle_())]
    if name == ToClarifyError.__name__:
        return [_error(name, text or WORDS["broken_test"])]
    log.get_logger().error("Test cell %s failed:\n%s", cell.metadata.nbgrader.grade_id, trace)
    return [_error(name, WORDS["broken_test"], trace)]


def files_in(folder: Path, chosen: Iterable[Path] | None = None) -> dict[str, bytes]:
    """Return the *chosen* files of *folder*, or all, by their path in it, without notebooks, links and what is larger than MAX_FILE.

    Of an answers file that is larger the beginning comes along: it is told to be too large, and not to be missing.
    """
    found = {}
    for path in folder.rglob("*") if chosen is None else chosen:
        if path.suffix == ".ipynb" or path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size <= MAX_FILE or path.name.endswith(".answers.json"):
            with path.open("rb") as file:
                found[str(path.relative_to(folder))] = file.read(MAX_FILE)
    return found


def edition(nb: NotebookNode, name: str | None) -> dict[str, bytes]:
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
