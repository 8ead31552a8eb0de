"""The learner's kernel, as the tests see it: functions to call and values, as plain data.

Whatever the learner's code has done to its kernel, what comes out of here is JSON or a German
sentence that says why there is none; and it comes in time.
"""

from __future__ import annotations

import ast
import json
import time
from collections.abc import Callable
from queue import Empty
from typing import Any

import psutil
from jupyter_core.utils import run_sync

from kooperation.base.words import Words

# What the kernel is asked; all of it evaluates to a text of JSON. What has no place in JSON becomes
# NaN, which is refused here; a text that is too long is cut, and is no JSON then.
MAX_CHARACTERS = 100_000
MAX_NAME = 60
MAX_SHOWN = 4 * MAX_CHARACTERS  # as Python writes it: a backslash may stand before each
PATIENCE = (
    4  # so much longer by the clock may a kernel take that has to share its processor, or waits
)
_KIND = (
    "(lambda json, scope: json.dumps({{name: 'function' if callable(scope[name]) else 'value'"
    " for name in {names!r} if name in scope}}))(__import__('json'), globals())"
)
_VALUE = (
    "(lambda json: json.dumps({value}, default=lambda _: float('nan'))"
    f"[:{MAX_CHARACTERS}])(__import__('json'))"
)
_CALL = "{name}(*json.loads({arguments!r}))"

WORDS = Words("grading.learner")


class Learner:
    """Asks the learner's kernel, once it has met it; *lost* says why it cannot be asked any more."""

    def __init__(self, grace: float) -> None:
        self._grace = grace
        self._time_left = 0.0
        self._manager: Any = None
        self._client: Any = None
        self.lost = ""

    def meet(self, manager: Any, client: Any) -> None:
        """Take the kernel to ask, as jupyter_client's manager and client."""
        self._manager, self._client = manager, client

    def allow(self, seconds: float) -> None:
        """Give the kernel *seconds* of computing for all that is asked from now on."""
        self._time_left = seconds

    def lend(self, names: set[str]) -> dict[str, Any]:
        """Return for each of *names* "function", {"value": …} or {"problem": sentence}."""
        if not names:
            return {}
        kinds = self._ask(_KIND.format(names=sorted(names)), WORDS["notebook"])
        if "problem" in kinds:
            return dict.fromkeys(names, kinds)
        known = kinds["value"] if isinstance(kinds["value"], dict) else {}
        return {name: self._lent(name, known.get(name)) for name in names}

    def _lent(self, name: str, kind: Any) -> Any:
        if kind == "function":
            return "function"
        if kind == "value":
            return self._ask(_VALUE.format(value=name), WORDS.filled("value", name=name))
        return {"problem": WORDS.filled("missing", name=name)}

    def call(self, name: str, arguments: list[Any]) -> dict[str, Any]:
        """Return {"value": …} of the learner's function *name*, or {"problem": sentence}."""
        call = _CALL.format(name=name, arguments=json.dumps(arguments))
        return self._ask(_VALUE.format(value=call), WORDS["function"])

    def responds(self) -> bool:
        """Interrupt the kernel and say whether it answers then; if it does not, it is lost."""
        if not run_sync(self._manager.is_alive)():
            self.lost = WORDS["ended"]
            return False
        run_sync(self._manager.interrupt_kernel)()
        if self._reply_to(self._client.kernel_info(), self._grace) is None:
            self.lost = WORDS["not_interrupted"]
        return not self.lost

    def _ask(self, expression: str, who: str) -> dict[str, Any]:
        if self.lost:
            return {"problem": self.lost}
        if self._time_left <= 0:
            return {"problem": WORDS.filled("late", who=who)}
        taken = self._stopwatch()
        try:
            return self._evaluated(expression, who)
        except Exception:  # a kernel that the learner's code has changed may send anything
            return {"problem": WORDS.filled("no_value", who=who)}
        finally:
            self._time_left -= taken()

    def _evaluated(self, expression: str, who: str) -> dict[str, Any]:
        message = self._client.execute(
            "", silent=True, store_history=False, user_expressions={"value": expression}
        )
        reply = self._reply_to(message, self._time_left)
        if reply is None:
            late = WORDS.filled("late", who=who)
            return {"problem": late if self.responds() else self.lost}
        outcome = reply["content"]["user_expressions"]["value"]
        if outcome["status"] != "ok":
            name = str(outcome["ename"])[:MAX_NAME]
            if name == "NotImplementedError":  # the line that the release puts there
                return {"problem": WORDS.filled("empty", who=who)}
            error = name if name.isidentifier() else WORDS["error"]
            return {"problem": WORDS.filled("fails", who=who, error=error)}
        shown = outcome["data"]["text/plain"]
        # What we asked for is shown as one text. Anything else is not read: reading it could take minutes, in here.
        if shown[:1] not in "'\"" or len(shown) > MAX_SHOWN:
            raise ValueError("no text, or too long")
        text = ast.literal_eval(shown)
        return {"value": json.loads(text, parse_constant=_no_constant)}

    def _reply_to(self, message: str, seconds: float) -> dict[str, Any] | None:
        """Return the kernel's reply to *message*, or None if *seconds* do not suffice, or it has died."""
        taken = self._stopwatch()
        while (left := seconds - taken()) > 0:
            try:
                reply: dict[str, Any] = run_sync(self._client.get_shell_msg)(timeout=min(left, 1))
            except Empty:
                if not run_sync(self._manager.is_alive)():
                    return None
                continue
            if reply["parent_header"].get("msg_id") == message:
                return reply
        return None

    def _stopwatch(self) -> Callable[[], float]:
        """Return what tells the seconds the kernel has computed since now.

        A busy machine costs nobody points: what the clock shows counts by a PATIENCE-th only, for kernels that wait.
        """
        started, computed = time.monotonic(), self._computed()
        return lambda: max(self._computed() - computed, (time.monotonic() - started) / PATIENCE)

    def _computed(self) -> float:
        """Return the seconds of computing of the kernel and its children so far; none of one that is not there."""
        if self._manager is None:
            return 0.0
        try:
            kernel = psutil.Process(self._manager.provisioner.pid)
            times = [process.cpu_times() for process in (kernel, *kernel.children(recursive=True))]
        except psutil.Error:
            return 0.0
        return sum(each.user + each.system for each in times)


def _no_constant(name: str) -> None:
    raise ValueError(name)
