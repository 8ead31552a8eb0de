"""The examiner: a process of its own in which test cells run, without the learner's code.

`ExaminerProcess` starts it and is the other end. It says that it is ready, then reads one JSON object per
line and answers with one; what a test needs of the learner it asks for, and gets plain data:

    ← {"ready": true}
    → {"run": source, "folder": path}
    ← {"lend": [names]}
    → {name: "function" | {"value": …} | {"problem": sentence}}
    ← {"call": name, "arguments": […]}                    any number of times
    → {"value": …} or {"problem": sentence}
    ← {"result": {mimetype: data} | null} or {"error": [name, text, traceback]}

Test cells are parsed here and not in the process that grades: until CPython 3.11.8 and 3.12.2 a parser that
was interrupted by another thread could fail for good work (python/cpython#106905); here is one thread.
"""

from __future__ import annotations

import ast
import builtins
import json
import os
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import kooperation
from kooperation.base.words import Words
from kooperation.grading.marking import LearnerError

if TYPE_CHECKING:
    from kooperation.grading.learner import Learner

WORDS = Words("grading.learner")


class Examiner:
    """Runs each test cell in a namespace of its own, and asks for the learner's functions."""

    def __init__(self, requests: TextIO, replies: TextIO) -> None:
        self._requests, self._replies = requests, replies

    def serve(self) -> None:
        home = os.getcwd()
        self._reply({"ready": True})
        for line in self._requests:
            request = json.loads(line)
            try:
                os.chdir(request["folder"])
                self._reply({"result": self._run(request["run"])})
            except BaseException as error:
                text = "".join(traceback.format_exception(error))
                self._reply({"error": [type(error).__name__, str(error), text]})
            finally:
                os.chdir(home)  # the folder is deleted soon

    def _run(self, source: str) -> dict[str, Any] | None:
        tree = ast.parse(source)
        lent = self._ask({"lend": sorted(free_names(tree))})
        called = called_names(tree)
        namespace = {n: self._borrowed(n, what, n in called) for n, what in lent.items()}
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

    def _borrowed(self, name: str, what: Any, is_called: bool) -> Any:
        if what == "function":
            return self._proxy(name)
        if "value" in what and not is_called:
            return what["value"]
        # A number where a function is asked for: the learner's fault, and no crash of the test.
        problem = what.get("problem") or WORDS.filled("no_function", name=name)

        def missing(*_arguments: Any) -> Any:
            raise LearnerError(problem)

        return missing

    def _proxy(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            answer = self._ask({"call": name, "arguments": arguments})
            if "problem" in answer:
                raise LearnerError(answer["problem"])
            return answer["value"]

        return call

    def _ask(self, question: dict[str, Any]) -> Any:
        self._reply(question)
        return json.loads(self._requests.readline())

    def _reply(self, message: dict[str, Any]) -> None:
        self._replies.write(json.dumps(message) + "\n")
        self._replies.flush()


def main() -> None:
    """Serve as the examiner, once what tests import has shown that it can be imported."""
    import kooperation.grading.items  # noqa: F401

    replies, sys.stdout = sys.stdout, sys.stderr
    Examiner(sys.stdin, replies).serve()


# The other end -----------------------------------------------------------------------------------

START_SECONDS = 60.0  # a busy machine with a cold disk needs some
_LINES = 12  # of what the examiner said last
# Isolated (-I) and without site (-S) it imports from nowhere but the folders it is given.
_OPTIONS = ("-I", "-S", "-X", "utf8", "-X", "faulthandler")
_MAIN = (
    "import sys; sys.path[:] = sys.argv[1:]; from kooperation.grading.examiner import main; main()"
)


class ExaminerUnavailableError(Exception):
    """The examiner cannot start, so nothing can be graded; the message says why, in German."""


class ExaminerLostError(Exception):
    """The examiner took too long or crashed over a test: a fault of the test, not of the learner."""


class ExaminerProcess:
    """The examiner as a child process, for any number of submissions; a new one if it was lost.

    Raises ExaminerUnavailableError if it cannot start.
    """

    def __init__(self) -> None:
        self._start()

    def __enter__(self) -> ExaminerProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def run(self, source: str, folder: Path, learner: Learner, timeout: float) -> dict[str, Any]:
        """Run *source* in *folder*; what it needs of the *learner* it gets.

        Raises ExaminerLostError if there is no result within *timeout* seconds or the process ends.
        """
        if self._process.poll() is not None:
            self.end()
            self._start()
        self._errors.seek(0)
        self._errors.truncate()  # what earlier tests said
        with self._watched(timeout) as late:
            try:
                self._send({"run": source, "folder": str(folder)})
                return self._result(learner)
            except BaseException as error:
                said = self.end()  # or it would take the next test for an answer
                if not isinstance(error, OSError | EOFError):
                    raise
                raise ExaminerLostError(
                    "\n".join(
                        [
                            *said,
                            f"Die Prüfung hatte nach {timeout:g} s noch kein Ergebnis."
                            if late.is_set()
                            else f"Der Prüfprozess ist bei dieser Prüfung abgestürzt ({self._code}).",
                        ]
                    )
                ) from error

    def end(self) -> list[str]:
        """End the process and return the lines that it said last."""
        if self._errors.closed:  # it was ended before
            return []
        self._process.kill()
        self._process.communicate()
        with self._errors as errors:
            errors.seek(0)
            return errors.read().decode("utf-8", "replace").splitlines()[-_LINES:]

    @property
    def _code(self) -> str:
        return f"Rückgabewert {self._process.returncode}"

    def _start(self) -> None:
        self._errors = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (`end` closes it)
        try:
            self._process = subprocess.Popen(
                [sys.executable, *_OPTIONS, "-c", _MAIN, *import_folders()],
                cwd=Path(sys.executable).anchor,  # a folder that stays
                env={**os.environ, "NBGRADER_EXECUTION": "autograde"},  # answers are read only
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                text=True,
                encoding="utf-8",
            )
        except OSError as error:
            self._errors.close()
            raise _unavailable(f"lässt sich nicht starten ({error})", []) from error
        with self._watched(START_SECONDS) as late:
            try:
                self._receive()
            except (OSError, EOFError, ValueError) as error:
                said = self.end()
                raise _unavailable(
                    f"ist nach {START_SECONDS:g} s noch nicht bereit"
                    if late.is_set()
                    else f"endet gleich nach dem Start ({self._code})",
                    said,
                ) from error

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[threading.Event]:
        """Kill the process after *seconds*; the event is set then."""
        late, process = threading.Event(), self._process

        def give_up() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(seconds, give_up)
        watch.start()
        try:
            yield late
        finally:
            watch.cancel()
            watch.join()
            if late.is_set():
                process.wait()

    def _result(self, learner: Learner) -> dict[str, Any]:
        while True:
            reply = self._receive()
            if "lend" in reply:
                self._send(learner.lend(set(reply["lend"])))
            elif "call" in reply:
                self._send(learner.call(reply["call"], reply["arguments"]))
            else:
                return reply

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


def _unavailable(how: str, said: list[str]) -> ExaminerUnavailableError:
    return ExaminerUnavailableError(
        "\n".join(
            [
                f"Es wird nichts bewertet: Der Prozess, in dem die Prüfungen laufen, {how}."
                + (" Er meldet zuletzt:" if said else ""),
                *said,
            ]
        )
    )


def import_folders() -> list[str]:
    """Return the folders this process imports from, in their order, however the course is installed.

    The folder it was started in is left out: with `python -m` Python puts it first, and it may be a
    learner's. The package's own is always there.
    """
    started_in = {os.getcwd(), "" if sys.flags.safe_path else sys.path[0]}
    own = str(Path(kooperation.__file__).absolute().parents[1])
    folders = [f for f in sys.path if os.path.isabs(f) and f not in started_in]
    return folders if own in folders else [own, *folders]


def called_names(tree: ast.AST) -> set[str]:
    """Return the names that *tree* calls as functions."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}


def free_names(tree: ast.AST) -> set[str]:
    """Return the names that the code of *tree* reads and does not itself bind, builtins left out."""
    loaded: set[str] = set()
    bound = set(dir(builtins))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (loaded if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.ExceptHandler):
            bound.add(node.name or "")
    return loaded - bound
