"""What a team of ILIAS, or a group of Moodle, hands in counts for each of them, and points and pages come back to all.

The archives are built as the platforms' source does. ILIAS (components/ILIAS/Exercise/Submission/SubmissionManager.php):
`<title>/Abgaben/Team <id>/<Last>_<First>_<login>_<id>/` for those alone who uploaded; the plug-in ExerciseStatusFile puts all
files into the folders of all members, in `Team_<id>`. Moodle from 4.1 on (mod/assign/classes/downloader.php):
`<group>_<id of the group>_assignsubmission_file/`, the default group without a number; before, each member's own folder with the
group before the name. Its worksheet has a column „Gruppe“ then (mod/assign/gradingtable.php).
"""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from downloads import NOTEBOOK, SHEET, SLUG, ilias, moodle_folder, put, work, zipped
from nbgrader.api import Gradebook

from kooperation.grading.exchange.collect import take
from kooperation.grading.exchange.give_back import GIVEN_BACK, give_back
from kooperation.grading.exchange.people import Participant, write_people
from kooperation.grading.exchange.uploads import gather
from kooperation.grading.variants import shared_variants
from marked_class import course

ADA, BEN, EVE = "Lovelace_Ada_al_312", "Bart_Ben_bb_313", "Eder_Eve_ee_314"
PEOPLE = {
    "ada": Participant("ada", "Ada", "Lovelace", "ada@example.org", login="al"),
    "ben": Participant("ben", "Ben", "Bart", "ben@example.org", login="bb"),
    "eve": Participant("eve", "Eve", "Eder", "eve@example.org", login="ee"),
}
STATUS = 'update,team_id,logins,status,mark\n0,12,"al, bb",notgraded,\n0,13,ee,notgraded,\n'
GROUPS = (
    '\ufeffID,"Vollständiger Name",E-Mail-Adresse,Status,Gruppe,Bewertung,Bestwertung,"Zuletzt geändert (Abgabe)"\r\n'
    'Teilnehmer/in4711,"Ada Lovelace",ada@example.org,Abgegeben,"Gruppe A: Nord",,"12,00","Montag, 14. Dezember 2026, 23:10"\r\n'
    'Teilnehmer/in4712,"Ben Bart",ben@example.org,Abgegeben,"Gruppe A: Nord",,"12,00","Montag, 14. Dezember 2026, 23:10"\r\n'
    'Teilnehmer/in4713,"Eve Eder",eve@example.org,Abgegeben,Standard-Gruppe,,"12,00",-\r\n'
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return work("model", tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return work("wrong", tmp_path_factory.mktemp("wrong"))


def collect(
    root: Path, archive: Mapping[str, bytes], *tables: str, due: datetime | None = None
) -> tuple[list[str], list[str]]:
    """Collect as the command does; return what it says, and what was refused."""
    files = [put(root / "abgaben.zip", zipped(archive))]
    files += [put(root / f"tabelle{at}.csv", table) for at, table in enumerate(tables)]
    found = gather(root, SLUG, files)
    return list(take(root, SLUG, found, lambda _: due, dry_run=False)), found.refused


def handed_in(root: Path) -> dict[str, bytes]:
    """Return by student the notebook in `submitted/`."""
    return {
        path.parents[1].name: path.read_bytes()
        for path in sorted(root.glob(f"submitted/*/{SLUG}/{NOTEBOOK}"))
    }


def team(number: int, person: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return ilias(f"Team {number}/{person}", files)


# ILIAS --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        STATUS,
        "Anmeldename;Team;Letzte Abgabe\nal;Team 12;14.12.2026 23:10\nbb;12;-\nee;Team 13;14.12.2026 22:00\n",
        "E-Mail;Team\nada@example.org;12\nBEN@example.org;12\neve@example.org;13\n",
    ],
)
def test_a_file_of_a_team_counts_for_each_member_that_the_table_names(
    tmp_path: Path, model: dict[str, bytes], wrong: dict[str, bytes], table: str
) -> None:
    write_people(tmp_path, PEOPLE)
    said, refused = collect(tmp_path, team(12, ADA, model) | team(13, EVE, wrong), table)
    assert handed_in(tmp_path) == {
        "ada": model[NOTEBOOK],
        "ben": model[NOTEBOOK],
        "eve": wrong[NOTEBOOK],
    }
    assert refused == []
    assert (
        "Gemeinsam abgegeben: 2 Teams oder Gruppen, zusammen 3 Personen. Jede Datei zählt für alle, die dazugehören."
        in said
    )
    assert not any("zählt die Abgabe nur" in line for line in said)


def test_the_list_of_people_may_name_the_teams_as_groups(
    tmp_path: Path, model: dict[str, bytes]
) -> None:
    groups = {
        "ada": "Seminar 1, Team 12",
        "ben": "Team 12; Seminar 1",
        "eve": "12",
    }  # a seminar called 12
    write_people(
        tmp_path,
        {
            s: Participant(s, p.first_name, p.last_name, login=p.login, group=groups[s])
            for s, p in PEOPLE.items()
        },
    )
    collect(tmp_path, team(12, ADA, model))
    assert set(handed_in(tmp_path)) == {"ada", "ben"}


def test_where_nothing_names_the_others_it_counts_for_who_uploaded_and_that_is_said(
    tmp_path: Path, model: dict[str, bytes]
) -> None:
    write_people(tmp_path, PEOPLE)
    said, refused = collect(tmp_path, team(12, ADA, model))
    assert set(handed_in(tmp_path)) == {"ada"}
    assert refused == []
    assert any(
        line.startswith("Bei Team 12 (ada) zählt die Abgabe nur für die, die hochgeladen haben")
        for line in said
    )
    # Named afterwards, the others get it, too.
    said, _ = collect(tmp_path, team(12, ADA, model), STATUS)
    assert set(handed_in(tmp_path)) == {"ada", "ben"}


def test_two_who_uploaded_one_file_each_share_both(tmp_path: Path, model: dict[str, bytes]) -> None:
    parts = team(12, ADA, {NOTEBOOK: model[NOTEBOOK]}) | team(12, BEN, {SHEET: model[SHEET]})
    write_people(tmp_path, PEOPLE)
    collect(tmp_path, parts)
    for student in ("ada", "ben"):
        there = tmp_path / "submitted" / student / SLUG
        assert sorted(path.name for path in there.iterdir()) == [SHEET, NOTEBOOK]
    assert shared_variants(tmp_path / "submitted", SLUG) == []  # one work, and nobody has copied


def test_an_unknown_member_is_named_and_the_others_keep_the_work(
    tmp_path: Path, model: dict[str, bytes]
) -> None:
    write_people(tmp_path, {student: PEOPLE[student] for student in ("ada", "eve")})
    said, refused = collect(tmp_path, team(12, BEN, model), STATUS.replace("al, bb", "al, bb, xyz"))
    assert set(handed_in(tmp_path)) == {"ada"}  # though Ben, who uploaded, is in no list
    assert refused == [
        f"Team 12: „{name}“ steht nicht in der Liste der Teilnehmenden (kooperation roster). Für die anderen zählt die Abgabe."
        for name in (BEN, "bb", "xyz")
    ]
    assert "Nicht eingesammelt: 3. Alles andere ist davon unberührt." in said


def test_the_archive_of_the_plug_in_names_all_members_itself(
    tmp_path: Path, model: dict[str, bytes]
) -> None:
    """ExerciseStatusFile, ilExTeamMultiFeedbackDownloadHandler: each member's folder has all files of the team."""
    top = "Multi_Feedback_Dilemmata_77"
    files = {
        f"{top}/Team_12/{person}/{name}": raw
        for person in (ADA, BEN)
        for name, raw in model.items()
    }
    said, refused = collect(tmp_path, {**files, f"{top}/status.csv": STATUS.encode()})
    assert set(handed_in(tmp_path)) == {ADA, BEN}  # also without a list of people
    assert refused == []
    assert not any("Daneben gibt es" in line for line in said)


def test_the_time_that_the_table_tells_of_one_holds_for_the_team(
    tmp_path: Path, model: dict[str, bytes]
) -> None:
    write_people(tmp_path, PEOPLE)
    table = "Anmeldename;Team;Letzte Abgabe\nal;12;14.12.2026 23:10\nbb;12;-\n"
    collect(tmp_path, team(12, ADA, model), table)
    for student in ("ada", "ben"):
        stamp = tmp_path / "submitted" / student / SLUG / "timestamp.txt"
        assert stamp.read_text("utf-8") == "2026-12-14 22:10:00.000000 UTC"


# Moodle -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("listed", [True, False])
def test_a_folder_of_a_group_counts_for_its_members_and_its_number_is_nobodys(
    tmp_path: Path, model: dict[str, bytes], wrong: dict[str, bytes], listed: bool
) -> None:
    if listed:
        write_people(tmp_path, PEOPLE)
    # The group has the number that is Eve's in this assignment.
    archive = moodle_folder("Gruppe A Nord_4713", model) | moodle_folder("Standard-Gruppe", wrong)
    said, refused = collect(tmp_path, archive, GROUPS)
    ada, ben, eve = (
        ("ada", "ben", "eve") if listed else ("Ada Lovelace_4711", "Ben Bart_4712", "Eve Eder_4713")
    )
    assert handed_in(tmp_path) == {ada: model[NOTEBOOK], ben: model[NOTEBOOK], eve: wrong[NOTEBOOK]}
    assert refused == []
    assert "Gemeinsam abgegeben: 2 Teams oder Gruppen, zusammen 3 Personen." in " ".join(said)
    stamp = tmp_path / "submitted" / ben / SLUG / "timestamp.txt"
    assert stamp.read_text("utf-8") == "2026-12-14 22:10:00.000000 UTC"


def test_a_group_without_the_worksheet_is_told_what_is_missing(
    tmp_path: Path, model: dict[str, bytes]
) -> None:
    write_people(tmp_path, PEOPLE)
    _, refused = collect(tmp_path, moodle_folder("Gruppe A_37", model))
    assert refused == [
        "„Gruppe A“ steht nicht in der Liste der Teilnehmenden (kooperation roster). Ist es eine Gruppe, nennen Sie dazu die "
        "Bewertungstabelle aus Moodle; darin steht, wer dazugehört."
    ]


def test_before_moodle_4_1_the_group_stands_before_each_name(
    tmp_path: Path, model: dict[str, bytes]
) -> None:
    archive = moodle_folder("Gruppe A Nord-Ada Lovelace_4711", model) | moodle_folder(
        "Gruppe A Nord-Ben Bart_4712", model
    )
    collect(tmp_path / "sheet", archive, GROUPS)
    assert set(handed_in(tmp_path / "sheet")) == {"Ada Lovelace_4711", "Ben Bart_4712"}
    root = tmp_path / "groups"
    root.mkdir()
    write_people(
        root,
        {
            s: Participant(s, p.first_name, p.last_name, group="Gruppe A Nord")
            for s, p in PEOPLE.items()
        },
    )
    collect(root, archive)
    assert set(handed_in(root)) == {"ada", "ben"}


# Back ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return course(tmp_path_factory.mktemp("kurs") / "kurs", SLUG)


def graded(root: Path, points: Mapping[str, float]) -> None:
    """Let each have these points, and a page that says so, as grading and feedback leave them."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for student, earned in points.items():
            book.update_or_create_student(student)
            submission = book.update_or_create_submission(SLUG, student)
            for at, grade in enumerate(submission.notebooks[0].grades):
                grade.auto_score, grade.needs_manual_grade = (earned if at == 0 else 0.0), False
            put(root / "autograded" / student / SLUG / NOTEBOOK, "{}")
            put(
                root / "feedback" / student / SLUG / f"{SLUG}.html",
                f'<p data-told="{earned} 0">{student}</p>',
            )
        book.db.commit()


def back(root: Path, name: str) -> bytes:
    return (root / GIVEN_BACK / SLUG / name).read_bytes()


def returned(root: Path) -> list[str]:
    return list(give_back(root, SLUG, None, dry_run=False))


def test_ilias_gets_a_line_and_a_page_for_each_team(
    empty: Path, tmp_path: Path, model: dict[str, bytes]
) -> None:
    """ilPluginExAssignmentStatusFile: these titles, the number of the team; a page in one folder is shown to all members."""
    root = Path(shutil.copytree(empty, tmp_path / "kurs"))
    write_people(root, PEOPLE)
    collect(root, team(12, ADA, model) | team(13, EVE, model), STATUS)
    graded(root, {"ada": 2, "ben": 2, "eve": 1})
    said = returned(root)
    rows = list(csv.DictReader(io.StringIO(back(root, "ilias_status.csv").decode())))
    assert list(rows[0]) == [
        "update", "team_id", "logins", "status", "mark", "notice", "comment", "plagiarism", "plag_comment",
    ]  # fmt: skip
    assert [(r["update"], r["team_id"], r["logins"], r["mark"]) for r in rows] == [
        ("1", "12", "al, bb", "2.00"),
        ("1", "13", "ee", "1.00"),
    ]
    with zipfile.ZipFile(io.BytesIO(back(root, f"multi_feedback_{SLUG}.zip"))) as archive:
        pages = {name.split("/")[1]: archive.read(name).decode() for name in archive.namelist()}
    assert set(pages) == {ADA, EVE}
    assert ">ada<" in pages[ADA]  # whose folder it is
    grades = csv.DictReader(io.StringIO(back(root, "noten.csv").decode("utf-8-sig")), delimiter=";")
    assert {row["Notenbuch"]: row["Punkte"] for row in grades} == {
        "ada": "2,00",
        "ben": "2,00",
        "eve": "1,00",
    }
    assert not any("Bewertungstabelle aus Moodle" in line for line in said)


def test_members_with_other_points_and_who_has_no_team_are_named(
    empty: Path, tmp_path: Path, model: dict[str, bytes]
) -> None:
    root = Path(shutil.copytree(empty, tmp_path / "kurs"))
    write_people(root, PEOPLE)
    collect(root, team(12, ADA, model) | ilias(EVE, model), STATUS)
    graded(root, {"ada": 2, "ben": 1, "eve": 1})
    told = " ".join(returned(root))
    (row,) = csv.DictReader(io.StringIO(back(root, "ilias_status.csv").decode()))
    assert (row["update"], row["team_id"], row["mark"]) == ("0", "12", "")
    assert "stehen für Team 12 keine Punkte: Die Mitglieder haben verschieden viele" in told
    assert "Ohne Team abgegeben, und deshalb nicht in „ilias_status.csv“: eve." in told


def test_where_who_uploaded_is_in_no_list_the_others_still_get_a_page(
    empty: Path, tmp_path: Path, model: dict[str, bytes]
) -> None:
    root = Path(shutil.copytree(empty, tmp_path / "kurs"))
    write_people(root, {"ada": PEOPLE["ada"]})
    collect(root, team(12, BEN, model), STATUS)
    graded(root, {"ada": 2})
    returned(root)
    with zipfile.ZipFile(io.BytesIO(back(root, f"multi_feedback_{SLUG}.zip"))) as archive:
        assert archive.namelist() == [f"multi_feedback_{SLUG}/{BEN}/rueckmeldung_{SLUG}.html"]


def test_whom_no_platform_knows_gets_the_page_in_a_folder_as_it_came(
    empty: Path, tmp_path: Path, model: dict[str, bytes]
) -> None:
    root = Path(shutil.copytree(empty, tmp_path / "kurs"))
    write_people(root, PEOPLE)
    plain = {f"Ben Bart/{name}": raw for name, raw in model.items()}
    collect(root, plain | ilias(ADA, model))
    graded(root, {"ada": 2, "ben": 1, "eve": 1})  # eve's was laid into submitted/ by hand
    put(root / "submitted" / "eve" / SLUG / NOTEBOOK, "{}")
    assert "„rueckmeldungen.zip“" in returned(root)[0]
    with zipfile.ZipFile(io.BytesIO(back(root, "rueckmeldungen.zip"))) as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(pages) == {f"{who}/rueckmeldung_{SLUG}.html" for who in ("Ben Bart", "eve")}
    assert ">ben<" in pages[f"Ben Bart/rueckmeldung_{SLUG}.html"]
    (root / "feedback" / "eve" / SLUG / f"{SLUG}.html").unlink()
    assert any("Ohne Rückmeldung" in line and "eve" in line for line in returned(root))


def test_moodle_gets_points_and_a_page_for_each_member_of_a_group(
    empty: Path, tmp_path: Path, model: dict[str, bytes]
) -> None:
    root = Path(shutil.copytree(empty, tmp_path / "kurs"))
    collect(root, moodle_folder("Gruppe A Nord_37", model), GROUPS)
    ada, ben = "Ada Lovelace_4711", "Ben Bart_4712"
    graded(root, {ada: 2, ben: 2})
    returned(root)
    raw = back(root, "moodle_bewertungen.csv").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(raw, newline=""))
    assert [row["Bewertung"] for row in rows] == ["2,00", "2,00", ""]
    with zipfile.ZipFile(io.BytesIO(back(root, "moodle_rueckmeldungen.zip"))) as archive:
        names = archive.namelist()
    assert names == [f"{who}_assignsubmission_file/rueckmeldung_{SLUG}.html" for who in (ada, ben)]
