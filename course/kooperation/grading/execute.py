"""Execution in two processes: the learner's code in one, the tests in another, plain data between.

nbgrader runs tests in the learner's own kernel, where a forged equality or a patched builtin earns
points. Here the kernel runs everything but the test cells. Each test cell runs in the examiner, in a
namespace of its own; a learner's function is called across, with JSON in and out. So questions of
the answer sheet are graded without any learner's code, and no verdict is left to it.
"""

from __future__ import annotations

import ast
import builtins
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from nbgrader.utils import is_grade, is_solution
from traitlets import Float

from kooperation.grading.marking import Part, award

HELP = "Lektion 0, «Antworten und abgeben»"

# Errors in a test cell that are the learner's, with the place they concern; any other is ours.
_LEARNERS_FAULTS = {
    "SheetError": "Antwortdatei",
    "LearnerError": "Python-Teil",
    "AssertionError": "Python-Teil",
}

# What the learner's kernel is asked; both evaluate to a text of JSON.
_KIND = (
    "(lambda json, scope: json.dumps({{name: 'function' if callable(scope[name]) else 'value'"
    " for name in {names!r} if name in scope}}))(__import__('json'), globals())"
)
_CALL = "__import__('json').dumps({name}(*__import__('json').loads({arguments!r})))"
_VALUE = "__import__('json').dumps({name})"


def is_test(cell: NotebookNode) -> bool:
    """Say whether *cell* is a test: graded by itself, not an answer of the learner's."""
    return bool(cell.cell_type == "code" and is_grade(cell) and not is_solution(cell))


class ExecuteApart(Execute):
    """Runs a submission with its tests apart from the learner's code."""

    call_timeout = Float(
        5.0, help="Seconds a learner's function may take for one call, and a kernel to answer."
    ).tag(config=True)
    test_timeout = Float(60.0, help="Seconds a test cell may take in all.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: Any = None, km: Any = None
    ) -> tuple[NotebookNode, Any]:
        folder = (resources or {}).get("metadata", {}).get("path") or "."
        self._lost = ""
        with _ExaminerProcess(folder, self.test_timeout) as examiner:
            self._examiner = examiner
            nb, resources = super().preprocess(nb, resources, km)
        nb.metadata.pop("widgets", None)
        return nb, resources

    def start_new_kernel(self, **kwargs: Any) -> None:
        """Start the learner's kernel; what it writes to the terminal is nobody's business."""
        super().start_new_kernel(stderr=subprocess.DEVNULL, **kwargs)

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, index: int
    ) -> tuple[NotebookNode, Any]:
        if is_test(cell):
            cell.outputs = self._examine(cell)
            return cell, resources
        if self._lost:
            if cell.cell_type == "code":
                cell.outputs = [_lost(self._lost)]
            return cell, resources
        try:
            result: tuple[NotebookNode, Any] = super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            self._lose("Ihr Code hat den Rechenkern beendet.", cell)
            return cell, resources
        timed_out = any(o.get("ename") == "CellTimeoutError" for o in cell.get("outputs", ()))
        if timed_out and self._evaluate("'da'") is None:
            self._lose("Ihr Code ließ sich nicht unterbrechen.", cell)
        return result

    def _lose(self, sentence: str, cell: NotebookNode) -> None:
        self._lost = sentence
        cell.outputs = [*cell.outputs, _lost(sentence)]

    # Tests -------------------------------------------------------------------------------------

    def _examine(self, cell: NotebookNode) -> list[NotebookNode]:
        try:
            names = self._borrow(_free_names(cell.source))
            reply = self._examiner.run(cell.source, names, self._call)
        except (_ExaminerLostError, SyntaxError) as error:
            reply = {"error": [type(error).__name__, str(error), str(error)]}
        if "error" in reply:
            name, text, trace = reply["error"]
            if name in _LEARNERS_FAULTS:
                marks = award([Part(_LEARNERS_FAULTS[name], 0, text)], of=_points(cell), read=HELP)
                return [_result(marks._repr_mimebundle_())]
            self.log.error("Test cell %s failed:\n%s", cell.metadata.nbgrader.grade_id, trace)
            return [new_output("error", ename=name, evalue=text, traceback=trace.splitlines())]
        return [] if reply["result"] is None else [_result(reply["result"])]

    def _borrow(self, names: set[str]) -> dict[str, Any]:
        """Return for each of *names* what the learner's kernel has under it."""
        if not names:
            return {}
        if self._lost:
            return {name: {"problem": self._lost} for name in names}
        kinds = json.loads(self._evaluate(_KIND.format(names=sorted(names))) or "{}")
        borrowed: dict[str, Any] = {}
        for name in names:
            if name not in kinds:
                borrowed[name] = {"problem": f"«{name}» gibt es in Ihrem Notebook nicht."}
            elif kinds[name] == "function":
                borrowed[name] = "function"
            else:
                borrowed[name] = self._plain(_VALUE.format(name=name))
        return borrowed

    def _call(self, name: str, arguments: list[Any]) -> dict[str, Any]:
        if self._lost:
            return {"problem": self._lost}
        return self._plain(_CALL.format(name=name, arguments=json.dumps(arguments)))

    def _plain(self, expression: str) -> dict[str, Any]:
        """Return {"value": …} of the learner's *expression* as strict JSON, or {"problem": …}."""
        try:
            text = self._evaluate(expression)
            if text is None:
                return {"problem": "Ihre Funktion antwortet nicht (Endlosschleife?)."}
            return {"value": json.loads(text, parse_constant=_no_constant)}
        except _LearnerFailedError as error:
            return {"problem": f"Ihre Funktion bricht ab ({error})."}
        except ValueError:
            return {"problem": "Ihre Funktion gibt keinen einfachen Wert zurück."}

    def _evaluate(self, expression: str) -> str | None:
        """Return the text that *expression* has in the learner's kernel, or None without an answer.

        Raises _LearnerFailedError with the error's name if it raised.
        """
        message = self.kc.execute(
            "", silent=True, store_history=False, user_expressions={"value": expression}
        )
        reply = self._reply_to(message)
        if reply is None:
            run_sync(self.km.interrupt_kernel)()
            if self._reply_to(message) is None:
                self._lost = "Ihr Code ließ sich nicht unterbrechen."
            return None
        outcome = reply["content"].get("user_expressions", {}).get("value", {})
        if outcome.get("status") != "ok":
            raise _LearnerFailedError(outcome.get("ename", "Fehler"))
        text = ast.literal_eval(outcome["data"]["text/plain"])
        return str(text)

    def _reply_to(self, message: str) -> dict[str, Any] | None:
        deadline = time.monotonic() + self.call_timeout
        while (left := deadline - time.monotonic()) > 0:
            try:
                reply: dict[str, Any] = run_sync(self.kc.get_shell_msg)(timeout=left)
            except Empty:
                return None
            if reply["parent_header"].get("msg_id") == message:
                return reply
        return None


