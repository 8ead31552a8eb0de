"""The examiner: a process of its own in which test cells run, without the learner's code.

Run as `python -I -m kooperation.grading.examiner`. It reads one JSON object per line and answers with
one; what a test needs of the learner it asks for, and gets plain data:

    → {"run": source, "names": {name: "function" | {"value": …} | {"problem": sentence}}}
    ← {"call": name, "arguments": […]}                    any number of times
    → {"value": …} or {"problem": sentence}
    ← {"result": {mimetype: data} | null} or {"error": [name, text, traceback]}
"""

from __future__ import annotations

import ast
import json
import sys
import traceback
from collections.abc import Callable
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


if __name__ == "__main__":
    replies, sys.stdout = sys.stdout, sys.stderr
    Examiner(sys.stdin, replies).serve()
