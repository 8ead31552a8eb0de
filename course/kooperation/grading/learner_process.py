"""The process in which a learner's code runs: started behind walls, watched, and ended with all that it has started."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

import kooperation
from kooperation.grading import learner_code, sandbox
from kooperation.grading.examiner_process import import_folders
from kooperation.grading.learner_code import MAX_OUTPUT, PATIENCE

MAX_REPLY = 4 * MAX_OUTPUT  # bytes of one line: a letter may take six as JSON
MEMORY = 2 * 2**30  # bytes of all its processes together
PROCESSES = 64
_OPTIONS = ("-I", "-S", "-X", "utf8")
LOOK = 0.1  # seconds between two looks at what the processes use


class LearnerProcess:
    """The process itself: what it says, line by line, and what it uses; *is_walled*: behind a sandbox's walls."""

    def __init__(self, is_walled: bool) -> None:
        own = Path(kooperation.__file__).parent
        folders = sandbox.libraries(import_folders())
        self._folder = None if is_walled else tempfile.TemporaryDirectory(prefix="kooperation-")
        command = [sys.executable, *_OPTIONS, learner_code.__file__, str(own.parent), *folders]
        how: dict[str, Any] = {
            "stdin": subprocess.PIPE,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.DEVNULL,
            "start_new_session": True,
        }
        if self._folder:
            env = {**os.environ, "NBGRADER_EXECUTION": "autograde"}
            self._popen = subprocess.Popen(command, cwd=self._folder.name, env=env, **how)
        else:
            self._popen = sandbox.start(command, [str(own), *folders], **how)
        self.fate = "ended"
        self._lines: queue.Queue[bytes] = queue.Queue(maxsize=2)
        self._is_over = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, message: dict[str, Any]) -> None:
        assert self._popen.stdin is not None
        with suppress(OSError):  # it has ended, and the reply will tell
            self._popen.stdin.write(json.dumps(message).encode() + b"\n")
            self._popen.stdin.flush()

    def reply(self, is_late: Callable[[], bool]) -> bytes | None:
        """Return the next line; None, and why in *fate*, if the process ends, is late or uses too much."""
        while True:
            try:
                line = self._lines.get(timeout=LOOK)
            except queue.Empty:
                if is_late():
                    self.fate = "not_interrupted"
                    return None
                if self._uses_too_much():
                    self.fate = "too_much"
                    return None
                continue
            return line if line.endswith(b"\n") else None

    def stopwatch(self) -> Callable[[], float]:
        """Return what tells the seconds that were computed since now.

        A busy machine costs nobody points: what the clock shows counts by a PATIENCE-th only, for code that waits.
        """
        started, computed = time.monotonic(), self._computed()
        return lambda: max(self._computed() - computed, (time.monotonic() - started) / PATIENCE)

    def end(self) -> None:
        """Kill the process with all that it has started; behind walls, the first takes the others along."""
        family = self._family()
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._popen.pid, signal.SIGKILL)
        for process in family:
            with suppress(psutil.Error):
                process.kill()
        self._popen.wait()
        self._is_over.set()
        with suppress(OSError):
            for pipe in (self._popen.stdin, self._popen.stdout):
                if pipe:
                    pipe.close()
        if self._folder:
            self._folder.cleanup()

    def _read(self) -> None:
        assert self._popen.stdout is not None
        with suppress(OSError, ValueError):  # it was closed
            while not self._is_over.is_set():
                line = self._popen.stdout.readline(MAX_REPLY)
                self._lines.put(line)
                if not line.endswith(b"\n"):
                    return

    def _family(self) -> list[psutil.Process]:
        with suppress(psutil.Error):
            first = psutil.Process(self._popen.pid)
            return [first, *first.children(recursive=True)]
        return []

    def _computed(self) -> float:
        seconds = 0.0
        for pid in _descendants(self._popen.pid) or [each.pid for each in self._family()]:
            with suppress(psutil.Error):
                times = psutil.Process(pid).cpu_times()
                seconds += times.user + times.system
        return seconds

    def _uses_too_much(self) -> bool:
        family = self._family()
        memory = 0
        for process in family:
            with suppress(psutil.Error):
                memory += process.memory_info().rss
        return len(family) > PROCESSES or memory > MEMORY


def _descendants(pid: int) -> list[int]:
    """Return *pid* and all below it as Linux lists them, [] elsewhere.

    `_family` reads every process of the computer: twice for each call, and a tournament is 50 000 calls. The list may
    miss one that is just ending, so what is killed and how much memory is used are asked of `_family`.
    """
    found = [pid]
    try:
        for one in found:  # it grows
            lists = list(Path(f"/proc/{one}/task").glob("*/children"))
            if one == pid and not lists:
                return []
            found += [int(child) for path in lists for child in path.read_text("ascii").split()]
    except OSError:  # one has ended meanwhile
        return []
    return found
