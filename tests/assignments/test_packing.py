"""Packing: one file with all that counts, what is missing in words, and nothing overwritten."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from handing_in import ROOT, hand_in, submission, zip_collect
from kooperation.assignments import open_task, published
from kooperation.assignments.concept_answers import FILE, handed_in
from kooperation.assignments.packing import pack, pack_folder, told
from kooperation.base.places import UnavailableError, lay_out_work
from kooperation.widgets import FormalCheck

SLUG = "dilemma"
SAVED = datetime(2027, 5, 3, 14, 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The work of somebody who has answered all but the text, saved at a known time."""
    made = hand_in(submission(SLUG, "model"), tmp_path / "meine_aufgaben")
    sheet = json.loads(answers(made).read_text("utf-8"))
    answers(made).write_text(json.dumps({**sheet, "edition": published(SLUG)["edition"]}))
    os.utime(made / f"{SLUG}.ipynb", (SAVED.timestamp(),) * 2)
    return made


def answers(folder: Path) -> Path:
    return folder / f"{SLUG}.answers.json"


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def write_text(folder: Path, words: int = 80) -> None:
    sheet = json.loads(answers(folder).read_text("utf-8"))
    sheet["answers"]["begruendung"] = " ".join(["Größe"] * words)
    answers(folder).write_text(json.dumps(sheet), "utf-8")


def test_the_file_holds_notebook_and_answers_byte_for_byte_and_nothing_else(folder: Path) -> None:
    (folder / "notizen.txt").write_text("nur für mich")
    packed = pack(SLUG, folder.parents[1])
    assert packed.path == folder / "dilemma.zip"
    assert packed.contents == ("dilemma.ipynb", "dilemma.answers.json")
    with zipfile.ZipFile(packed.path) as archive:
        assert archive.namelist() == list(packed.contents)
        assert archive.testzip() is None
        for name in packed.contents:
            assert archive.read(name) == (folder / name).read_bytes()


