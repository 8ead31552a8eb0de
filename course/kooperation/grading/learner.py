"""The learner's code, as the tests see it: functions to call and values, as plain data.

It runs in a process of its own (`learner_code`), behind the walls of `sandbox`, once a test asks for something of
it, and never if none does. Whatever it does there, what comes out of here is JSON or a German sentence that says why
there is none; and it comes in time.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kooperation.base.words import Words
from kooperation.grading.learner_code import MAX_OUTPUT
from kooperation.grading.learner_process import MEMORY, PROCESSES, LearnerProcess

MAX_NAME = 60
FILE = 50 * 2**20  # bytes of one file
OPEN = 256  # files, and what else is open
LEAST = 0.2  # seconds of computing: less is no time for a cell, and as exact as they are counted

WORDS = Words("grading.learner")


@dataclass(frozen=True)
class Submission:
    """What the learner's process gets: its own *cells*, *files* by path, and the course's *given* cells."""

    cells: Sequence[str] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    given: Sequence[str] = ()


@dataclass(frozen=True)
class Limits:
    """Seconds of computing: of one cell, of all cells, of all calls of one test together, and of grace before the end."""

    cell: float = 30.0
    cells: float = 60.0
    calls: float = 10.0
    grace: float = 3.0


class Learner:
    """Runs the code of a submission when it is first asked for something; *lost* says why it cannot be asked.

    *outputs* are those of its cells, as `learner_code` gives them, or None as long as none has run.
    """

    def __init__(
        self,
        submission: Submission = Submission(),
        limits: Limits = Limits(),
        *,
        is_walled: bool = True,
    ) -> None:
        self._submission, self._limits, self._is_walled = submission, limits, is_walled
        self._time_left = 0.0
        self._process: LearnerProcess | None = None
        self.outputs: list[list[dict[str, Any] | None]] | None = None
        self.lost = ""

    def __enter__(self) -> Learner:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the process, with all that it has started."""
        if self._process:
            self._process.end()

    def allow(self) -> None:
        """Give the code its time for all that one test asks from now on."""
        self._time_left = self._limits.calls

    def lend(self, names: set[str]) -> dict[str, Any]:
        """Return for each of *names* "function", {"value": …} or {"problem": sentence}."""
        if not names:
            return {}
        if self.outputs is None:
            self._start()
        reply = self._ask({"lend": sorted(names)}, WORDS["notebook"])
        if "problem" in reply:
            return dict.fromkeys(names, reply)
        kinds = reply.get("kinds")
        known = kinds if isinstance(kinds, dict) else {}
        return {name: self._lent(name, known.get(name)) for name in names}

    def _lent(self, name: str, kind: Any) -> Any:
        if kind == "function":
            return "function"
        if kind == "value":
            return self._value({"value": name}, WORDS.filled("value", name=name))
        return {"problem": WORDS.filled("missing", name=name)}

    def call(self, name: str, arguments: list[Any]) -> dict[str, Any]:
        """Return {"value": …} of the learner's function *name*, or {"problem": sentence}."""
        return self._value({"call": name, "arguments": arguments}, WORDS["function"])

    def _value(self, asked: dict[str, Any], who: str) -> dict[str, Any]:
        reply = self._ask(asked, who)
        if "problem" in reply or "value" in reply:
            return reply
        if isinstance(name := reply.get("error"), str):
            if name == "NotImplementedError":  # the line that the release puts there
                return {"problem": WORDS.filled("empty", who=who)}
            error = name if name.isidentifier() and len(name) <= MAX_NAME else WORDS["error"]
            return {"problem": WORDS.filled("fails", who=who, error=error)}
        return {"problem": WORDS.filled("no_value", who=who)}

    def _ask(self, asked: dict[str, Any], who: str) -> dict[str, Any]:
        """Return the reply as an object, or {"problem": sentence}."""
        if not self.lost and self._time_left <= 0:
            return {"problem": WORDS.filled("late", who=who)}
        reply = self._exchange(asked, self._time_left)
        self._time_left -= reply.pop("taken", 0.0)
        if self.lost:
            return {"problem": self.lost}
        return {"problem": WORDS.filled("late", who=who)} if reply.get("late") else reply

    # The process ---------------------------------------------------------------------------------

    def _start(self) -> None:
        """Start the process and run all cells in it."""
        self.outputs = []
        try:
            self._process = LearnerProcess(self._is_walled)
        except OSError:
            self.lost = WORDS["not_run"]
            return
        files = {
            name: base64.b64encode(held).decode() for name, held in self._submission.files.items()
        }
        limits = {"memory": MEMORY, "file": FILE, "open": OPEN}
        if self._is_walled:  # outside, those of the same person count that others have started
            limits["processes"] = PROCESSES
        self._process.send(
            {
                "files": files,
                "given": list(self._submission.given),
                "words": " ".join(self._submission.cells),
                "limits": limits,
            }
        )
        left = self._limits.cells
        for number, source in enumerate(self._submission.cells, start=1):
            if left < LEAST and not self.lost:
                self.outputs.append([_problem("Late", WORDS["no_time_left"])])
                continue
            cell = {"run": source, "name": f"<{WORDS.filled('cell', number=number)}>"}
            reply = self._exchange(cell, min(left, self._limits.cell))
            left -= reply.get("taken", 0.0)
            said = reply.get("outputs")
            outputs = list(map(_output, said[:200])) if isinstance(said, list) else []
            if reply.get("late") and not self.lost:
                outputs.append(_problem("Late", WORDS.filled("late", who=WORDS["cell_itself"])))
            if self.lost:
                outputs.append(_problem("Lost", self.lost))
            self.outputs.append(outputs)

    def _exchange(self, asked: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return what the process replies, {} if that is no object, with the seconds it has "taken"."""
        process = self._process
        if self.lost or process is None:
            return {}
        taken = process.stopwatch()
        process.send({**asked, "seconds": seconds})
        line = process.reply(lambda: taken() > seconds + self._limits.grace)
        if line is None:
            self.lost = WORDS.section("lost")[process.fate]
            process.end()
            return {}
        try:
            found = json.loads(line, parse_constant=_no_constant)
        except Exception:  # a process that the learner's code has changed may send anything
            found = None
        reply = found if isinstance(found, dict) else {}
        return {**reply, "taken": taken()}


def _output(said: Any) -> dict[str, Any] | None:
    """Return an output as `learner_code` gives it, of texts that are not too long; None says that it was cut."""
    if not isinstance(said, dict):
        return None
    texts = {name: _text(said.get(name, "")) for name in ("kind", "name", "text")}
    trace = said.get("trace")
    return {**texts, "trace": list(map(_text, trace[:200])) if isinstance(trace, list) else []}


def _text(said: object) -> str:
    """Return *said* as text that can be written: half a letter cannot."""
    return str(said)[:MAX_OUTPUT].encode("utf-8", "replace").decode()


def _problem(name: str, text: str) -> dict[str, Any]:
    return {"kind": "error", "name": name, "text": text, "trace": [text]}


def _no_constant(name: str) -> None:
    raise ValueError(name)
