"""The examiner: a process of its own in which test cells run, without the learner's code.

Run as `python -I -m kooperation.grading.examiner`; `ExaminerProcess` is the other end. It reads one JSON object per line and answers with
one; what a test needs of the learner it asks for, and gets plain data:

    → {"run": source, "names": {name: "function" | {"value": …} | {"problem": sentence}}}
    ← {"call": name, "arguments": […]}                    any number of times
    → {"value": …} or {"problem": sentence}
    ← {"result": {mimetype: data} | null} or {"error": [name, text, traceback]}
"""

from __future__ import annotations

import ast
import builtins
import json
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from kooperation.grading.marking import LearnerError


class Examiner:
    """Runs each test cell in a namespace of its own, and asks for the learner's functions."""

    def __init__(self, requests: TextIO, replies: TextIO) -> None:
        self._requests, self._replies = requests, replies

    def serve(self) -> None:
        for line in self._requests:
            request = json.loads(line)
            try:
                namespace = {n: self._borrowed(n, what) for n, what in request["names"].items()}
                self._reply({"result": self._run(request["run"], namespace)})
            except BaseException as error:
                text = "".join(traceback.format_exception(error))
                self._reply({"error": [type(error).__name__, str(error), text]})

    def _borrowed(self, name: str, what: Any) -> Any:
        if what == "function":
            return self._proxy(name)
        if "value" in what:
            return what["value"]

        def missing(*_arguments: Any) -> Any:
            raise LearnerError(what["problem"])

        return missing

    def _proxy(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self._reply({"call": name, "arguments": arguments})
            answer = json.loads(self._requests.readline())
            if "problem" in answer:
                raise LearnerError(answer["problem"])
            return answer["value"]

        return call

    def _run(self, source: str, namespace: dict[str, Any]) -> dict[str, Any] | None:
        tree = ast.parse(source)
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr):
            exec(compile(tree, "<test>", "exec"), namespace)
            return None
        tree.body.pop()
        exec(compile(tree, "<test>", "exec"), namespace)
        value = eval(compile(ast.Expression(last.value), "<test>", "eval"), namespace)
        if value is None:
            return None
        bundle = getattr(value, "_repr_mimebundle_", None)
        return bundle() if bundle else {"text/plain": repr(value)}

    def _reply(self, message: dict[str, Any]) -> None:
        self._replies.write(json.dumps(message) + "\n")
        self._replies.flush()


class ExaminerLostError(Exception):
    """The examiner took too long or ended: a fault of the test, not of the learner."""


class ExaminerProcess:
    """The examiner as a child process: started before the learner's code, and again if it was lost."""

    def __init__(self, folder: Path, timeout: float) -> None:
        self._folder, self._timeout = folder, timeout
        self._process = self._started()

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-m", "kooperation.grading.examiner"],
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> ExaminerProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def run(
        self,
        source: str,
        names: dict[str, Any],
        call: Callable[[str, list[Any]], dict[str, Any]],
    ) -> dict[str, Any]:
        """Run *source*; answer its calls of the learner's functions by *call(name, arguments)*.

        Raises ExaminerLostError if there is no result in time; the next test gets a new process.
        """
        watch = threading.Timer(self._timeout, self._process.kill)
        watch.start()
        try:
            self._send({"run": source, "names": names})
            while "call" in (reply := self._receive()):
                self._send(call(reply["call"], reply["arguments"]))
            return reply
        except (OSError, EOFError) as error:
            self._end()
            self._process = self._started()
            raise ExaminerLostError(f"No result within {self._timeout:g} s.") from error
        finally:
            watch.cancel()

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise EOFError
        reply: dict[str, Any] = json.loads(line)
        return reply


def free_names(source: str) -> set[str]:
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
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.ExceptHandler):
            bound.add(node.name or "")
    return loaded - bound


if __name__ == "__main__":
    replies, sys.stdout = sys.stdout, sys.stderr
    Examiner(sys.stdin, replies).serve()