def test_equal_work_makes_an_equal_file_whenever_and_wherever_it_is_packed(
    folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "anderswo" / SLUG
    shutil.copytree(folder, other)
    os.utime(other / f"{SLUG}.ipynb", (1, 1))
    first, second = pack_folder(SLUG, folder), pack_folder(SLUG, other)
    assert first.path.read_bytes() == second.path.read_bytes()
    assert not pack_folder(SLUG, folder).replaced


def test_it_says_what_is_in_it_as_of_when_and_what_is_missing(folder: Path) -> None:
    packed = pack_folder(SLUG, folder)
    assert len(packed.problems) == 1
    assert packed.problems[0].startswith("Noch offen: „6. Begründen Sie“. ")
    assert packed.saved == SAVED
    said = " ".join(told(packed))
    assert "Darin: „dilemma.ipynb“ und „dilemma.answers.json“." in said
    assert "wie es am 03.05.2027 um 14:03 Uhr gespeichert wurde" in said
    assert packed.problems[0] in said
    write_text(folder)
    later = pack_folder(SLUG, folder)
    assert later.problems == ()
    assert later.replaced
    assert "Was Sie früher gepackt hatten, ist damit ersetzt." in told(later)
    assert "Alle Fragen sind beantwortet; ob richtig, sagt erst die Bewertung." in told(later)


def test_what_was_saved_today_is_told_by_its_time_alone(folder: Path) -> None:
    os.utime(folder / f"{SLUG}.ipynb")
    packed = pack_folder(SLUG, folder)
    assert f"wie es um {packed.saved:%H:%M} Uhr gespeichert" in " ".join(told(packed))


def test_a_missing_answers_file_is_told_and_the_notebook_packed(folder: Path) -> None:
    answers(folder).unlink()
    packed = pack_folder(SLUG, folder)
    assert packed.contents == ("dilemma.ipynb",)
    assert "Es fehlt „dilemma.answers.json“" in packed.problems[0]
    assert not answers(folder).exists()


def no_notebook(folder: Path) -> None:
    (folder / f"{SLUG}.ipynb").unlink()


def half_a_notebook(folder: Path) -> None:
    path = folder / f"{SLUG}.ipynb"
    path.write_bytes(path.read_bytes()[:1000])


def another_notebook(folder: Path) -> None:
    shutil.copy(ROOT / "release" / "modi" / "modi.ipynb", folder / f"{SLUG}.ipynb")


def broken_answers(folder: Path) -> None:
    answers(folder).write_text('{"answers": ')


def answers_without_a_variant(folder: Path) -> None:
    answers(folder).write_text('{"schema": 1, "answers": {"begruendung": "mein Text"}}')


def answers_of_another_edition(folder: Path) -> None:
    sheet = json.loads(answers(folder).read_text("utf-8"))
    answers(folder).write_text(json.dumps({**sheet, "edition": "0123abcdef"}))


def notebook_of_another_edition(folder: Path) -> None:
    path = folder / f"{SLUG}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    notebook["metadata"]["kooperation"]["edition"] = "0123abcdef"
    path.write_text(json.dumps(notebook))


def another_zip(folder: Path) -> None:
    with zipfile.ZipFile(folder / f"{SLUG}.zip", "w") as archive:
        archive.writestr("urlaub.jpg", b"...")


def no_zip(folder: Path) -> None:
    (folder / f"{SLUG}.zip").write_text("ein Text")


def a_folder(folder: Path) -> None:
    (folder / f"{SLUG}.zip").mkdir()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (no_notebook, r"dilemma.ipynb“ gibt es nicht, also gibt es nichts zu packen\. .*kooperation lab"),
        (half_a_notebook, r"kein lesbares Notebook.*dilemma_frische_kopie.ipynb"),
        (another_notebook, "nicht das Notebook der Aufgabe „dilemma“"),
        (broken_answers, "Die Antwortdatei .*beschädigt"),
        (answers_without_a_variant, "fehlt die Variante. Benennen Sie die Datei um"),
        (answers_of_another_edition, r"anderen Stand der Aufgabe \(0123abcdef\).*Verändert wurde nichts"),
        (notebook_of_another_edition, r"anderen Stand der Aufgabe \(0123abcdef\)"),
        (another_zip, "gibt es schon, und die Datei stammt nicht von hier"),
        (no_zip, "gibt es schon, und die Datei stammt nicht von hier"),
        (a_folder, "gibt es schon, und die Datei stammt nicht von hier"),
    ],
)  # fmt: skip
def test_what_cannot_be_packed_is_refused_with_the_reason_and_nothing_changes(
    damage: Any, said: str, folder: Path
) -> None:
    damage(folder)
    before = {p.name: p.is_dir() or p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(UnavailableError, match=said):
        pack_folder(SLUG, folder)
    assert {p.name: p.is_dir() or p.read_bytes() for p in folder.iterdir()} == before


def test_after_the_fresh_copy_has_the_name_it_can_be_packed(folder: Path) -> None:
    root = folder.parents[1]
    shutil.copytree(ROOT / "release" / SLUG, root / "release" / SLUG)
    half_a_notebook(folder)
    (fresh,) = lay_out_work(root)
    (folder / f"{SLUG}.ipynb").rename(folder / "beschaedigt.ipynb")
    fresh.rename(folder / f"{SLUG}.ipynb")
    assert pack(SLUG, root).contents == ("dilemma.ipynb", "dilemma.answers.json")


# In the notebook ----------------------------------------------------------------------------------


def test_the_button_packs_and_what_was_packed_is_taken_back_with_the_next_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    sheet, task = open_task(SLUG)
    check = FormalCheck(sheet, task)
    assert not (folder / "dilemma.zip").exists()
    check.pack.click()
    assert (folder / "dilemma.zip").exists()
    said = check.packed.value
    assert said.index("Noch nicht vollständig: 1 von 6 offen") < said.index(
        "„dilemma.zip“ liegt neben"
    )
    assert "Wollen Sie so abgeben" in said
    assert 'download="dilemma.zip"' in check.link.value
    sheet["begruendung"] = "Größe " * 80
    assert (check.packed.value, check.link.value) == ("", "")
    check.pack.click()
    assert "Alle Fragen sind beantwortet" in check.packed.value
    assert "Laden Sie diese eine Datei hoch." in check.packed.value


def test_the_button_says_why_it_cannot_pack(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    check = FormalCheck(*open_task(SLUG))
    half_a_notebook(folder)
    check.pack.click()
    assert "kein lesbares Notebook" in check.packed.value
    assert check.link.value == ""


def test_where_the_course_has_dates_it_says_when_the_assignment_is_due(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert "Abgabe bis" not in FormalCheck(*open_task(SLUG)).panel.value
    terms = folder.parents[1] / "termine.toml"
    terms.write_text(f"[{SLUG}]\ndue = 2026-12-14T23:59:00\nlate = 'zero'", "utf-8")
    said = FormalCheck(*open_task(SLUG)).panel.value
    assert "Abgabe bis Montag, 14. Dezember 2026, 23:59 Uhr; danach gibt es keine Punkte." in said


# At the instructor's ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "uploaded",
    ["Lovelace Ada_4711_assignsubmission_file_dilemma.zip", "Lovelace Ada_4711_assignsubmission_file/dilemma.zip"],
)  # fmt: skip
def test_zip_collect_finds_both_files_with_the_pattern_of_the_guide(
    uploaded: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = tmp_path / "kurs"
    target = course / "downloaded" / SLUG / "archive" / uploaded
    target.parent.mkdir(parents=True)
    before = {"vorher": {"luecke": "b"}}
    shutil.copy(pack_folder(SLUG, folder, before).path, target)
    zip_collect(course, SLUG, monkeypatch)
    collected = course / "submitted" / "Lovelace Ada_4711" / SLUG
    assert {path.name for path in collected.iterdir()} >= {"dilemma.ipynb", "dilemma.answers.json"}
    for name in ("dilemma.ipynb", "dilemma.answers.json"):
        assert (collected / name).read_bytes() == (folder / name).read_bytes()
    assert handed_in(collected / FILE) == before  # where a learner chose that
