"""The examiner: a process of its own in which test cells run, without the learner's code.

`examiner_process` starts it and is the other end. It says that it is ready, then reads one JSON object per
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
import sys
import traceback
from collections.abc import Callable
from typing import Any, TextIO

from kooperation.base.words import Words
from kooperation.grading.marking import LearnerError

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
