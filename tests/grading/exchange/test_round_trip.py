"""Moodle's and ILIAS' files in, collected, graded, told and given back, as the platforms read them: real nbgrader throughout.

Ada (Moodle) hands in the model answers, Jörg (Moodle) wrong ones, Eve (Moodle) a damaged notebook, Lin (ILIAS) the model
answers without their sheet; Max a damaged notebook after all were graded; Zoë hands in nothing. Jörg is late: 1 day and 9.5 hours, so two days at 10 %. Her name is a formula, and a text of Jörg's waits for a human.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from downloads import (
    NOTEBOOK,
    SHEET,
    SLUG,
    WORKSHEET,
    course,
    ilias,
    moodle_flat,
    moodle_folder,
    put,
    work,
    zipped,
)
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from kooperation.desk.cli import main
from kooperation.grading.check import convert
from kooperation.grading.exchange.give_back import MANY, _states
from kooperation.grading.exchange.marks import GRADED, MISSING, EarnedMark
from kooperation.grading.exchange.people import Participant, write_people
from kooperation.grading.settings import settings_of
from once import once

pytestmark = pytest.mark.kernel
ADA, EVE, JOERG = "Ada Lovelace_4711", "Eve_4714", "Jörg Müller-O'Brien_4712"
TERMS = f"[{SLUG}]\ndue = 2026-12-14T23:59:00\nlate = 'percent'\npercent_per_day = 10\n"
LATE = "2 Tage nach der Frist, 20\N{NO-BREAK SPACE}% Abzug"
LIN = "Lin_Li_lli_312"
MAX = "Max_4715"


def command(*arguments: str, folder: Path, code: int = 0) -> str:
    """Run `kooperation …` in *folder*, in this process since nbgrader takes its time; return what it says."""
    out, before = io.StringIO(), Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out):
            assert main(arguments) == code, out.getvalue()
    finally:
        os.chdir(before)
    return out.getvalue()


def _run(folder: Path) -> None:
    root = course(folder / "kurs")
    ada, joerg = work("model", folder), work("wrong", folder)
    moodle = zipped({
        **moodle_flat(ADA, {"dilemma.zip": zipped(ada)}),
        **moodle_folder(JOERG, joerg),
        **moodle_folder(EVE, {NOTEBOOK: b"{ kein Notebook", SHEET: ada[SHEET]}),
    })  # fmt: skip
    school = zipped(ilias(LIN, {NOTEBOOK: ada[NOTEBOOK]}))
    put(root / "abgaben.zip", moodle)
    put(root / "ilias.zip", school)
    put(root / "Bewertungen.csv", WORKSHEET)
    put(root / "termine.toml", TERMS)
    said = {
        "collect": command("collect", SLUG, "abgaben.zip", "ilias.zip", "Bewertungen.csv", folder=root),
        "grade": command("grade", SLUG, folder=root),
    }  # fmt: skip
    put(root / "submitted" / MAX / SLUG / NOTEBOOK, "{ kein Notebook")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for who in (ADA, LIN):
            grade = book.find_grade("begruendung", SLUG, SLUG, who)
            grade.manual_score, grade.needs_manual_grade = 2, False
        book.db.commit()
    said["early"] = command("return", SLUG, "--dry-run", folder=root)
    said["feedback"] = command("feedback", SLUG, folder=root)
    said["dry"] = command("return", SLUG, "--dry-run", folder=root)
    assert not (root / "rueckgabe").exists()
    said["return"] = command("return", SLUG, folder=root)
    for name, text in said.items():
        put(folder / f"{name}.txt", text)


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "round_trip", _run)


def back(trip: Path, name: str) -> Path:
    return trip / "kurs" / "rueckgabe" / SLUG / name


def said(trip: Path, name: str) -> str:
    return (trip / f"{name}.txt").read_text("utf-8")


def page(trip: Path, student: str) -> str:
    return (trip / "kurs" / "feedback" / student / SLUG / f"{SLUG}.html").read_text("utf-8")


def as_moodle_reads(raw: bytes) -> list[dict[str, str]]:
    """Read a worksheet as assignfeedback_offline does: UTF-8, a comma between, the identifier's number, German numbers."""
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    for row in rows:
        row["user"] = row["ID"].removeprefix("Teilnehmer/in")
        assert row["user"].isdigit()
    return rows


