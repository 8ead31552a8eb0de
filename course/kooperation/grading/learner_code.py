"""The learner's code, in a process of its own: cells are run here, and functions called.

`learner` is the other end and trusts nothing that comes out of here. Run as a script, with the folders to import
from as arguments; it needs nothing but the standard library. One JSON object per line comes in, one goes out:

    → {"files": {path: base64}, "given": [source], "words": text, "limits": {name: number}}
    → {"run": source, "name": name, "seconds": s}      ← {"outputs": [{…}], "late": bool}
    → {"lend": [names], "seconds": s}                  ← {"kinds": {name: "function" | "value"}}
    → {"value": name, "seconds": s}                    ← {"value": …} or {"error": name} or {"late": true}
    → {"call": name, "arguments": […], "seconds": s}   ← the same

`given` are the course's own cells: of them is run what binds a name that the learner's code speaks of.
"""

from __future__ import annotations

import ast
import asyncio
import base64
import builtins
import inspect
import io
import json
import linecache
import os
import re
import signal
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

MAX_OUTPUT = 200_000  # characters of one cell
MAX_LINE = 2_000  # characters of an error's line
MAX_VALUE = 100_000  # characters, as JSON
PATIENCE = 4  # so much longer by the clock than by computing
LIMITS = {
    "memory": "RLIMIT_AS",
    "file": "RLIMIT_FSIZE",
    "open": "RLIMIT_NOFILE",
    "processes": "RLIMIT_NPROC",
}


class Late(BaseException):
    """The time that was given is over."""


class Written(io.TextIOBase):
    """What a cell writes, up to MAX_OUTPUT characters, as outputs of a notebook; None says that more was cut."""

    def __init__(self) -> None:
        self.outputs: list[dict[str, Any] | None] = []
        self._left = MAX_OUTPUT

    def add(self, kind: str, text: str) -> None:
        kept = text[: self._left]
        self._left -= len(kept)
        last = self.outputs[-1] if self.outputs else None
        if last and last["kind"] == kind and kind in ("stdout", "stderr"):
            last["text"] += kept
        elif kept:
            self.outputs.append({"kind": kind, "text": kept})
        if len(kept) < len(text) and None not in self.outputs:
            self.outputs.append(None)


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of the learner's code."""

    def __init__(self, kind: str) -> None:
        self.kind, self.to = kind, Written()

    encoding = "utf-8"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.to.add(self.kind, str(text))
        return len(text)


class Code:
    """The learner's cells, one after the other in one namespace, as in a notebook."""

    def __init__(self) -> None:
        self.main = types.ModuleType("__main__")
        self.scope = self.main.__dict__
        sys.modules["__main__"] = self.main
        sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
        self._has_shell = False
        builtins.exit = builtins.quit = lambda *_: None  # type: ignore[assignment]  # a notebook goes on

    def prepare(self, given: list[str], words: str) -> None:
        """Run of the *given* cells what binds one of the *words*, and what that needs."""
        wanted = set(re.findall(r"\w+", words))
        chosen: list[ast.stmt] = []
        for line in reversed([line for source in given for line in ast.parse(source).body]):
            if bound(line) & wanted:
                chosen.insert(0, line)
                wanted |= {node.id for node in ast.walk(line) if isinstance(node, ast.Name)}
        exec(compile(ast.Module(chosen, []), "<given>", "exec"), self.scope)

    def run(self, source: str, name: str) -> dict[str, Any]:
        """Run a cell and return its outputs."""
        written = Written()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, Stream):
                stream.to = written
        is_late = False
        try:
            value = self._run(source, name)
            if value is not None and not source.rstrip().endswith(";"):
                written.add("result", repr(value))
        except Late:
            is_late = True
        except BaseException as error:
            written.outputs.append(told(error))
            if max(map(len, (str(error), *written.outputs[-1]["trace"]))) > MAX_LINE:  # type: ignore[index]
                written.outputs.append(None)
        return {"outputs": written.outputs, "late": is_late}

    def _run(self, source: str, name: str) -> Any:
        tree = self._parsed(source)
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        last = tree.body[-1] if tree.body else None
        shown = ast.Expression(last.value) if isinstance(last, ast.Expr) else None
        if shown:
            tree.body.pop()
        self._execute(compile(tree, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT))
        if shown is None:
            return None
        return self._execute(compile(shown, name, "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT))

    def _execute(self, code: types.CodeType) -> Any:
        found = eval(code, self.scope)
        return asyncio.run(found) if code.co_flags & inspect.CO_COROUTINE else found

    def _parsed(self, source: str) -> ast.Module:
        if re.search(r"\b(get_ipython|display)\b", source):
            self._start_shell()
        try:
            return ast.parse(source)
        except SyntaxError:  # a magic of IPython's, or a mistake
            try:
                return ast.parse(self._start_shell()(source))
            except Exception:
                return ast.parse(source)

    def _start_shell(self) -> Callable[[str], str]:
        """Give the code what IPython gives; return what turns its own lines into Python."""
        from IPython.core.interactiveshell import InteractiveShell
        from IPython.display import display

        shell: Any = InteractiveShell.instance(user_module=self.main, user_ns=self.scope)
        if not self._has_shell:
            self._has_shell = True
            shell.colors = "nocolor"
            builtins.get_ipython = lambda: shell  # type: ignore[attr-defined]
            builtins.display = display  # type: ignore[attr-defined]
        transform: Callable[[str], str] = shell.transform_cell
        return transform

    def kinds(self, names: list[str]) -> dict[str, str]:
        there = {name: self.scope[name] for name in names if name in self.scope}
        return {name: "function" if callable(each) else "value" for name, each in there.items()}


def bound(line: ast.stmt) -> set[str]:
    """Return the names that a line of the course's own binds."""
    if isinstance(line, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).split(".")[0] for alias in line.names}
    if isinstance(line, ast.FunctionDef | ast.ClassDef):
        return {line.name}
    names = (node for node in ast.walk(line) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Store)}


