"""The other end of the examiner: starts it, gives it tests, and says in German why it cannot start or was lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kooperation
from kooperation.base.words import Words

ERRORS = Words("grading.errors.examiner_process")

if TYPE_CHECKING:
    from kooperation.grading.learner import Learner

START_SECONDS = 60.0  # a busy machine with a cold disk needs some
LOOK = 0.1  # seconds between two looks at a clock that stood
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


class _Clock:
    """Counts seconds, but not while it stands."""

    def __init__(self) -> None:
        self._begun, self._stands_since = time.monotonic(), 0.0

    @property
    def seconds(self) -> float:
        return (self._stands_since or time.monotonic()) - self._begun

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Let it stand within the block."""
        self._stands_since = time.monotonic()
        try:
            yield
        finally:
            self._begun += time.monotonic() - self._stands_since
            self._stands_since = 0.0


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

        Raises ExaminerLostError if there is no result within *timeout* seconds or the process ends. The learner's
        code has limits of its own: the time that it takes is none of the test's.
        """
        if self._process.poll() is not None:
            self.end()
            self._start()
        self._errors.seek(0)
        self._errors.truncate()  # what earlier tests said
        clock = _Clock()
        with self._watched(timeout, clock) as late:
            try:
                self._send({"run": source, "folder": str(folder)})
                return self._result(learner, clock)
            except BaseException as error:
                said = self.end()  # or it would take the next test for an answer
                if not isinstance(error, OSError | EOFError):
                    raise
                raise ExaminerLostError(
                    "\n".join(
                        [
                            *said,
                            ERRORS.filled("no_result", seconds=timeout)
                            if late.is_set()
                            else ERRORS.filled("crashed", code=self._code),
                        ]
                    )
                ) from error

    def end(self) -> list[str]:
        """End the process and return the lines that it said last."""
        if self._errors.closed:  # it was ended before
            return []
        process = self._process  # while this waits, another thread may start a new one
        process.kill()
        process.communicate()
        with self._errors as errors:
            errors.seek(0)
            return errors.read().decode("utf-8", "replace").splitlines()[-_LINES:]

    @property
    def _code(self) -> str:
        return ERRORS.filled("code", number=self._process.returncode)

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
            raise _unavailable(ERRORS.filled("not_started", error=error), []) from error
        with self._watched(START_SECONDS, _Clock()) as late:
            try:
                self._receive()
            except (OSError, EOFError, ValueError) as error:
                said = self.end()
                raise _unavailable(
                    ERRORS.filled("not_ready", seconds=START_SECONDS)
                    if late.is_set()
                    else ERRORS.filled("ended", code=self._code),
                    said,
                ) from error

    @contextmanager
    def _watched(self, seconds: float, clock: _Clock) -> Iterator[threading.Event]:
        """Kill the process after *seconds* by the *clock*; the event is set then."""
        late, over, process = threading.Event(), threading.Event(), self._process

        def watch() -> None:
            while (left := seconds - clock.seconds) > 0:
                if over.wait(max(left, LOOK)):
                    return
            late.set()
            process.kill()

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            yield late
        finally:
            over.set()
            watching.join()
            if late.is_set():
                process.wait()

    def _result(self, learner: Learner, clock: _Clock) -> dict[str, Any]:
        while True:
            reply = self._receive()
            if "lend" not in reply and "call" not in reply:
                return reply
            with clock.standing():
                answer: dict[str, Any] = (
                    learner.lend(set(reply["lend"]))
                    if "lend" in reply
                    else learner.call(reply["call"], reply["arguments"])
                )
            self._send(answer)

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
                ERRORS.filled("nothing_marked", how=how)
                + (f" {ERRORS['said_last']}" if said else ""),
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