def test_moodle_reads_the_points_and_nobody_gets_any_who_should_not(trip: Path) -> None:
    rows = {
        r["user"]: r for r in as_moodle_reads(back(trip, "moodle_bewertungen.csv").read_bytes())
    }
    assert {user: row["Bewertung"] for user, row in rows.items()} == {
        "4711": "12,00",
        "4712": "",  # his text waits
        "4713": "",  # nothing handed in
    }
    assert rows["4712"]["Feedback als Kommentar"] == LATE
    assert rows["4711"]["Feedback als Kommentar"] == ""
    exported = as_moodle_reads(WORKSHEET.encode())
    changed = {"Bewertung", "Feedback als Kommentar", "Vollständiger Name"}
    for row in exported:
        assert {k: v for k, v in row.items() if k not in changed} == {
            k: v for k, v in rows[row["user"]].items() if k not in changed
        }


def test_an_english_worksheet_gets_points_with_a_point_and_too_small_a_maximum_is_told(
    trip: Path,
) -> None:
    english = (
        "Identifier,Full name,Email address,Grade,Maximum Grade,Last modified (grade)\n"
        "Person 4711,=HYPERLINK(1),ada@example.org,,10.00,-\n"
    )
    put(trip / "kurs" / "english.csv", english)
    told = command("return", SLUG, "english.csv", folder=trip / "kurs")
    raw = back(trip, "moodle_bewertungen.csv").read_bytes()
    assert raw.decode().splitlines()[1] == (
        '"Person 4711","\'=HYPERLINK(1)","ada@example.org","12.00","10.00","-"'
    )
    assert "höchstens 10 Punkte eingestellt, die Aufgabe hat 12" in told
    command("return", SLUG, folder=trip / "kurs")


def test_feedback_goes_back_under_the_very_names_that_moodle_gave(trip: Path) -> None:
    """assign/feedback/file/importziplib.php: name, number, kind and plug-in between underscores; the rest is the file."""
    with zipfile.ZipFile(back(trip, "moodle_rueckmeldungen.zip")) as archive:
        names = archive.namelist()
        assert "12 von 12 Punkten" in archive.read(names[0]).decode()
    users = {}
    for name in names:
        part, _, rest = name.partition("/")
        _, user, kind, plugin, *file = part.split("_", 4)
        assert (kind, plugin) == ("assignsubmission", "file")
        users[user] = rest or file[0]
    assert users == dict.fromkeys(("4711", "4712", "4714"), f"rueckmeldung_{SLUG}.html")


def test_ilias_finds_each_member_by_the_number_at_the_end_of_the_folder(trip: Path) -> None:
    with zipfile.ZipFile(back(trip, f"multi_feedback_{SLUG}.zip")) as archive:
        (name,) = archive.namelist()
    top, folder, file = name.split("/")
    assert top.startswith("multi_feedback")
    assert int(folder.split("_")[-1]) == 312
    assert file == f"rueckmeldung_{SLUG}.html"
    (row,) = csv.DictReader(io.StringIO(back(trip, "ilias_status.csv").read_text("utf-8")))
    assert (row["update"], row["usr_id"], row["login"], row["status"]) == (
        "1",
        "312",
        "lli",
        "notgraded",
    )
    assert re.fullmatch(r"\d+\.\d\d", row["mark"])


def test_whose_work_no_platform_brought_gets_the_page_in_a_folder(trip: Path) -> None:
    with zipfile.ZipFile(back(trip, "rueckmeldungen.zip")) as archive:
        assert archive.namelist() == [f"{MAX}/rueckmeldung_{SLUG}.html"]


