"""What learners' code can do while it is graded: use its own files and compute, and nothing else.

Each test runs code in a real sandbox, as grading does, and looks at a value that the code has brought out.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

import kooperation
from handing_in import ROOT
from kooperation.grading import sandbox
from kooperation.grading.execute import CannotRunError, ExecuteApart
from kooperation.grading.learner import Learner, Limits, Submission
from kooperation.grading.learner_code import MAX_OUTPUT

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is Linux's"),
]
HASTY = Limits(cell=3.0, calls=1.0, grace=0.5)
PATIENT = Limits(cell=30.0, calls=1.0, grace=0.5)  # a busy machine takes seconds to fill its memory


def brought(*cells: str, files: dict[str, bytes] | None = None, limits: Limits = HASTY) -> Any:
    """Return the value that *cells* leave in `gesehen`, or the sentence that says why there is none."""
    with Learner(Submission(cells, files or {}), limits) as learner:
        learner.allow()
        lent = learner.lend({"gesehen"})["gesehen"]
    return lent["value"] if "value" in lent else lent["problem"]


def tried(code: str) -> Any:
    """Return the value of the expression *code*, or the name of its error, as the sandbox has it."""
    return brought(
        "import glob, os, pathlib, signal, socket, subprocess, sys\n"
        f"try:\n    gesehen = {code}\nexcept BaseException as error:\n    gesehen = type(error).__name__"
    )


def test_there_is_a_sandbox_here() -> None:
    assert sandbox.why_none() == ""


def test_what_was_handed_in_lies_where_the_code_runs_and_nothing_else() -> None:
    files = {"daten.txt": b"eins", "ordner/zwei.txt": b"zwei"}
    code = "import os\ngesehen = sorted(os.path.join(at, name) for at, _, names in os.walk('.') for name in names)"
    assert brought(code, files=files) == ["./daten.txt", "./ordner/zwei.txt"]


@pytest.mark.parametrize(
    "place",
    [ROOT, ROOT / "source", ROOT / "release", ROOT / "tests", Path.home(), Path("/etc/passwd"), Path("/var")],
    ids=lambda path: path.name,
)  # fmt: skip
def test_neither_the_course_nor_a_home_nor_the_systems_settings_can_be_read(place: Path) -> None:
    libraries = (str(Path(kooperation.__file__).parent), sys.prefix, sys.base_prefix)
    files = f"[os.path.join(at, n) for at, _, ns in os.walk({str(place)!r}) for n in ns if not at.startswith({libraries})]"
    assert tried(files) == []
    assert (
        tried(f"open({str(ROOT / 'source/dilemma/dilemma.toml')!r}).read()") == "FileNotFoundError"
    )


def test_what_python_needs_is_there_to_read_and_not_to_change() -> None:
    marking = Path(kooperation.__file__).parent / "grading" / "marking.py"
    assert tried(f"open({str(marking)!r}).read()") == marking.read_text("utf-8")
    for path in (marking, Path(sys.executable), Path("/usr/bin/env"), Path("/usr/neu")):
        assert tried(f"open({str(path)!r}, 'ab').close()") in ("OSError", "PermissionError")


def test_no_process_but_its_own_can_be_seen_or_ended() -> None:
    seen = tried("[pathlib.Path(p, 'cmdline').read_text() for p in glob.glob('/proc/[0-9]*')]")
    assert len(seen) <= 3
    assert all("learner_code.py" in command for command in seen)
    assert tried(f"os.kill({os.getpid()}, 0)") == "ProcessLookupError"


def test_there_is_no_network_and_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEHEIMNIS", "Passwort")
    assert (
        tried("b'Passwort' in b''.join(open(f, 'rb').read() for f in glob.glob('/proc/*/environ'))")
        is False
    )
    assert set(tried("dict(os.environ)")) <= {*sandbox.ENVIRONMENT, "PWD", "LC_CTYPE"}
    assert tried("socket.create_connection(('127.0.0.1', 22), 2)") in (
        "ConnectionRefusedError",
        "OSError",
    )
    assert tried("[name for _, name in socket.if_nameindex()]") == ["lo"]


def test_nobody_has_rights_not_even_root() -> None:
    status = tried("open('/proc/self/status').read()")
    assert "CapEff:\t0000000000000000" in status
    assert "CapBnd:\t0000000000000000" in status
    assert tried("open('/frei', 'w')") == "OSError"
    assert tried("os.chroot('.')") == "PermissionError"
    assert tried("os.setuid(0) or os.getuid()") == os.getuid()


@pytest.mark.parametrize(
    "call",
    [
        "os.memfd_create('x')",
        "open('/dev/shm/x', 'w')",
        "open('/dev/x', 'w')",
        "[open('/dev/null') for _ in range(300)]",
    ],
)
def test_memory_that_belongs_to_no_process_cannot_be_had(call: str) -> None:
    assert tried(call) in ("PermissionError", "OSError")


@pytest.mark.parametrize(
    "call", ["shmget(0, 4096, 0o1600)", "unshare(0x10000000)", "ptrace(16, 1, 0, 0)", "keyctl(0, -3)", "mount(0, b'/', 0, 4096, 0)"]
)  # fmt: skip
def test_the_kernel_refuses_what_honest_work_needs_not(call: str) -> None:
    number = (
        ""
        if "keyctl" not in call
        else "getattr(libc, 'syscall')(250 if os.uname().machine == 'x86_64' else 219, 0, -3)"
    )
    libc = "(lambda libc: [%s, __import__('ctypes').get_errno()])(__import__('ctypes').CDLL(None, use_errno=True))"
    assert tried(libc % (number or f"libc.{call}")) == [-1, errno.EPERM]


def test_what_one_leaves_behind_the_next_does_not_find() -> None:
    plant = "open('.profile', 'w').write('x'), open('/abgabe/sitecustomize.py', 'w').write('x')"
    assert tried(plant) == [1, 1]
    assert tried("sorted(os.listdir('.'))") == []


def test_nothing_lives_on_after_the_end() -> None:
    mark = f"kooperation-{time.monotonic_ns()}"
    command = [sys.executable, "-c", "import time; time.sleep(600)", mark]
    code = f"subprocess.Popen({command!r}, start_new_session=True) and 'gestartet'"
    assert tried(code) == "gestartet"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and (left := living(mark)):
        time.sleep(0.2)
    assert left == []


def living(mark: str) -> list[int]:
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        if mark in (process.info["cmdline"] or []) and process.info["status"] != "zombie":
            found.append(process.pid)
    return found


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = []\nwhile True: x.append(bytearray(10_000_000))", "MemoryError"),
        ("open('voll', 'wb').write(b'x' * 60_000_000)", "OSError"),
        ("for n in range(9): open(f'voll{n}', 'wb').write(b'x' * 20_000_000)", "OSError"),
    ],
)
def test_memory_and_disk_are_limited_and_the_code_is_told(code: str, said: str) -> None:
    told = f"try:\n    {code.replace(chr(10), chr(10) + '    ')}\nexcept BaseException as error:\n    gesehen = type(error).__name__"
    assert brought(told, limits=PATIENT) == said


def test_a_fork_bomb_is_ended_and_so_are_all_its_processes() -> None:
    mark = f"kooperation-{time.monotonic_ns()}"
    command = [sys.executable, "-c", "import time; time.sleep(600)", mark]
    bomb = f"import subprocess\nwhile True:\n    try: subprocess.Popen({command!r})\n    except OSError: pass"
    said = brought(bomb, "gesehen = 'weiter'")
    assert said == "weiter" or "zu viele Prozesse" in said or "nicht unterbrechen" in said
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and (left := living(mark)):
        time.sleep(0.2)
    assert left == []


def test_whoever_talks_on_the_line_to_the_grader_gets_no_more_than_a_function_could() -> None:
    """The line carries plain data alone: what is no JSON, no object or too long is no value."""
    for said in (b"[1]\n", b"{}\n" * 9, b"\xff\n", b'{"value": NaN}\n', b"x" * (9 * MAX_OUTPUT)):
        code = (
            "import os, stat\n"
            "for fd in map(int, os.listdir('/proc/self/fd')):\n"
            "    try:\n"
            f"        if stat.S_ISFIFO(os.fstat(fd).st_mode): os.write(fd, {said!r})\n"
            "    except OSError: pass\n"
            "gesehen = 1"
        )
        found = brought(code)
        assert isinstance(found, str) or found == 1


def test_without_a_sandbox_no_foreign_code_runs_and_it_is_said_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox, "why_none", lambda: "Hier nicht: Grund.")
    closed = ExecuteApart()._a_learner(Submission(["f = 1"]))
    assert closed.lend(set()) == {}
    with pytest.raises(CannotRunError, match="Hier nicht: Grund"):
        closed.lend({"f"})
    with ExecuteApart(unsandboxed=True)._a_learner(Submission(["f = 1"])) as learner:
        learner.allow()
        assert learner.lend({"f"}) == {"f": {"value": 1}}


def test_why_there_is_no_sandbox_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.why_none.cache_clear()
    monkeypatch.setenv("PATH", "")
    said = sandbox.why_none()
    sandbox.why_none.cache_clear()
    assert "apt install bubblewrap" in said


def test_the_time_of_a_call_is_read_from_the_learners_own_processes_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A class tournament asks 50 000 times; with each a look at every process of the computer it took half an hour."""
    with Learner(Submission(["f = lambda: sum(range(10**7))"]), PATIENT) as learner:
        learner.allow()
        learner.lend({"f"})
        process = learner._process
        assert process
        before = process._computed()
        assert "value" in learner.call("f", [])
        monkeypatch.setattr(process, "_family", lambda: pytest.fail("every process is looked at"))
        assert 0.05 < process._computed() - before < 5
        monkeypatch.undo()
