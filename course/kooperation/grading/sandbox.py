"""The sandbox in which learners' code runs: bubblewrap, on Linux.

Inside there are the system's and Python's files to read, an empty folder in memory to write, and nothing else: no
network, no other process, no environment, neither the course with its hidden tests nor other submissions. All that
was started inside ends with it. Root has no more rights in it than anybody.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kooperation.base.words import Words
from kooperation.grading.sandbox_filter import program

WORDS = Words("grading.sandbox")
FOLDER = "/abgabe"  # inside: where the code runs, in memory
SIZE = 64 * 2**20  # bytes that it may write there
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
FILES = ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives", "/etc/fonts")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": FOLDER,
    "TMPDIR": FOLDER,
    "LANG": "C.UTF-8",
    "NBGRADER_EXECUTION": "autograde",  # answers are read only
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def start(command: list[str], folders: list[str], **how: Any) -> subprocess.Popen[bytes]:
    """Start *command* locked in; *folders* and Python can be read inside. *how* is what Popen takes.

    bubblewrap itself gets no environment: it is the first process inside, and what it has can be read there.
    """
    reads, writes = os.pipe()
    try:
        with os.fdopen(writes, "wb") as pipe:
            pipe.write(filtered := program())
        seccomp = ["--seccomp", str(reads)] if filtered else []
        words = [shutil.which("bwrap") or "bwrap", *seccomp, *walls(folders), *command]
        return subprocess.Popen(words, env={}, pass_fds=[reads], **how)
    finally:
        os.close(reads)


def walls(folders: list[str]) -> list[str]:
    """Return bubblewrap's options before a command; *folders* and Python can be read inside."""
    return [
        *("--unshare-all", "--unshare-user", "--cap-drop", "ALL"),
        *("--die-with-parent", "--new-session", "--clearenv"),
        *(word for name, value in ENVIRONMENT.items() for word in ("--setenv", name, value)),
        *(word for folder in SYSTEM for word in _system(folder)),
        *(word for file in FILES if os.path.exists(file) for word in ("--ro-bind", file, file)),
        *(word for folder in _readable(folders) for word in ("--ro-bind", folder, folder)),
        *("--proc", "/proc", "--dev", "/dev", "--size", str(SIZE), "--tmpfs", FOLDER),
        # /dev lies in memory, too: half of the machine's
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", FOLDER, "--"),
    ]


def libraries(folders: list[str]) -> list[str]:
    """Return those of *folders* that hold Python's library or installed packages, and no work of anybody's."""
    python = (sys.prefix, sys.base_prefix)
    return [
        folder
        for folder in folders
        if Path(folder).name in ("site-packages", "dist-packages")
        or any(Path(folder).is_relative_to(each) for each in python)
    ]


def _system(folder: str) -> tuple[str, ...]:
    if os.path.islink(folder):
        return ("--symlink", os.readlink(folder), folder)
    return ("--ro-bind", folder, folder) if os.path.isdir(folder) else ()


def _readable(folders: list[str]) -> Iterator[str]:
    """Yield what Python needs, without what the system's folders have, and nothing twice."""
    python = [sys.prefix, sys.base_prefix, os.path.dirname(os.path.realpath(sys.executable))]
    given = list(SYSTEM)
    for folder in sorted({*python, *folders}):
        if os.path.exists(folder) and not any(Path(folder).is_relative_to(each) for each in given):
            given.append(folder)
            yield folder


@cache
def why_none() -> str:
    """Return in German why there is no sandbox here, or "" if there is one."""
    if not sys.platform.startswith("linux"):
        return WORDS["system"]
    if not shutil.which("bwrap"):
        return WORDS["missing"]
    try:
        tried = start(
            [sys.executable, "-I", "-S", "-c", "pass"],
            [],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        complaint = tried.communicate(timeout=60)[1].decode(errors="replace")
    except (OSError, subprocess.TimeoutExpired) as error:
        return WORDS.filled("broken", why=str(error))
    if tried.returncode:
        said = (complaint.strip().splitlines() or [f"{tried.returncode}"])[-1]
        return WORDS.filled("broken", why=said)
    return ""
