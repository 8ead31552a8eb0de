"""`kooperation update`: the newer course comes, what somebody did stays, and a cut leaves nothing half done."""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kooperation.base.places import UnavailableError, course_root
from kooperation.desk import carrying_out
from kooperation.desk.carrying_out import EARLIER, carry_out
from kooperation.desk.cli import main
from kooperation.desk.shipped import RECORD, read_edition, record
from kooperation.desk.update import course_in, newer, update
from kooperation.desk.updating import changes

NOON = datetime(2026, 11, 29, 12)
LECTURE = "course/lectures/05_gefangenendilemma.ipynb"
OWN = "course/lectures/05_gefangenendilemma_meine_fassung.ipynb"
RELEASED, WORK = "release/dilemma/dilemma.ipynb", "meine_aufgaben/dilemma/dilemma.ipynb"


def notebook(text: str, edition: str = "0123456789") -> bytes:
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}
    stamp = {"kooperation": {"edition": edition}}
    return (json.dumps({"cells": [cell], "metadata": stamp}, indent=1) + "\n").encode()


def course(version: str, **files: bytes | None) -> dict[str, bytes]:
    """A small course; by name what is other in it than in the first one, None for what is gone."""
    first = {
        "course/lectures/00_start.ipynb": notebook("Anfang"), LECTURE: notebook("Lektion 5"),
        "course/hilfe.md": b"# Hilfe\n", RELEASED: notebook("Aufgabe"),
    }  # fmt: skip
    keys = {"lecture": LECTURE, "help": "course/hilfe.md", "task": RELEASED}
    found = {**first, **{keys[key]: raw for key, raw in files.items()}}
    whole = {name: raw for name, raw in found.items() if raw is not None}
    return {**whole, RECORD: record(whole, version)}


FIRST = course("1")
SECOND = course("2", lecture=notebook("Lektion 5, neu"), help=b"# Hilfe, neu\n", task=notebook("Aufgabe, neu", "9876543210"))  # fmt: skip