def told(error: BaseException) -> dict[str, Any]:
    """Return an error as an output: its name, what it says, and the lines from the learner's code on."""
    place = error.__traceback__
    while place and place.tb_frame.f_code.co_filename == __file__:
        place = place.tb_next
    lines = "".join(traceback.format_exception(type(error), error, place)).splitlines()
    cut = [line[:MAX_LINE] for line in lines[:200]]
    return {
        "kind": "error",
        "name": type(error).__name__,
        "text": str(error)[:MAX_LINE],
        "trace": cut,
    }


class Process:
    """Hears what is asked, and answers."""

    def __init__(self, requests: TextIO, replies: TextIO) -> None:
        self._requests, self._replies = requests, replies
        self.code = Code()

    def serve(self) -> None:
        first = json.loads(self._requests.readline())
        limit(first["limits"])
        lay_out(first["files"])
        self.code.prepare(first["given"], first["words"])
        for line in self._requests:
            asked = json.loads(line)
            try:
                with within(asked["seconds"]):
                    reply = json.dumps(self._answer(asked), default=lambda _: float("nan"))
            except Late:
                reply = '{"late": true}'
            except BaseException as error:
                reply = json.dumps({"error": type(error).__name__})
            if len(reply) > MAX_VALUE and "run" not in asked:
                reply = '{"long": true}'
            self._replies.write(reply + "\n")
            self._replies.flush()

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        if "run" in asked:
            return self.code.run(asked["run"], asked["name"])
        if "lend" in asked:
            return {"kinds": self.code.kinds(asked["lend"])}
        if "value" in asked:
            return {"value": self.code.scope[asked["value"]]}
        return {"value": self.code.scope[asked["call"]](*asked["arguments"])}


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Late in what runs once it has computed for *seconds*, or lasted a multiple of that.

    Where a system has no such timers, the other end looks at the clock.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise Late

    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, 1),
        (signal.ITIMER_REAL, signal.SIGALRM, PATIENCE),
    )
    try:
        for timer, its_signal, longer in timers:
            signal.signal(its_signal, stop)
            signal.setitimer(timer, seconds * longer)
        yield
    finally:
        for timer, *_ in timers:
            signal.setitimer(timer, 0)


def limit(limits: dict[str, int]) -> None:
    """Set what the process may use, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for name, most in limits.items():
        which = getattr(resource, LIMITS[name])
        _, hard = resource.getrlimit(which)
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (value, value))


def lay_out(files: dict[str, str]) -> None:
    """Write what was handed in with the notebook into the folder we are in."""
    for name, content in files.items():
        os.makedirs(os.path.dirname(os.path.abspath(name)), exist_ok=True)
        with open(name, "wb") as file:
            file.write(base64.b64decode(content))


def main() -> None:
    """Serve, on streams that the learner's `print` and `input` do not use."""
    sys.path[:] = [os.getcwd(), *sys.argv[1:]]
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    Process(requests, replies).serve()


if __name__ == "__main__":
    main()
