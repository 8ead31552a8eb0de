"""A full disk, missing rights, a gradebook that is held or damaged: one sentence that says what to do, and no traceback."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from handing_in import lay_out_course
from kooperation.desk import exchange_commands
from kooperation.desk.cli import main
from kooperation.grading.trouble import meets_all, told

SLUG = "dilemma"


def of_sqlite(said: str) -> OperationalError:
    return OperationalError("SELECT 1", None, sqlite3.OperationalError(said))


def of_the_system(number: int, file: str | None = None) -> OSError:
    return OSError(number, os.strerror(number), file)


@pytest.mark.parametrize(
    ("error", "all_meet_it", "said"),
    [
        (of_sqlite("database is locked"), True, "hält das Notenbuch („gradebook.db“) fest"),
        (of_sqlite("database or disk is full"), True, "Speicher ist voll"),
        (of_sqlite("attempt to write a readonly database"), True, "nicht schreibgeschützt"),
        (of_sqlite("unable to open database file"), True, "nicht schreibgeschützt"),
        (of_sqlite("disk I/O error"), True, "(disk I/O error)"),
        (
            DatabaseError("", None, sqlite3.DatabaseError("file is not a database")),
            True,
            "ist beschädigt",
        ),
        (sqlite3.OperationalError("database is locked"), True, "hält das Notenbuch"),
        (of_the_system(errno.ENOSPC), True, "Abgebrochen: der Speicher ist voll."),
        (of_the_system(errno.EROFS, "/x/y"), True, "„/x/y“ lässt sich nicht lesen oder"),
        (of_the_system(errno.EACCES, "/x/y"), False, "„/x/y“ lässt sich nicht lesen oder"),
    ],
)
def test_what_is_nobodys_fault_is_told_with_what_to_do(
    error: Exception, all_meet_it: bool, said: str
) -> None:
    assert said in told(error)
    assert meets_all(error) == all_meet_it


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        KeyError("x"),
        BrokenPipeError(errno.EPIPE, "x"),
        IntegrityError("", None, sqlite3.IntegrityError("UNIQUE")),
    ],
)
def test_a_fault_of_ours_is_not_hidden(error: Exception) -> None:
    assert told(error) == ""
    assert not meets_all(error)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (of_sqlite("database is locked"), "hält das Notenbuch"),
        (of_the_system(errno.EACCES, "teilnehmende.json"), "„teilnehmende.json“ lässt sich nicht"),
        (KeyboardInterrupt(), "Abgebrochen. Was vorher gespeichert war, gilt"),
    ],
)
def test_every_command_over_a_class_tells_it_so(
    error: BaseException,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(*_: object) -> int:
        raise error

    monkeypatch.chdir(lay_out_course(tmp_path, SLUG))
    monkeypatch.setattr(exchange_commands, "run", run)
    assert main(["feedback", SLUG]) == 2
    assert said in capsys.readouterr().err


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course in which somebody has handed in, as the working folder."""
    monkeypatch.chdir(lay_out_course(tmp_path, SLUG))
    (tmp_path / "submitted" / "ada" / SLUG).mkdir(parents=True)
    return tmp_path


@pytest.mark.kernel
@pytest.mark.usefixtures("course")
def test_a_gradebook_that_is_held_is_no_reason_to_lay_it_aside(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The advice was to begin a new gradebook, where it was enough to wait."""

    def held(*_: object, **__: object) -> None:
        raise of_sqlite("database is locked")

    monkeypatch.setattr("nbgrader.converters.base.BaseConverter.init_assignment", held)
    monkeypatch.setattr(
        "nbgrader.converters.generate_assignment.GenerateAssignment.init_assignment", held
    )
    assert main(["grade", SLUG]) == 2
    said = capsys.readouterr().err
    assert "hält das Notenbuch" in said
    assert "beiseite" not in said


@pytest.mark.kernel
def test_a_damaged_gradebook_is_called_damaged(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = course / "gradebook.db"
    book.write_text("kein Notenbuch")
    assert main(["grade", SLUG]) == 2
    assert "Das Notenbuch („gradebook.db“) ist beschädigt" in capsys.readouterr().err
    assert book.read_text() == "kein Notenbuch"