def write(root: Path, files: dict[str, bytes]) -> Path:
    for name, raw in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(raw)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The first course, laid out, with an assignment that nobody began."""
    return write(tmp_path / "Kurs für Änne #1 [50 %]", {**FIRST, WORK: FIRST[RELEASED]})


def everything(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def updated(root: Path, newer: dict[str, bytes]) -> list[str]:
    source = write(root.parent / "neu", newer)
    try:
        return update(root, source, NOON)
    finally:
        shutil.rmtree(source)


# What becomes of each file ------------------------------------------------------------------------

STATES: dict[str, Callable[[bytes], bytes | None]] = {
    "untouched": lambda raw: raw,
    "written anew by Git on Windows": lambda raw: raw.replace(b"\n", b"\r\n"),
    "changed": lambda raw: raw.replace(b"A", b"Mein A").replace(b"L", b"Mein L"),
    "damaged": lambda raw: b"{ halb",
    "deleted": lambda raw: None,
}


@pytest.mark.parametrize("newer", [FIRST, SECOND, course("2", lecture=None, task=None)], ids=["same", "newer", "gone"])  # fmt: skip
@pytest.mark.parametrize("state", STATES)
def test_no_byte_that_was_there_is_lost(root: Path, state: str, newer: dict[str, bytes]) -> None:
    for name in (LECTURE, WORK, "course/hilfe.md"):
        raw = STATES[state]((root / name).read_bytes())
        (root / name).unlink() if raw is None else (root / name).write_bytes(raw)
    write(root, {"course/lectures/lernstand.json": b"{}", "course/lectures/notiz.md": b"meins"})
    before = everything(root)
    updated(root, newer)
    after = everything(root)
    assert set(before.values()) - {before[RECORD]} <= set(after.values())
    assert after[RECORD] == newer[RECORD]
    # A second time there is nothing to do.
    assert updated(root, newer)[-1] == "Fassung " + json.loads(newer[RECORD])["version"] + " liegt schon hier; es war nichts zu tun."  # fmt: skip
    assert everything(root) == after
    if state in ("untouched", "written anew by Git on Windows") and LECTURE in newer:
        assert after[LECTURE].replace(b"\r\n", b"\n") == newer[LECTURE]
        assert OWN not in after


def test_a_changed_lecture_lies_beside_the_new_one_and_one_is_told(root: Path) -> None:
    (root / LECTURE).write_bytes(notebook("meine Notizen"))
    told = "\n".join(updated(root, SECOND))
    assert (root / LECTURE).read_bytes() == SECOND[LECTURE]
    assert (root / OWN).read_bytes() == notebook("meine Notizen")
    assert "„05_gefangenendilemma.ipynb“ hatten Sie geändert" in told
    (root / LECTURE).write_bytes(notebook("weitere Notizen"))
    updated(root, course("3", lecture=notebook("Lektion 5, ganz neu")))
    assert (root / OWN).read_bytes() == notebook("meine Notizen")
    assert (root / OWN.replace(".ipynb", "_2.ipynb")).read_bytes() == notebook("weitere Notizen")


def test_a_lecture_that_is_not_newer_stays_as_the_learner_left_it(root: Path) -> None:
    (root / LECTURE).write_bytes(notebook("meine Notizen"))
    updated(root, course("2", help=b"neu"))
    assert (root / LECTURE).read_bytes() == notebook("meine Notizen")
    assert not (root / OWN).exists()


@pytest.mark.parametrize("begun", ["notebook", "answers"])
@pytest.mark.parametrize("edition", ["0123456789", "9876543210"])
def test_an_assignment_that_was_begun_stays_and_another_edition_lies_beside_it(
    root: Path, begun: str, edition: str
) -> None:
    if begun == "notebook":
        (root / WORK).write_bytes(notebook("def meine_strategie"))
    else:
        (root / WORK).with_name("dilemma.answers.json").write_bytes(b"{}")
    own = (root / WORK).read_bytes()
    newer = course("2", task=notebook("Aufgabe, neu", edition))
    told = "\n".join(updated(root, newer))
    assert (root / WORK).read_bytes() == own
    beside = root / "meine_aufgaben" / "dilemma_neue_fassung" / "dilemma.ipynb"
    if edition == "0123456789":
        assert not beside.exists()
        assert "„dilemma“ haben Sie begonnen: Ihre Aufgabe bleibt" in told
    else:
        assert beside.read_bytes() == newer[RELEASED]
        assert "Die neue liegt in „dilemma_neue_fassung“" in told


def test_a_correction_without_a_new_number_is_fetched_and_told(root: Path) -> None:
    corrected = course("1", lecture=notebook("Lektion 5, ein Fehler weniger"))
    told = updated(root, corrected)
    assert (root / LECTURE).read_bytes() == corrected[LECTURE]
    assert told[0].startswith(
        "Fassung 1 ist jetzt so, wie sie zuletzt ausgegeben wurde: geschrieben 2"
    )


def test_an_assignment_that_nobody_began_is_the_new_one(root: Path) -> None:
    updated(root, SECOND)
    assert (root / WORK).read_bytes() == SECOND[RELEASED]


def test_the_earlier_state_can_be_had_back(root: Path) -> None:
    (root / LECTURE).write_bytes(notebook("meine Notizen"))
    before = everything(root)
    told = updated(root, course("2", lecture=notebook("neu"), help=None, task=notebook("neu")))
    kept = root / EARLIER / "1_2026-11-29_120000"
    assert str(Path(EARLIER, kept.name)) in told[-1]
    shutil.copytree(kept, root, dirs_exist_ok=True)
    after = everything(root)
    assert {name: after[name] for name in before} == before


def test_where_nobody_wrote_down_what_was_laid_out_all_that_differs_counts_as_changed(
    root: Path,
) -> None:
    (root / RECORD).unlink()
    updated(root, SECOND)
    assert (root / OWN).read_bytes() == FIRST[LECTURE]
    assert (root / WORK).read_bytes() == FIRST[RELEASED]


# Cut off ------------------------------------------------------------------------------------------


def failing(at: int, error: BaseException) -> Callable[..., Any]:
    """Return `os.replace` that raises *error* instead of its call number *at*."""
    number, original = itertools.count(), os.replace

    def replace(*arguments: Any) -> None:
        if next(number) == at:
            raise error
        original(*arguments)

    return replace


NEWEST = course("2", lecture=notebook("neu"), help=None, task=notebook("neu", "9876543210"))


@pytest.mark.parametrize(
    ("error", "told"),
    [(OSError(errno.ENOSPC, "full"), "der Speicher ist voll"), (KeyboardInterrupt(), "Abgebrochen")],
    ids=["full", "interrupted"],
)  # fmt: skip
def test_what_fails_at_any_step_leaves_the_folder_as_it_was(
    root: Path, error: BaseException, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / LECTURE).write_bytes(notebook("meine Notizen"))
    before, steps = everything(root), len(changes(root, NEWEST).written)
    assert steps >= 4
    for at in range(steps):
        monkeypatch.setattr(os, "replace", failing(at, error))
        with pytest.raises(UnavailableError, match=f"{told}.*nichts verändert"):
            updated(root, NEWEST)
        monkeypatch.undo()
        assert everything(root) == before
        assert not (root / EARLIER).exists()


def test_a_disk_that_is_full_before_leaves_the_folder_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    before = everything(root)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnavailableError, match=r"der Speicher ist voll.*nichts verändert"):
        updated(root, NEWEST)
    with pytest.raises(UnavailableError, match="der Speicher ist voll"):
        carry_out(root / "noch" / "keiner", changes(root / "noch" / "keiner", FIRST), "x")
    assert everything(root) == before
    assert not (root / "noch").exists()


def test_after_a_power_cut_at_any_step_the_same_update_does_the_rest(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / LECTURE).write_bytes(notebook("meine Notizen"))
    first = shutil.copytree(root, root.parent / "vorher")
    updated(root, NEWEST)
    right = {name: raw for name, raw in everything(root).items() if not name.startswith(EARLIER)}
    for at in range(len(changes(first, NEWEST).written)):
        cut = shutil.copytree(first, root.parent / f"schnitt_{at}")
        monkeypatch.setattr(carrying_out, "_put_back", lambda *_: None)
        monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
        monkeypatch.setattr(os, "replace", failing(at, SystemExit()))
        with pytest.raises(SystemExit):
            carry_out(cut, changes(cut, NEWEST), "schnitt")
        monkeypatch.undo()
        assert set(everything(first).values()) <= set(everything(cut).values())
        updated(cut, NEWEST)
        now = {n: raw for n, raw in everything(cut).items() if not n.startswith(EARLIER)}
        assert now == right


def test_what_somebody_saves_meanwhile_is_not_replaced(root: Path) -> None:
    planned = changes(root, NEWEST)
    (root / LECTURE).write_bytes(notebook("eben gespeichert"))
    before = everything(root)
    with pytest.raises(UnavailableError, match=r"wurde eben geändert.*nichts verändert"):
        carry_out(root, planned, "x")
    assert everything(root) == before


# Where the new course comes from ------------------------------------------------------------------


@pytest.mark.parametrize("top", ["", "kooperation-lernen-main/"])
def test_a_zip_is_read_with_or_without_a_folder_around_it(root: Path, top: str) -> None:
    path = root.parent / "neu.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in SECOND.items():
            archive.writestr(top + name, raw)
    assert read_edition(path) == SECOND
    assert "Aus Fassung 1 ist 2 geworden" in update(root, path, NOON)[0]


@pytest.mark.parametrize(
    "broken",
    [
        {**SECOND, LECTURE: b"{ halb"},
        {name: raw for name, raw in SECOND.items() if name != LECTURE},
        {name: raw for name, raw in SECOND.items() if name != RECORD},
        {**SECOND, RECORD: record({"../heimlich.py": b"x"})},
    ],
    ids=[
        "damaged",
        "a file is missing",
        "no record",
        "leads out of the folder",
    ],
)
def test_an_edition_that_is_not_whole_is_refused(root: Path, broken: dict[str, bytes]) -> None:
    (root.parent / "heimlich.py").write_bytes(b"x")
    before = everything(root)
    with pytest.raises(UnavailableError, match="nicht ganz angekommen"):
        updated(root, broken)
    path = root.parent / "neu.zip"
    for raw in (b"", b"PK\x03\x04halb"):
        path.write_bytes(raw)
        with pytest.raises(UnavailableError, match="nicht ganz angekommen"):
            update(root, path, NOON)
    assert everything(root) == before


def test_the_installed_course_is_laid_out_where_one_is_and_found_there_and_updated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> Path:
        raise UnavailableError("Hier liegt kein Kurs")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kooperation.desk.update.course_root", none)
    monkeypatch.setattr("kooperation.desk.update.carried", lambda: FIRST)
    made = tmp_path / "kooperation"
    assert course_in(None) == made
    assert capsys.readouterr().out == f"Der Kurs liegt jetzt in „{made}“.\n"
    assert everything(made) == FIRST
    assert course_root(tmp_path) == made
    assert newer(made) == ""
    monkeypatch.setattr("kooperation.desk.update.carried", lambda: SECOND)
    assert newer(made).startswith("In diesem Ordner liegt Fassung 1, installiert ist 2.")
    with pytest.raises(UnavailableError, match="Installieren Sie die neue Fassung"):
        update(made, tmp_path, NOON)
    assert update(made, None, NOON)[0].startswith("Aus Fassung 1 ist 2 geworden: geschrieben 4,")
    assert everything(made).items() >= SECOND.items()
    assert course_in(made) == made
    assert newer(made) == ""


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ("source/dilemma/dilemma.toml", "git pull"),
        (".git/HEAD", "git pull"),
        ("pyproject.toml", "--from kooperation-lernen.zip"),
        ("notiz.md", "nennen sie die neue ausgabe mit „--from“"),
    ],
)
def test_without_a_source_one_sentence_says_where_the_new_course_comes_from(
    root: Path, there: str, told: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    write(root, {there: b""})
    monkeypatch.chdir(root / "course" / "lectures")
    assert main(["update"]) == 2
    said = capsys.readouterr().err
    assert told.lower() in said.lower()
    assert "Traceback" not in said