def test_the_plain_table_says_of_everybody_where_it_stands(trip: Path) -> None:
    raw = back(trip, "noten.csv").read_text("utf-8-sig")
    rows = {row["Notenbuch"]: row for row in csv.DictReader(io.StringIO(raw), delimiter=";")}
    assert {name: (row["Punkte"], row["Stand"]) for name, row in rows.items() if name != LIN} == {
        ADA: ("12,00", "12 von 12 Punkten"),
        JOERG: ("", "wartet auf einen Menschen"),
        EVE: ("", "wartet auf einen Menschen"),
        MAX: ("", "noch nicht bewertet"),
    }


def test_a_dry_run_names_the_files_and_who_gets_nothing_and_why(trip: Path) -> None:
    assert "lägen dann „noten.csv“" in said(trip, "dry")
    waiting = f"Eine Frage wartet noch auf einen Menschen, deshalb keine Note: {EVE} und {JOERG}."
    assert waiting in said(trip, "dry")
    assert f"noch nicht bewertet, deshalb leer: {MAX}." in said(trip, "dry")
    assert "ILIAS selbst nimmt keine Noten aus einer Datei" in said(trip, "return")
    assert "Ohne Rückmeldung" in said(trip, "early")
    assert "Ohne Rückmeldung" not in said(trip, "return")


def test_whose_notebook_is_damaged_reads_what_happened_and_what_to_do(trip: Path) -> None:
    above = page(trip, EVE).partition('class="punkte"')[0]
    assert "Ihr Notebook ließ sich nicht lesen" in above
    assert "niemand hat dafür 0 Punkte gegeben" in above
    assert "Ihr Notebook ist beschädigt" in page(trip, MAX)  # not graded yet
    assert "„Abgabe packen“" in page(trip, MAX)
    assert "Das sind nicht 0 Punkte" in page(trip, MAX)
    assert f"bekommen {MAX}. Bitten Sie um eine neue Abgabe." in said(trip, "feedback")


def test_whose_answers_are_missing_reads_it_above_the_points(trip: Path) -> None:
    above = page(trip, LIN).partition('class="punkte"')[0]
    assert "Ihre Antwortdatei fehlt" in above
    assert "Antwortdatei" not in page(trip, ADA).partition('class="punkte"')[0]


def test_whose_answers_are_missing_is_named_before_any_grade_goes_out(trip: Path) -> None:
    assert f"   {LIN}: „{SHEET}“ fehlt; in der Abgabe liegt „{NOTEBOOK}“" in said(trip, "grade")
    assert f"Antwortdatei fehlt oder ist beschädigt: {LIN}." in said(trip, "feedback")
    assert f"was angeklickt wurde, zählt als 0: {LIN}." in said(trip, "return")


def test_a_page_that_says_other_points_than_the_grade_does_not_go_back(trip: Path) -> None:
    root = trip / "kurs"
    assert "Ohne Rückmeldung" not in said(trip, "return")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        grade = book.find_grade("begruendung", SLUG, SLUG, ADA)
        try:
            grade.manual_score = 1
            book.db.commit()
            told = command("return", SLUG, "--dry-run", folder=root)
        finally:
            grade.manual_score = 2
            book.db.commit()
    assert f"die Seite ist älter als die Note: {ADA} (" in told


def test_solutions_come_only_on_request_and_for_one_person_alone_if_asked(trip: Path) -> None:
    before = page(trip, JOERG), page(trip, ADA)
    assert "Lösung" not in before[0]
    told = command("feedback", SLUG, "--with-solutions", "--student", JOERG, folder=trip / "kurs")
    assert told.startswith("Rückmeldungen geschrieben: 1")
    assert "Lösung" in page(trip, JOERG)
    assert page(trip, ADA) == before[1]


