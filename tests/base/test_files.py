"""One writer at a time, and what replaces a file: links, permissions, locked files, full disks."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kooperation.base.answers import AnswerSheet, learning_record
from kooperation.base.answers_file import SheetError
from kooperation.base.files import BusyError, only_writer, patiently, reason, replace

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights and links")
ROUNDS = 40


@pytest.fixture(autouse=True)
def _not_grading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.chdir(tmp_path)


def started(code: str, folder: Path, *words: object) -> subprocess.Popen[str]:
    """Start another Python that works in *folder*, as another kernel does."""
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)


def as_somebody(action: Callable[[], object]) -> None:
    """Do *action* as a user whom rights bind: in a fork if we are root. What fails there fails here."""
    if os.geteuid():
        action()
        return
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setgid(65534)
            os.setuid(65534)
            action()
            status = 0
        except BaseException as error:
            os.write(2, f"{error!r}\n".encode())
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def given_to_somebody(*paths: Path) -> None:
    if not os.geteuid():
        for path in paths:
            os.chown(path, 65534, 65534)
            for folder in path.parents:  # pytest's own folders are for us alone
                if folder.stat().st_uid == 0 and folder.name.startswith(("pytest", "popen")):
                    folder.chmod(0o755)


# Two kernels --------------------------------------------------------------------------------------

BEGIN = """
import sys, time
from pathlib import Path
who, rounds = sys.argv[1], int(sys.argv[2])
print("ready", flush=True)
while not Path("go").exists():
    time.sleep(0.001)
"""
ANSWERING = f"""{BEGIN}
from kooperation.base.answers import answer_sheet
sheet = answer_sheet("aufgabe")
for number in range(rounds):
    sheet[f"{{who}}{{number}}"] = {{"a": number}}
print(sheet.variant)
"""
KEEPING = f"""{BEGIN}
from kooperation.kit.kept import Kept
kept = Kept("karte", lambda stored: dict(stored or {{}}))
for number in range(rounds):
    kept.change(lambda old: {{**old, f"{{who}}{{number}}": number}})
assert not kept.trouble, kept.trouble
"""


def hammered(code: str, folder: Path) -> list[str]:
    """Let two processes run *code* at the same time; return what each said at the end."""
    both = [started(code, folder, who, ROUNDS) for who in "ab"]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    (folder / "go").touch()
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    return said


ALL = {f"{who}{number}": number for who in "ab" for number in range(ROUNDS)}


@pytest.mark.slow
def test_two_kernels_that_answer_at_once_lose_no_answer_and_have_one_variant(
    tmp_path: Path,
) -> None:
    variants = hammered(ANSWERING, tmp_path)
    assert dict(AnswerSheet(tmp_path / "aufgabe.answers.json")) == {
        name: {"a": number} for name, number in ALL.items()
    }
    assert variants[0] == variants[1] != ""


@pytest.mark.slow
def test_two_kernels_that_change_one_entry_of_the_record_lose_no_part_of_it(tmp_path: Path) -> None:
    hammered(KEEPING, tmp_path)
    assert learning_record()["karte"] == ALL


def test_whoever_writes_keeps_others_waiting_and_not_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with only_writer(path), pytest.raises(BusyError), only_writer(path, patience=0.05):
        pass
    with only_writer(path, patience=0.0), only_writer(tmp_path / "b.json", patience=0.0):
        pass  # free again, and another file is another matter


def test_a_link_and_the_file_that_it_names_have_one_lock(tmp_path: Path) -> None:
    path, link = tmp_path / "a.json", tmp_path / "link.json"
    path.touch()
    link.symlink_to(path)
    with only_writer(path), pytest.raises(BusyError), only_writer(link, patience=0.0):
        pass


HOLDING = """
import sys, time
from pathlib import Path
from kooperation.base.files import only_writer
with only_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_kernel_that_dies_while_it_writes_blocks_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    process = started(HOLDING, tmp_path, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(BusyError), only_writer(path, patience=0.0):
        pass
    process.kill()
    process.communicate()
    with only_writer(path, patience=1.0):
        pass


def test_an_answer_that_others_do_not_let_through_is_told_and_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kooperation.base.sheet.only_writer", lambda p: only_writer(p, 0.0))
    sheet = AnswerSheet(tmp_path / "a.answers.json")
    with only_writer(sheet.path), pytest.raises(SheetError, match="anderen Fenster"):
        sheet["a"] = 1
    assert dict(sheet) == {}
    sheet["a"] = 1
    assert dict(AnswerSheet(sheet.path)) == {"a": 1}


def test_no_lock_is_left_beside_the_file(tmp_path: Path) -> None:
    AnswerSheet(tmp_path / "a.answers.json")["a"] = 1
    assert [file.name for file in tmp_path.iterdir()] == ["a.answers.json"]


@posix
def test_where_nothing_can_be_locked_an_answer_is_kept_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setattr("tempfile.tempdir", str(tmp_path / "gone"))
        AnswerSheet(tmp_path / "a.answers.json")["a"] = 1
    monkeypatch.delattr("fcntl.flock")  # as in a browser
    AnswerSheet(tmp_path / "a.answers.json")["b"] = 2
    assert dict(AnswerSheet(tmp_path / "a.answers.json")) == {"a": 1, "b": 2}


# Replacing ----------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.json"
    path.touch()
    path.chmod(mode)
    replace(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)


@posix
def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path) -> None:
    there, link = tmp_path / "there" / "a.json", tmp_path / "link.json"
    there.parent.mkdir()
    link.symlink_to("there/a.json")  # to nothing yet
    for raw in (b"one", b"two"):
        replace(link, raw)
        assert link.is_symlink()
        assert there.read_bytes() == raw
    assert [file.name for file in there.parent.iterdir()] == ["a.json"]


