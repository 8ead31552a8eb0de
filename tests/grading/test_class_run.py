"""A class is graded as plain nbgrader would do it; what breaks stops nobody and costs no earlier grade.

One class of four hands in `dilemma`: two with known points, one with nothing, one with a file that is no notebook.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment

from handing_in import ROOT, hand_in, lay_out_course, submission
from kooperation.desk.cli import main
from kooperation.grading.check import convert, course_settings
from kooperation.grading.class_run import STAGE, ClassRun
from kooperation.grading.grade import handed_in
from kooperation.grading.outcome import SubmissionOutcome
from kooperation.grading.run import only_run

pytestmark = pytest.mark.kernel
SLUG = "dilemma"
WHOLE = ("model", "untouched", "wrong")


def course(folder: Path, *students: str) -> Any:
    """Lay out a course in *folder* in which *students* have handed in; return its settings."""
    shutil.copytree(ROOT / "source" / SLUG, folder / "source" / SLUG)
    c = course_settings(folder, SLUG)
    convert(GenerateAssignment, c)
    for name in students:
        hand_in(submission(SLUG, name), folder / "submitted" / name, release=folder / "release")
    return c


def rows(folder: Path) -> list[tuple[Any, ...]]:
    """Return what the gradebook holds of each answer: points, comments, what waits for a human."""
    with gradebook(folder) as book:
        found = [
            (entry.student.id, grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade,
             *sorted((c.name, c.auto_comment, c.manual_comment) for c in notebook.comments))
            for entry in book.assignment_submissions(SLUG)
            for notebook in entry.notebooks
            for grade in notebook.grades
        ]  # fmt: skip
    return sorted(found, key=lambda row: row[:2])


def columns(folder: Path) -> list[dict[str, Any]]:
    """Return all that the gradebook holds of the class but the numbers of its own rows: points, penalties, times, comments."""
    found = []
    with gradebook(folder) as book:
        for entry in sorted(book.assignment_submissions(SLUG), key=lambda entry: entry.student.id):
            found.append(plain(entry))
            for notebook in entry.notebooks:
                found.append(plain(notebook))
                found += [plain(each) for each in sorted(notebook.grades, key=lambda g: g.name)]
                found += [plain(each) for each in sorted(notebook.comments, key=lambda c: c.name)]
    return found


def plain(row: Any) -> dict[str, Any]:
    kept = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    about = {"table": row.__tablename__, "of": row.student.id, "name": getattr(row, "name", "")}
    return about | {key: kept[key] for key in kept if not key.endswith("id")}


def hand_in_late(folder: Path) -> None:
    """Let `wrong` be two days late, which costs a fifth."""
    terms = "due = 2026-12-14T23:59:00\nlate = 'percent'\npercent_per_day = 10\n"
    (folder / "termine.toml").write_text(f"[{SLUG}]\n{terms}")
    for name, day in (("model", 13), ("wrong", 16)):
        stamp = f"2026-12-{day} 10:00:00.000000 UTC"
        (folder / "submitted" / name / SLUG / "timestamp.txt").write_text(stamp)


def gradebook(folder: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{folder / 'gradebook.db'}")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SubmissionOutcome]]:
    folder = tmp_path_factory.mktemp("klasse")
    c = course(folder, *WHOLE)
    hand_in_late(folder)
    broken = folder / "submitted" / "kaputt" / SLUG
    broken.mkdir(parents=True)
    (broken / f"{SLUG}.ipynb").write_text("{ kein Notebook")
    return folder, ClassRun(c, jobs=2).grade()


def test_the_gradebook_holds_row_by_row_what_plain_autograde_writes(
    graded: tuple[Path, list[SubmissionOutcome]], tmp_path: Path
) -> None:
    folder, _ = graded
    c = course(tmp_path, *WHOLE)
    hand_in_late(tmp_path)
    convert(Autograde, c)
    ours = [row for row in rows(folder) if row[0] != "kaputt"]
    assert ours == rows(tmp_path)
    assert {row[0] for row in ours} == set(WHOLE)
    of_all = [row for row in columns(folder) if row["of"] != "kaputt"]
    assert of_all == columns(tmp_path)
    assert {row["of"] for row in of_all if row.get("late_submission_penalty")} == {"wrong"}
    assert {row["of"] for row in of_all if row.get("timestamp")} == {"model", "wrong"}
    for name in WHOLE:
        there = {p.name for p in (folder / "autograded" / name / SLUG).iterdir()}
        assert there == {p.name for p in (tmp_path / "autograded" / name / SLUG).iterdir()}
    assert not (folder / STAGE).exists()


def test_one_that_cannot_be_read_waits_for_a_human_with_the_reason_and_the_others_are_graded(
    graded: tuple[Path, list[SubmissionOutcome]],
) -> None:
    outcomes = {outcome.student: outcome for outcome in graded[1]}
    assert set(outcomes) == {*WHOLE, "kaputt"}
    assert not any(outcome.problem for outcome in outcomes.values())
    assert "beschädigt (Zeile 1, Spalte 3)" in outcomes["kaputt"].unread
    assert not any(outcomes[name].unread or outcomes[name].mended for name in WHOLE)
    waiting = [row[2:5] for row in rows(graded[0]) if row[0] == "kaputt"]
    assert waiting == [(None, None, True)] * 6


def test_points_of_a_human_stay_and_an_unchanged_text_is_not_put_up_for_reading_again(
    tmp_path: Path,
) -> None:
    c = course(tmp_path, "model", "wrong")
    ClassRun(c).grade()
    with gradebook(tmp_path) as book:
        for who in ("model", "wrong"):
            grade = book.find_grade("begruendung", SLUG, SLUG, who)
            grade.manual_score, grade.needs_manual_grade = 1.5, False
        book.db.commit()
    notebook = tmp_path / "submitted" / "wrong" / SLUG / f"{SLUG}.ipynb"
    written = notebook.read_text("utf-8")
    assert "Man kann dem anderen" in written
    notebook.write_text(written.replace("Man kann dem anderen", "Neu: Man kann ihm"), "utf-8")
    ClassRun(c).grade()
    found = {row[0]: row for row in rows(tmp_path) if row[1] == "begruendung"}
    assert found["model"][3:5] == (1.5, False)
    assert found["wrong"][3:5] == (1.5, True)


def test_a_run_that_breaks_off_loses_no_earlier_grade_and_the_next_one_grades_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    c = course(tmp_path, "model")
    ClassRun(c).grade()
    before = rows(tmp_path)
    hand_in(
        submission(SLUG, "wrong"), tmp_path / "submitted" / "wrong", release=tmp_path / "release"
    )

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ClassRun, "_record", cut)
        with pytest.raises(KeyboardInterrupt):
            ClassRun(c).grade()
    assert [row for row in rows(tmp_path) if row[0] == "model"] == before
    assert (tmp_path / "autograded" / "model" / SLUG / f"{SLUG}.ipynb").is_file()
    assert not (tmp_path / "autograded" / "wrong").exists()

    assert {outcome.student for outcome in ClassRun(c, ["wrong"]).grade()} == {"wrong"}
    assert [row for row in rows(tmp_path) if row[0] == "model"] == before
    assert all(row[2] is not None or row[4] for row in rows(tmp_path))
    assert not (tmp_path / STAGE).exists()


def test_a_run_that_breaks_off_begins_nothing_more_and_ends_no_examiner_that_is_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An examiner that is killed at work is started again by its thread, and then nobody ends it: the run hung."""
    c = course(tmp_path, "untouched")
    for number in range(11):
        shutil.copytree(tmp_path / "submitted" / "untouched", tmp_path / "submitted" / f"n{number}")
    alive, said = [], []

    def slow(_: object, __: object, examiner: Any) -> dict[str, bytes]:
        time.sleep(0.3)
        alive.append(examiner._process.poll() is None)
        return {}

    def told(_: SubmissionOutcome) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kooperation.grading.class_run.executed", slow)
    with pytest.raises(KeyboardInterrupt):
        ClassRun(c, jobs=2).grade(told, lambda: said.append("stopping"))
    assert len(alive) < 8
    assert all(alive)
    assert said == ["stopping"]


