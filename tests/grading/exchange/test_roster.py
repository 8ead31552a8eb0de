"""A list of people is taken as a whole, whatever the platform calls its columns, or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from downloads import WORKSHEET, put
from nbgrader.api import Gradebook, Student

from kooperation.base.places import UnavailableError
from kooperation.grading.exchange.people import FILE, Participant, read_people
from kooperation.grading.exchange.roster import take_roster

MOODLE = (  # user/index.php, „Tabellendaten herunterladen als CSV“
    "\ufeffVorname,Nachname,E-Mail-Adresse,Rollen,Gruppen\r\n"
    "Ada,Lovelace,ada@example.org,Teilnehmer/in,Gruppe A\r\n"
    '"Jörg","Müller-O\'Brien",joerg@example.org,Teilnehmer/in,"Gruppe A, Gruppe B"\r\n'
    "Grace,Hopper,grace@example.org,Trainer/in,\r\n"
)
ILIAS = (  # Services/Membership, ilMemberExport
    '"Anmeldename";"Nachname";"Vorname";"E-Mail";"Matrikelnummer";"Rolle"\n'
    '"alovelace";"Lovelace";"Ada";"ada@example.org";"0815";"Kursmitglied"\n'
    '"jmueller";"Müller-O\'Brien";"Jörg";"joerg@example.org";"";"Kursmitglied"\n'
)
OWN = (
    "Name\tMatrikelnummer\tGruppe\tVerlängerung\n"
    "Lovelace, Ada\t0815\tMontag\t3 Tage\n"
    "Jörg Müller-O'Brien\t0816\tDienstag\t12,5 %\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a gradebook that knows its version: so nbgrader need not start alembic, which takes seconds."""
    with closing(sqlite3.connect(tmp_path / "gradebook.db")) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    return tmp_path


def take(root: Path, text: str, encoding: str = "utf-8") -> list[str]:
    return list(take_roster(root, put(root / "liste.csv", text.encode(encoding))))


def students(root: Path) -> dict[str, tuple[str, str, str]]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {s.id: (s.first_name, s.last_name, s.email) for s in book.students}


def test_nothing_in_a_name_is_markup_where_formgrader_shows_it_as_it_is(root: Path) -> None:
    take(root, "Matrikelnummer;Vorname;Nachname\n1;<img src=x onerror=alert(1)>;O'Brien\n")
    assert students(root)["1"][:2] == ("‹img src=x onerror=alert(1)›", "O'Brien")


def test_moodles_participants_are_called_by_their_address_and_teachers_left_out(
    root: Path,
) -> None:
    said = take(root, MOODLE)
    assert students(root) == {
        "ada@example.org": ("Ada", "Lovelace", "ada@example.org"),
        "joerg@example.org": ("Jörg", "Müller-O'Brien", "joerg@example.org"),
    }
    assert read_people(root)["joerg@example.org"].group == "Gruppe A, Gruppe B"
    assert said[0].startswith("Übernommen: 2, davon neu: 2.")
    assert said[-1] == "Lehrende und Betreuende wurden ausgelassen: 1."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac-roman", "utf-16"])
def test_ilias_members_are_called_by_their_login_in_any_encoding(root: Path, encoding: str) -> None:
    take(root, ILIAS, encoding)
    assert students(root)["jmueller"] == ("Jörg", "Müller-O'Brien", "joerg@example.org")


def test_more_time_is_given_in_days_or_percent(root: Path) -> None:
    said = take(root, OWN)
    people = read_people(root)
    assert people["0815"] == Participant(
        "0815", "Ada", "Lovelace", number="0815", group="Montag", extra_days=3
    )
    assert people["0816"].extra_percent == 12.5
    assert "Mehr Zeit haben 0815 und 0816." in said


def test_moodles_worksheet_is_a_list_too(root: Path) -> None:
    take(root, WORKSHEET)
    assert students(root)["zoe@example.org"] == ("Zoë", "=SUMME(A1)", "zoe@example.org")


def test_a_second_list_finds_the_same_people_and_adds_to_what_is_known(root: Path) -> None:
    take(root, ILIAS)
    said = take(root, MOODLE)
    ada = read_people(root)["alovelace"]
    assert (ada.login, ada.number, ada.group) == ("alovelace", "0815", "Gruppe A")
    assert set(students(root)) == {"alovelace", "jmueller"}
    assert "davon neu: 0" in said[0]


def test_whoever_left_the_list_stays_and_is_named(root: Path) -> None:
    take(root, ILIAS)
    said = take(root, "".join(ILIAS.splitlines(True)[:2]))
    assert said[-1] == "Nicht in dieser Liste stehen jmueller; sie bleiben, mit ihren Noten."
    assert set(read_people(root)) == {"alovelace", "jmueller"}


def test_every_fault_is_told_with_line_and_value_and_nothing_is_taken(tmp_path: Path) -> None:
    faulty = (
        "Anmeldename;E-Mail;Verlängerung\n"
        "ada;ada.example.org;\n"
        "bob;bob@example.org;25\n"
        "bob;zweiter@example.org;\n"
        "../eve;eve@example.org;\n"
    )
    with pytest.raises(UnavailableError) as raised:
        take(tmp_path, faulty)
    said = str(raised.value)
    assert "Zeile 2: „ada.example.org“ ist keine E-Mail-Adresse." in said
    assert "Zeile 3: „25“ ist keine Verlängerung" in said
    assert "Zeile 5: „../eve“ kann nicht der Name eines Ordners sein." in said
    assert not (tmp_path / FILE).exists()
    assert not (tmp_path / "gradebook.db").exists()


def test_an_address_that_two_have_is_a_fault(tmp_path: Path) -> None:
    """Submissions are known by it: both people's went to the first."""
    shared = "Matrikelnummer;E-Mail-Adresse\n1;ada@example.org\n2;ADA@example.org\n3;\n4;\n"
    with pytest.raises(UnavailableError) as raised:
        take(tmp_path, shared)
    assert "Zeile 3: „ADA@example.org“ steht schon in Zeile 2." in str(raised.value)
    assert "Zeile 5" not in str(raised.value)
    assert not (tmp_path / FILE).exists()


def test_the_same_name_twice_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="Zeile 4: „jmueller“ steht schon in Zeile 3"):
        take(tmp_path, ILIAS + ILIAS.splitlines()[-1])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "ist leer"),
        ("Vorname;Alter\nAda;36\n", "Überschriften sind: Vorname, Alter"),
        ("Anmeldename;E-Mail\nada\n", "Zeile 2: 1 Felder statt 2, beginnend mit „ada“"),
        ('Anmeldename;E-Mail\n"ada;x@y\n', "Anführungszeichen gehen nicht auf"),
        ("PK\x03\x04..xl/workbook.xml", "ist eine Excel-Datei"),
        ("PK\x03\x04..ada.ipynb", "ist eine gepackte Datei"),
        ("Anmeldename;E-Mail\n", "Es steht niemand darin"),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UnavailableError, match=why):
        take(tmp_path, text)


def test_a_gradebook_that_fails_in_the_middle_keeps_nobody(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(self: Student, **values: str) -> None:
        if values["id"] == "jmueller":
            raise OSError("disk full")
        original(self, **values)

    take(root, "".join(ILIAS.splitlines(True)[:1]) + '"zoe";"Z";"Z";"z@example.org";"";""\n')
    original = Student.__init__
    monkeypatch.setattr(Student, "__init__", breaks)
    with pytest.raises(OSError, match="disk full"):
        take(root, ILIAS)
    assert set(students(root)) == {"zoe"}
    assert set(read_people(root)) == {"zoe"}