@posix
def test_a_write_protected_file_is_told_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.answers.json"
    AnswerSheet(path)["a"] = 1
    before = path.read_bytes()
    given_to_somebody(tmp_path, path)
    path.chmod(0o444)

    def answer() -> None:
        with pytest.raises(SheetError, match="schreiben dürfen"):
            AnswerSheet(path)["a"] = 2

    as_somebody(answer)
    assert path.read_bytes() == before


@posix
def test_a_read_only_folder_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.answers.json"
    AnswerSheet(path)["a"] = 1
    before = path.read_bytes()
    given_to_somebody(tmp_path, path)
    tmp_path.chmod(0o555)

    def answer() -> None:
        sheet = AnswerSheet(path)
        with pytest.raises(
            SheetError, match=r"der Zugriff ist nicht erlaubt.*in diesem Ordner schreiben"
        ):
            sheet["b"] = 2
        assert dict(sheet) == {"a": 1}

    as_somebody(answer)
    tmp_path.chmod(0o755)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


FULL = """
import resource
from pathlib import Path
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import SheetError
sheet = AnswerSheet(Path("a.answers.json"))
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    sheet["b"] = "x" * 5000
except SheetError as told:
    print(told)
assert dict(sheet) == {"a": 1}
"""


@posix
def test_where_no_more_can_be_written_it_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.answers.json"
    AnswerSheet(path)["a"] = 1
    before = path.read_bytes()
    said, _ = started(FULL, tmp_path).communicate()
    assert "Speicherplatz" in said
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_a_locked_file_is_tried_again_until_it_is_free(tmp_path: Path) -> None:
    """In a folder with the sticky bit nobody may replace a file of somebody else: as a lock on Windows."""
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o666)
    given_to_somebody(path)
    tmp_path.chmod(0o1777)
    if os.geteuid():
        pytest.skip("needs two users")
    os.chown(path, 0, 0)
    freed = threading.Timer(0.1, lambda: tmp_path.chmod(0o777))
    freed.start()
    as_somebody(lambda: replace(path, b"new"))
    freed.join()
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "der Speicher ist voll"), (errno.EROFS, "der Zugriff ist nicht erlaubt"), (errno.EFBIG, os.strerror(errno.EFBIG))],
)  # fmt: skip
def test_the_usual_reasons_are_told_in_german(number: int, said: str) -> None:
    assert reason(OSError(number, os.strerror(number))) == said


@pytest.mark.slow
def test_what_stays_locked_is_told_after_a_second() -> None:
    def locked() -> None:
        raise PermissionError(13, "locked")

    begin = time.monotonic()
    with pytest.raises(PermissionError, match="locked"):
        patiently(locked)
    assert time.monotonic() - begin > 0.5