def test_what_was_collected_anew_gets_no_old_grade(trip: Path) -> None:
    folder = trip / "kurs" / "submitted" / ADA / SLUG
    times = folder.stat()
    os.utime(folder)
    told = command("return", SLUG, "--dry-run", folder=trip / "kurs")
    os.utime(folder, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert f"Nach der Bewertung neu eingesammelt, deshalb leer: {ADA}." in told


# Late ---------------------------------------------------------------------------------------------


def test_what_came_late_is_said_and_whose_time_nobody_tells_counts_as_in_time(trip: Path) -> None:
    assert f"Abgegeben: {LATE}." in page(trip, JOERG).partition('class="punkte"')[0]
    assert "Abgegeben:" not in page(trip, ADA)
    assert f"und sie gelten als rechtzeitig: {EVE} und {LIN}." in said(trip, "collect")


def test_the_penalty_follows_points_given_later_and_more_time_takes_it_back(
    trip: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(trip / "kurs", tmp_path / "kurs")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        grade = book.find_grade("begruendung", SLUG, SLUG, JOERG)
        grade.manual_score, grade.needs_manual_grade = 2, False
        book.db.commit()
        earned = book.find_submission(SLUG, JOERG).score
    assert earned > 2

    def given() -> str:
        command("return", SLUG, folder=root)
        raw = (root / "rueckgabe" / SLUG / "moodle_bewertungen.csv").read_bytes()
        return next(r["Bewertung"] for r in as_moodle_reads(raw) if r["user"] == "4712")

    assert given() == f"{0.8 * earned:.2f}".replace(".", ",")
    write_people(root, {JOERG: Participant(JOERG, extra_days=2)})
    assert given() == f"{earned:.2f}".replace(".", ",")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        assert book.find_assignment(SLUG).duedate == datetime(2026, 12, 14, 22, 59)  # UTC
        assert book.find_submission(SLUG, JOERG).total_seconds_late == 0


def test_of_a_large_class_it_is_told_how_many_have_no_grade_and_where_their_names_stand() -> None:
    found = [EarnedMark(Participant(f"p{n:02}"), MISSING, 12.0) for n in range(MANY + 1)]
    graded = EarnedMark(Participant("ada"), GRADED, 12.0, 12.0)
    assert list(_states([graded, *found]))[1] == (
        "Nichts abgegeben, deshalb leer: 21 von 22 („noten.csv“ nennt sie)."
    )
    assert "leer: p01, p02" in list(_states([graded, *found[1:]]))[1]


def test_a_wrong_date_is_told_before_anything_is_graded(trip: Path, tmp_path: Path) -> None:
    root = shutil.copytree(trip / "kurs", tmp_path / "kurs")
    put(root / "termine.toml", TERMS.replace("10", "zehn"))
    command("grade", SLUG, folder=root, code=2)
    put(root / "termine.toml", TERMS)
    write_people(root, {JOERG: Participant(JOERG, extra_percent=25)})
    command("grade", SLUG, folder=root, code=2)
    assert (root / "autograded" / JOERG).stat().st_mtime == (
        trip / "kurs" / "autograded" / JOERG
    ).stat().st_mtime


def test_plain_nbgrader_takes_off_the_same(trip: Path, tmp_path: Path) -> None:
    root = shutil.copytree(trip / "kurs", tmp_path / "kurs")
    c = settings_of(root, SLUG)
    c.CourseDirectory.student_id = JOERG
    c.Autograde.force = True
    convert(Autograde, c)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        found = book.find_submission(SLUG, JOERG)
        assert found.late_submission_penalty == pytest.approx(0.2 * found.score)
        assert found.late_submission_penalty > 0


def test_where_nobody_handed_in_that_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = course(tmp_path / "kurs")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        book.add_assignment(SLUG)
    write_people(root, {"ada": Participant("ada", "Ada", "Lovelace", "")})
    before = {path.name for path in root.iterdir()}
    monkeypatch.chdir(root)
    for step in ("feedback", "return"):
        assert main([step, SLUG]) == 2
        assert "hat noch niemand abgegeben" in capsys.readouterr().err
    assert {path.name for path in root.iterdir()} == before