def _result(bundle: dict[str, Any]) -> NotebookNode:
    return new_output("execute_result", data=bundle, execution_count=None)


def _lost(sentence: str) -> NotebookNode:
    return new_output("error", ename="KernelLost", evalue=sentence, traceback=[sentence])


def _points(cell: NotebookNode) -> float:
    return float(cell.metadata.nbgrader.points)


class _LearnerFailedError(Exception):
    """The learner's code raised; holds the error's name."""


class _ExaminerLostError(Exception):
    """The examiner took too long or ended: a fault of the test, not of the learner."""


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _free_names(source: str) -> set[str]:
    """Return the names that *source* reads and does not itself bind, builtins left out."""
    loaded: set[str] = set()
    bound = set(dir(builtins))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            (loaded if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
    return loaded - bound


class _ExaminerProcess:
    """The examiner as a child process, started when it is first needed."""

    def __init__(self, folder: str | Path, timeout: float) -> None:
        self._timeout = timeout
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-m", "kooperation.grading.examiner"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> _ExaminerProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def run(
        self,
        source: str,
        names: dict[str, Any],
        call: Callable[[str, list[Any]], dict[str, Any]],
    ) -> dict[str, Any]:
        """Run *source*; answer its calls of the learner's functions by *call(name, arguments)*."""
        watch = threading.Timer(self._timeout, self._process.kill)
        watch.start()
        try:
            self._send({"run": source, "names": names})
            while "call" in (reply := self._receive()):
                self._send(call(reply["call"], reply["arguments"]))
            return reply
        finally:
            watch.cancel()

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()
        except OSError as error:
            raise _ExaminerLostError("Die Prüfung wurde beendet.") from error

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise _ExaminerLostError(f"Die Prüfung dauerte über {self._timeout:g} s oder brach ab.")
        reply: dict[str, Any] = json.loads(line)
        return reply