@pytest.mark.parametrize("step", ["_record", "_keep_earlier"])
def test_what_every_submission_would_meet_ends_the_run_and_names_nobody(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk each of a class was named, in English, as not graded, and nothing was said of what to do."""
    c = course(tmp_path, "model", "untouched")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    told: list[SubmissionOutcome] = []
    with monkeypatch.context() as patched:
        patched.setattr(ClassRun, step, full)
        with pytest.raises(OSError, match="No space"):
            ClassRun(c).grade(told.append)
    assert told == []
    assert not any(outcome.problem for outcome in ClassRun(c).grade())


def test_a_submission_that_could_not_be_graded_waits_for_a_human_and_is_no_zero(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    c = course(tmp_path, "model")

    def full(*_: object) -> None:
        raise OSError("Kein Platz mehr")

    monkeypatch.setattr(ClassRun, "_execute", full)
    (told,) = ClassRun(c).grade()
    assert told.problem == "Kein Platz mehr"
    assert [row[2:5] for row in rows(tmp_path)] == [(None, None, True)] * 6


# The command --------------------------------------------------------------------------------------


def command(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kooperation", "grade", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course as a lecturer has it, with four submissions, two of them damaged; not graded yet."""
    folder = tmp_path_factory.mktemp("Kurs #ä @Büro (1) & Co")
    lay_out_course(folder, SLUG)
    for name in ("model", "wrong"):
        hand_in(submission(SLUG, name), folder / "submitted" / name, release=folder / "release")
    for name in ("kaputt", "umbenannt"):
        work = hand_in(submission(SLUG, "model"), folder / "submitted" / name)
        notebook = work / f"{SLUG}.ipynb"
        if name == "kaputt":
            notebook.write_bytes(notebook.read_bytes()[:2000])
        else:
            notebook.rename(work / "Abgabe_Müller.ipynb")
    return folder


def test_the_command_grades_says_what_waits_and_keeps_nbgraders_words_in_a_file(
    checkout: Path,
) -> None:
    dry = command(SLUG, "--dry-run", folder=checkout)
    assert dry.stdout.startswith("Bewertet würden 4 Abgaben: kaputt, model, umbenannt, wrong.")
    assert not (checkout / "gradebook.db").exists()

    done = command(SLUG, "--jobs", "2", folder=checkout)
    assert done.returncode == 0, done.stderr
    (why,) = [line for line in done.stdout.splitlines() if line.startswith("   kaputt: ")]
    assert "Das Notebook ist beschädigt" in why
    variant = submission(SLUG, "model").variant
    assert done.stdout.splitlines() == [
        "Bewertet: 4.",
        "Repariert: 1. Die Genannten lesen es in ihrer Rückmeldung:",
        f"   umbenannt: „Abgabe_Müller.ipynb“ zählt als „{SLUG}.ipynb“: Dem Inhalt nach ist es das.",
        "Zu klären, weil das Notebook sich nicht lesen ließ: 1. Was darin fehlt, wartet auf Punkte und zählt nicht als 0:",
        why,
        "Auf einen Menschen warten noch Antworten: 5 (Personen: 4). Texte lesen Sie mit „kooperation mark“, alles Übrige im Formgrader.",
        f"Dieselbe Variante {variant} haben kaputt, model, umbenannt und wrong, mit gleichen Antworten.",
        "Was nbgrader dazu sagt, steht in „bewertung.log“.",
    ]  # fmt: skip
    assert "4 von 4 bewertet" in done.stderr
    assert "0 Minuten" not in done.stderr
    assert "Converting notebook" in (checkout / "bewertung.log").read_text("utf-8")

    assert "3 von 4 vorbereitet …" in done.stderr

    again = command(SLUG, "--new", folder=checkout)
    assert again.returncode == 2
    assert "Alle Abgaben von „dilemma“ sind schon bewertet." in again.stderr

    again = command(SLUG, "--student", "model", folder=checkout)
    assert "Schon bewertet" not in again.stdout
    os.utime(checkout / "submitted" / "wrong" / SLUG)  # collected anew
    again = command(SLUG, "--new", folder=checkout)
    assert again.stdout.splitlines()[:2] == [
        "Bewertet: 1.",
        "Schon bewertet und nicht angerührt: 3.",
    ]
    assert "warten noch Antworten: 5 (Personen: 4)" in again.stdout  # also those of the three


@pytest.mark.parametrize(
    ("before", "since", "is_new"),
    [
        ("2026-12-14 10:00:00.000000 UTC", "2026-12-14 10:00:01.000000 UTC", True),
        ("2026-12-14 10:00:00.000000 UTC", "2026-12-14 10:00:00.000000 UTC", False),
        ("2026-12-14 10:00:00.000000 UTC", "2026-12-14 09:00:00.000000 UTC", False),
        ("", "gestern", False),
    ],
)
def test_work_that_was_handed_in_anew_is_new_by_the_time_stamps_as_for_nbgrader(
    before: str, since: str, is_new: bool, tmp_path: Path
) -> None:
    """It was passed over for ever, though the export left its mark empty: it counts as changed there."""
    for step, stamp in (("submitted", since), ("autograded", before)):
        place = tmp_path / step / "ada" / SLUG
        place.mkdir(parents=True)
        (place / "timestamp.txt").write_text(stamp)
    (tmp_path / "autograded" / "ada" / SLUG / f"{SLUG}.ipynb").write_text("{}")
    assert handed_in(tmp_path, SLUG) == ["ada"]
    assert handed_in(tmp_path, SLUG, only_new=True) == (["ada"] if is_new else [])
    graded = tmp_path / "autograded" / "ada" / SLUG / f"{SLUG}.ipynb"
    os.utime(graded, (1, 1))  # collected since, whatever the stamps say
    assert handed_in(tmp_path, SLUG, only_new=True) == ["ada"]
    assert handed_in(tmp_path, "modi", only_new=True) == []


def test_a_second_grading_of_all_that_breaks_off_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    c = course(tmp_path, *WHOLE)
    ClassRun(c, WHOLE).grade()
    assert handed_in(tmp_path, SLUG, only_new=True) == []

    def broken_off(_: SubmissionOutcome) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ClassRun(c, WHOLE).grade(broken_off)
    left = handed_in(tmp_path, SLUG, only_new=True)
    assert len(left) == 2  # one was recorded before it was told
    assert handed_in(tmp_path, "modi", only_new=True) == []
    ClassRun(c, left).grade()
    assert handed_in(tmp_path, SLUG, only_new=True) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dilema"], "Die Aufgabe „dilema“ gibt es nicht"),
        ([SLUG, "--student", "niemand"], "Von niemand gibt es"),
        ([SLUG, "--jobs", "viele"], "keine ganze Zahl"),
    ],
)
def test_what_cannot_be_graded_is_told(checkout: Path, arguments: list[str], said: str) -> None:
    done = command(*arguments, folder=checkout)
    assert done.returncode == 2
    assert said in done.stderr


def test_grading_that_is_broken_off_says_how_to_go_on(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kooperation.grading.grade.grade", broken_off)
    monkeypatch.chdir(checkout)
    assert main(["grade", SLUG]) == 2
    assert f"„kooperation grade {SLUG} --new“" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["grade", SLUG], ["collect", SLUG, "submitted"]])
def test_while_somebody_grades_nobody_else_does_or_collects(
    arguments: list[str],
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Two runs would clear away each other's work."""
    monkeypatch.chdir(checkout)
    before = sorted(checkout.rglob("*"))
    with only_run(checkout):
        assert main(arguments) == 2
    assert "wird gerade schon bewertet oder eingesammelt" in capsys.readouterr().err
    assert [path for path in sorted(checkout.rglob("*")) if path.suffix != ".log"] == [
        path for path in before if path.suffix != ".log"
    ]
    with only_run(checkout):  # it is open again
        pass
