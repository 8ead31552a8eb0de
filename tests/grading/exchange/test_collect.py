"""What was downloaded from a platform lies in `submitted/` as nbgrader has it, and nothing harmful gets there."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from downloads import (
    NOTEBOOK,
    SHEET,
    SLUG,
    WORKSHEET,
    encrypted,
    entry,
    ilias,
    link,
    moodle_flat,
    moodle_folder,
    put,
    work,
    zipped,
)

from handing_in import ROOT, hand_in, submission
from kooperation.assignments.concept_answers import FILE, UNKNOWN, as_file
from kooperation.assignments.deadlines import berlin
from kooperation.assignments.packing import pack_folder
from kooperation.base.places import UnavailableError
from kooperation.grading.exchange.collect import KEPT, read_record, take
from kooperation.grading.exchange.people import Participant, write_people
from kooperation.grading.exchange.uploads import gather


@pytest.fixture(scope="module")
def ada(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return work("model", tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def bob(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return work("wrong", tmp_path_factory.mktemp("wrong"))


def collect(
    root: Path, *files: Path, due: datetime | None = None, dry_run: bool = False
) -> tuple[list[str], list[str]]:
    """Collect as the command does; return what it says, and what was refused."""
    found = gather(root, SLUG, files)
    return list(take(root, SLUG, found, lambda _: due, dry_run=dry_run)), found.refused


def there(root: Path) -> dict[str, list[str]]:
    return {
        folder.parent.name: sorted(path.name for path in folder.iterdir())
        for folder in sorted((root / "submitted").glob(f"*/{SLUG}"))
    }


def in_submitted(root: Path, student: str, name: str = NOTEBOOK) -> bytes:
    return (root / "submitted" / student / SLUG / name).read_bytes()


# Platforms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [moodle_flat, moodle_folder])
def test_moodles_download_becomes_a_folder_for_each_person(
    tmp_path: Path, ada: dict[str, bytes], bob: dict[str, bytes], form: object
) -> None:
    assert callable(form)
    raw = zipped({
        **form("Ada Lovelace_4711", ada),
        **form("Jörg Müller-O'Brien_4712", bob),
        "Ada Lovelace_4711_assignsubmission_onlinetext/onlinetext.html": b"<p>hallo",
        "__MACOSX/._Ada Lovelace_4711_assignsubmission_file_dilemma.ipynb": b"x",
        "Ada Lovelace_4711_assignsubmission_file/._dilemma.ipynb": b"x",
    })  # fmt: skip
    said, refused = collect(tmp_path, put(tmp_path / "abgaben.zip", raw))
    assert refused == []
    assert said[0] == "Eingesammelt: neu 2, ersetzt 0, unverändert 0."
    assert there(tmp_path) == {
        "Ada Lovelace_4711": [SHEET, NOTEBOOK],
        "Jörg Müller-O'Brien_4712": [SHEET, NOTEBOOK],
    }
    assert in_submitted(tmp_path, "Ada Lovelace_4711") == ada[NOTEBOOK]
    record = read_record(tmp_path, SLUG)["Jörg Müller-O'Brien_4712"]
    assert record["folder"] == "Jörg Müller-O'Brien_4712_assignsubmission_file"
    assert record["flat"] is (form is moodle_flat)


def test_a_pack_of_ours_inside_moodles_zip_is_opened(tmp_path: Path, ada: dict[str, bytes]) -> None:
    flat = zipped(moodle_flat("Ada Lovelace_4711", {"dilemma.zip": zipped(ada)}))
    folder = zipped(moodle_folder("Bob_4712", {"dilemma (1).zip": zipped({"dilemma/" + n: d for n, d in ada.items()})}))  # fmt: skip
    collect(tmp_path, put(tmp_path / "a.zip", flat), put(tmp_path / "b.zip", folder))
    assert there(tmp_path) == {
        "Ada Lovelace_4711": [SHEET, NOTEBOOK],
        "Bob_4712": [SHEET, NOTEBOOK],
    }


def test_what_was_packed_on_binder_is_collected_here_and_tells_nothing_of_where_it_was(
    tmp_path: Path,
) -> None:
    """On Binder the course lies in /home/jovyan, with a kernel and a Python of its own."""
    folder = hand_in(submission(SLUG, "model"), tmp_path / "home" / "jovyan" / "meine_aufgaben")
    notebook = json.loads((folder / NOTEBOOK).read_text("utf-8"))
    notebook["metadata"]["kernelspec"] = {"display_name": "Python 3 (ipykernel)", "name": "python3"}
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.13.5"}
    (folder / NOTEBOOK).write_text(json.dumps(notebook), "utf-8")
    packed = pack_folder(SLUG, folder)
    with zipfile.ZipFile(packed.path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    assert sorted(contents) == [SHEET, NOTEBOOK]
    assert not any(b"jovyan" in raw for raw in (*contents.values(), packed.path.read_bytes()))
    upload = zipped(moodle_flat("Ada Lovelace_4711", {"dilemma (2).zip": packed.path.read_bytes()}))
    _, refused = collect(tmp_path / "kurs", put(tmp_path / "abgaben.zip", upload))
    assert refused == []
    for name, raw in contents.items():
        assert in_submitted(tmp_path / "kurs", "Ada Lovelace_4711", name) == raw


def test_answers_to_the_ten_questions_come_along_packed_or_not_and_nothing_else_of_that_name_does(
    tmp_path: Path, ada: dict[str, bytes], bob: dict[str, bytes]
) -> None:
    ten = as_file({"vorher": {"reha": "a"}, "nachher": {"reha": UNKNOWN}})
    raw = zipped({
        **moodle_flat("Ada Lovelace_4711", {"dilemma.zip": zipped(ada | {FILE: ten})}),
        **moodle_flat("Bob_4712", bob | {"begriffstest (1).json": ten}),
        **moodle_flat("Eve_4713", bob | {FILE: b'{"schema": 1, "name": "Eve"}'}),
    })  # fmt: skip
    said, _ = collect(tmp_path, put(tmp_path / "abgaben.zip", raw))
    assert there(tmp_path) == {
        "Ada Lovelace_4711": [FILE, SHEET, NOTEBOOK],
        "Bob_4712": [FILE, SHEET, NOTEBOOK],
        "Eve_4713": [SHEET, NOTEBOOK],
    }
    assert in_submitted(tmp_path, "Ada Lovelace_4711", FILE) == ten
    assert [text for text in said if FILE in text and "blieb liegen" in text] == [
        f"„abgaben.zip/Eve_4713_assignsubmission_file_{FILE}“ gehört nicht zur Aufgabe „dilemma“ und blieb liegen."
    ]


def test_the_worksheet_tells_when_each_handed_in_and_is_kept(
    tmp_path: Path, ada: dict[str, bytes]
) -> None:
    raw = zipped(moodle_flat("Ada Lovelace_4711", ada))
    collect(tmp_path, put(tmp_path / "a.zip", raw), put(tmp_path / "Bewertungen.csv", WORKSHEET))
    stamp = in_submitted(tmp_path, "Ada Lovelace_4711", "timestamp.txt").decode()
    assert stamp == "2026-12-14 22:10:00.000000 UTC"  # 23:10 in Berlin's winter
    assert (tmp_path / KEPT / SLUG / "bewertungstabelle.csv").read_bytes() == WORKSHEET.encode()


def test_a_table_by_login_tells_when_each_handed_in_to_ilias(
    tmp_path: Path, ada: dict[str, bytes]
) -> None:
    table = 'Anmeldename;Letzte Abgabe\nal;14.12.2026 23:10\nzz;"-"\n'
    raw = zipped(ilias("L_A_al_1", ada) | ilias("Z_Z_zz_2", ada))
    collect(tmp_path, put(tmp_path / "i.zip", raw), put(tmp_path / "t.csv", table))
    assert in_submitted(tmp_path, "L_A_al_1", "timestamp.txt") == b"2026-12-14 22:10:00.000000 UTC"
    assert there(tmp_path)["Z_Z_zz_2"] == [SHEET, NOTEBOOK]
    put(tmp_path / "t.csv", "Anmeldename;Letzte Abgabe\nal;14. Dezembre 2026, 23:10\n")
    with pytest.raises(UnavailableError, match="Den Monat „Dezembre“ gibt es nicht"):
        collect(tmp_path, tmp_path / "i.zip", tmp_path / "t.csv")


def test_with_a_list_of_people_the_gradebooks_name_is_found_by_mail_login_or_name(
    tmp_path: Path, ada: dict[str, bytes], bob: dict[str, bytes]
) -> None:
    people = [
        Participant("ada", "Ada", "Lovelace", "ada@example.org", login="alovelace"),
        Participant("joerg", "Jörg", "Müller-O'Brien", "joerg@example.org"),
    ]
    write_people(tmp_path, {person.student: person for person in people})
    moodle = zipped(moodle_flat("Irgendwer_4711", ada))  # the worksheet knows the number
    school = zipped(ilias("Mueller_OBrien_Joerg_jm_12", bob) | ilias("Fremd_Wer_wf_99", bob))
    said, refused = collect(
        tmp_path, put(tmp_path / "m.zip", moodle), put(tmp_path / "i.zip", school),
        put(tmp_path / "t.csv", WORKSHEET),
    )  # fmt: skip
    assert list(there(tmp_path)) == ["ada", "joerg"]
    assert refused == [
        "„Fremd_Wer_wf_99“ steht nicht in der Liste der Teilnehmenden (kooperation roster)."
    ]
    assert said[-2] == "Nicht eingesammelt: 1. Alles andere ist davon unberührt."


def test_two_of_one_name_are_told_apart_by_the_worksheet_alone(
    tmp_path: Path, ada: dict[str, bytes]
) -> None:
    people = {s: Participant(s, "Ada", "Lovelace", f"{s}@example.org") for s in ("a1", "a2")}
    write_people(tmp_path, people)
    raw = zipped(moodle_flat("Ada Lovelace_4711", ada))
    _, refused = collect(tmp_path, put(tmp_path / "m.zip", raw))
    assert "können mehrere sein: a1, a2" in refused[0]
    assert there(tmp_path) == {}
    sheet = put(tmp_path / "t.csv", WORKSHEET.replace("ada@", "a2@"))
    collect(tmp_path, tmp_path / "m.zip", sheet)
    assert list(there(tmp_path)) == ["a2"]


def test_in_ilias_the_last_upload_counts_and_what_came_late_only_if_there_is_nothing_else(
    tmp_path: Path, ada: dict[str, bytes], bob: dict[str, bytes]
) -> None:
    both = {
        **ilias("Lovelace_Ada_al_312", {"dilemma.zip": zipped(bob)}),
        **ilias("Lovelace_Ada_al_312", {"dilemma (2).zip": zipped(ada)}),
        **ilias("Lovelace_Ada_al_312", {"Verspaetete Abgabe - dilemma (3).zip": zipped(bob)}),
        **ilias("Spaet_Sam_ss_313", {"Verspaetete Abgabe - dilemma.zip": zipped(bob)}),
    }
    said, _ = collect(tmp_path, put(tmp_path / "Dilemmata.zip", zipped(both)))
    assert in_submitted(tmp_path, "Lovelace_Ada_al_312") == ada[NOTEBOOK]
    assert in_submitted(tmp_path, "Spaet_Sam_ss_313") == bob[NOTEBOOK]
    assert "dilemma (2).zip“. Daneben gibt es" in " ".join(said)
    left = tmp_path / KEPT / SLUG / "weitere" / "Lovelace_Ada_al_312"
    assert (left / "01" / NOTEBOOK).read_bytes() == bob[NOTEBOOK]


def test_notebook_and_answers_that_were_uploaded_one_by_one_make_one_state(
    tmp_path: Path, ada: dict[str, bytes], bob: dict[str, bytes]
) -> None:
    files = {
        NOTEBOOK: ada[NOTEBOOK],
        SHEET: bob[SHEET],
        "dilemma.answers (2).json": ada[SHEET],
    }
    collect(tmp_path, put(tmp_path / "x.zip", zipped(ilias("L_A_al_1", files))))
    assert in_submitted(tmp_path, "L_A_al_1") == ada[NOTEBOOK]
    assert in_submitted(tmp_path, "L_A_al_1", SHEET) == ada[SHEET]


def test_a_plain_folder_names_people_by_folders_packs_or_file_names(
    tmp_path: Path, ada: dict[str, bytes]
) -> None:
    folder = tmp_path / "eingang"
    put(folder / "ada" / "dilemma" / "dilemma" / "dilemma (1).ipynb", ada[NOTEBOOK])
    put(folder / "ada" / "dilemma" / "dilemma.answers (1).json", ada[SHEET])
    put(folder / "bob.zip", zipped(ada))
    put(folder / "cyd" / "dilemma.zip", zipped(ada))
    put(folder / "dilemma_dan.ipynb", ada[NOTEBOOK])
    put(folder / "dilemma.zip", zipped(ada))
    said, refused = collect(tmp_path, folder)
    assert list(there(tmp_path)) == ["ada", "bob", "cyd", "dan"]
    assert there(tmp_path)["ada"] == [SHEET, NOTEBOOK]
    assert len(refused) == 2
    assert all("Von wem das ist, steht nicht dabei" in why for why in refused)
    assert any("dilemma (1).ipynb“ zählt als „dilemma.ipynb“" in line for line in said)


# In time, again -----------------------------------------------------------------------------------


def test_a_dry_run_says_all_and_writes_nothing(tmp_path: Path, ada: dict[str, bytes]) -> None:
    path = put(tmp_path / "a.zip", zipped(moodle_flat("Ada_1", ada)))
    said, _ = collect(tmp_path, path, dry_run=True)
    assert said[0].startswith("Eingesammelt würden: neu 1")
    assert sorted(tmp_path.iterdir()) == [path]


def test_without_a_list_of_people_it_is_told_that_moodles_numbers_change(
    tmp_path: Path, ada: dict[str, bytes]
) -> None:
    path = put(tmp_path / "a.zip", zipped(moodle_flat("Ada_1", ada)))
    assert (
        "zum Beispiel „Ada_1“ und in der nächsten Aufgabe anders" in collect(tmp_path, path)[0][1]
    )
    assert len(collect(tmp_path, path)[0]) == 1  # not again, where nothing is new


def test_collecting_again_changes_nothing_or_keeps_what_was_there(
    tmp_path: Path, ada: dict[str, bytes], bob: dict[str, bytes]
) -> None:
    path = put(tmp_path / "a.zip", zipped(moodle_flat("Ada_1", ada)))
    collect(tmp_path, path)
    assert collect(tmp_path, path)[0] == ["Eingesammelt: neu 0, ersetzt 0, unverändert 1."]
    said, _ = collect(tmp_path, put(tmp_path / "b.zip", zipped(moodle_flat("Ada_1", bob))))
    assert said[0] == "Eingesammelt: neu 0, ersetzt 1, unverändert 0."
    assert "kooperation grade dilemma --new" in said[1]
    earlier = tmp_path / KEPT / SLUG / "frueher" / "Ada_1" / "01"
    assert (earlier / NOTEBOOK).read_bytes() == ada[NOTEBOOK]
    assert in_submitted(tmp_path, "Ada_1") == bob[NOTEBOOK]


def test_collecting_again_touches_only_whose_work_or_time_is_another(
    tmp_path: Path, ada: dict[str, bytes], bob: dict[str, bytes]
) -> None:
    first = zipped(moodle_flat("Ada Lovelace_4711", ada) | moodle_flat("Zoë_4713", ada))
    second = zipped(moodle_flat("Ada Lovelace_4711", ada) | moodle_flat("Zoë_4713", bob))
    table = put(tmp_path / "Bewertungen.csv", WORKSHEET)
    folders = [tmp_path / "submitted" / who / SLUG for who in ("Ada Lovelace_4711", "Zoë_4713")]

    def touched(raw: bytes, *tables: Path) -> list[bool]:
        for folder in folders if folders[0].exists() else ():
            os.utime(folder, (0, 0))
        collect(tmp_path, put(tmp_path / "a.zip", raw), *tables)
        return [folder.stat().st_mtime > 0 for folder in folders]

    assert touched(first) == [True, True]
    assert touched(first) == [False, False]
    assert touched(first, table) == [True, False]  # Ada's time is known only now, Zoë has none
    assert touched(first, table) == [False, False]
    assert touched(second, table) == [False, True]
    assert touched(second) == [False, False]


def test_an_older_download_does_not_replace_a_later_submission(
    tmp_path: Path, ada: dict[str, bytes], bob: dict[str, bytes]
) -> None:
    sheet = put(tmp_path / "t.csv", WORKSHEET)
    collect(tmp_path, put(tmp_path / "a.zip", zipped(moodle_flat("Ada Lovelace_4711", ada))), sheet)
    put(sheet, WORKSHEET.replace("14. Dezember", "13. Dezember"))
    old = put(tmp_path / "b.zip", zipped(moodle_flat("Ada Lovelace_4711", bob)))
    said, _ = collect(tmp_path, old, sheet)
    assert "In „submitted“ liegt schon eine spätere Abgabe; sie bleibt." in said[1]
    assert in_submitted(tmp_path, "Ada Lovelace_4711") == ada[NOTEBOOK]


def test_late_work_counts_only_if_nothing_was_in_time(
    tmp_path: Path, ada: dict[str, bytes]
) -> None:
    raw = zipped(moodle_flat("Ada Lovelace_4711", ada))
    due = datetime(2026, 12, 13, 23, 59, tzinfo=berlin())
    sheet = put(tmp_path / "t.csv", WORKSHEET)
    collect(tmp_path, put(tmp_path / "a.zip", raw), sheet, due=due)
    assert there(tmp_path) == {"Ada Lovelace_4711": [SHEET, NOTEBOOK, "timestamp.txt"]}


def test_a_second_attempt_after_the_deadline_in_place_of_one_in_time_is_told(
    tmp_path: Path, ada: dict[str, bytes], bob: dict[str, bytes]
) -> None:
    due = datetime(2026, 12, 15, 23, 59, tzinfo=berlin())
    sheet = put(tmp_path / "t.csv", WORKSHEET)
    first = put(tmp_path / "a.zip", zipped(moodle_flat("Ada Lovelace_4711", ada)))
    collect(tmp_path, first, sheet, due=due)
    put(sheet, WORKSHEET.replace("14. Dezember 2026, 23:10", "16. Dezember 2026, 23:10"))
    second = put(tmp_path / "b.zip", zipped(moodle_flat("Ada Lovelace_4711", bob)))
    said, _ = collect(tmp_path, second, sheet, due=due)
    assert "Die frühere Abgabe war rechtzeitig, die neue kam nach der Frist." in " ".join(said)
    assert in_submitted(tmp_path, "Ada Lovelace_4711") == bob[NOTEBOOK]


# Harm ---------------------------------------------------------------------------------------------


def archive(entries: Sequence[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for info, data in entries:
            made.writestr(info, data)
    return out.getvalue()


EVIL = "Eve_666_assignsubmission_file"


@pytest.mark.parametrize(
    ("hostile", "why"),
    [
        ([(entry(f"{EVIL}/../../../gradebook.ipynb"), b"x")], "führt aus dem Ordner hinaus"),
        ([(entry(f"/etc/{EVIL}/dilemma.ipynb"), b"x")], "führt aus dem Ordner hinaus"),
        ([(entry(f"C:\\{EVIL}\\dilemma.ipynb"), b"x")], "führt aus dem Ordner hinaus"),
        ([(entry(f"{EVIL}\\..\\..\\dilemma.ipynb"), b"x")], "führt aus dem Ordner hinaus"),
        ([(link(f"{EVIL}/dilemma.ipynb"), b"/etc/passwd")], "sondern ein Verweis"),
        ([(entry(f"{EVIL}/dilemma.ipynb"), b"0" * 40_000_000)], "beim Entpacken zu groß"),
        ([(entry(f"{EVIL}/dilemma.zip"), b"kein Zip")], "ist beschädigt"),
        ([(entry(f"{EVIL}/dilemma.zip"), encrypted(zipped({NOTEBOOK: b"x"})))], "Passwort"),
        (
            [(entry(f"{EVIL}/a.zip"), zipped({"b.zip": zipped({"c.zip": zipped({NOTEBOOK: b"x"})})}))],
            "mehr als zweimal verpackt",
        ),
    ],
)  # fmt: skip
def test_what_could_do_harm_is_refused_with_a_sentence_and_the_others_are_collected(
    tmp_path: Path, ada: dict[str, bytes], hostile: Sequence[tuple[zipfile.ZipInfo, bytes]], why: str
) -> None:  # fmt: skip
    good = [(entry(name), data) for name, data in moodle_folder("Ada_1", ada).items()]
    path = put(tmp_path / "kurs" / "a.zip", archive([*hostile, *good]))
    _, refused = collect(tmp_path / "kurs", path)
    assert [why in said for said in refused] == [True]
    assert there(tmp_path / "kurs") == {"Ada_1": [SHEET, NOTEBOOK]}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kurs"]


def test_damage_inside_an_archive_is_noticed(tmp_path: Path, ada: dict[str, bytes]) -> None:
    raw = bytearray(zipped({**moodle_folder("Ada_1", ada), **moodle_folder("Eve_2", ada)}))
    at = raw.rfind(b"Eve_2_assignsubmission_file/dilemma.ipynb", 0, raw.find(b"PK\x01\x02"))
    raw[at + 300 : at + 340] = bytes(40)
    _, refused = collect(tmp_path, put(tmp_path / "a.zip", bytes(raw)))
    assert "Eve_2" in refused[0]
    assert "beschädigt" in refused[0]
    assert there(tmp_path)["Ada_1"] == [SHEET, NOTEBOOK]


def test_an_archive_that_is_none_is_told(tmp_path: Path) -> None:
    _, refused = collect(tmp_path, put(tmp_path / "a.zip", b"<html>Bitte anmelden"))
    assert refused == ["a.zip: ist beschädigt und lässt sich nicht entpacken."]
    with pytest.raises(UnavailableError, match="gibt es nicht"):
        collect(tmp_path, tmp_path / "fehlt.zip")


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_links_and_pipes_in_a_folder_are_not_followed(
    tmp_path: Path, ada: dict[str, bytes]
) -> None:
    secret = put(tmp_path / "geheim.ipynb", ada[NOTEBOOK])
    folder = tmp_path / "eingang"
    put(folder / "ada" / NOTEBOOK, ada[NOTEBOOK])
    (folder / "eve").mkdir()
    (folder / "eve" / NOTEBOOK).symlink_to(secret)
    os.mkfifo(folder / "eve" / SHEET)
    (folder / "mal").symlink_to(tmp_path)
    _, refused = collect(tmp_path / "kurs", folder)
    assert len(refused) == 3
    (tmp_path / "ada.zip").symlink_to(put(tmp_path / "x.zip", zipped(ada)))  # named by the lecturer
    assert collect(tmp_path / "kurs", tmp_path / "ada.zip")[1] == []
    assert list(there(tmp_path / "kurs")) == ["ada"]


def test_names_in_the_code_page_of_old_and_in_undeclared_utf8_are_read(
    tmp_path: Path, ada: dict[str, bytes]
) -> None:
    for number, code in ((1, "cp437"), (2, "utf-8")):
        name = f"Jörg Müller_{number}_assignsubmission_file/{NOTEBOOK}"
        raw = zipped({"x" * len(name.encode(code)): ada[NOTEBOOK]})
        raw = raw.replace(b"x" * len(name.encode(code)), name.encode(code))
        collect(tmp_path, put(tmp_path / f"{number}.zip", raw))
    assert list(there(tmp_path)) == ["Jörg Müller_1", "Jörg Müller_2"]


def test_a_name_that_nbgrader_cannot_have_gets_one_of_its_own(
    tmp_path: Path, ada: dict[str, bytes]
) -> None:
    collect(tmp_path, put(tmp_path / "a.zip", zipped(moodle_folder("A [B]_1", ada) | moodle_folder("A +B+_1", ada))))  # fmt: skip
    assert len(there(tmp_path)) == 2
    assert not any(set("[]+") & set(name) for name in there(tmp_path))


def test_the_archive_of_another_assignment_is_told_in_one_sentence(tmp_path: Path) -> None:
    """And not in one for each of 300 files."""
    other = {"modi.ipynb": (ROOT / "release" / "modi" / "modi.ipynb").read_bytes()}
    raw = zipped({
        name: data
        for number in range(4711, 4721)
        for name, data in moodle_flat(f"Ada {number}_{number}", other).items()
    })  # fmt: skip
    said, _ = collect(tmp_path, put(tmp_path / "abgaben.zip", raw))
    (one,) = [line for line in said if "Ist es das richtige Archiv?" in line]
    assert one.startswith("10 Dateien gehören nicht zur Aufgabe „dilemma“ und blieben liegen")
    assert not any("gehört nicht zur Aufgabe" in line for line in said)
