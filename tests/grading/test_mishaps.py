"""Honest work that went astray on its way: nobody loses points by a name, a broken file or a moved cell.

One run of nbgrader's own autograder grades all of it, under our settings.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback

from handing_in import ROOT, hand_in, submission, zip_collect
from kooperation.assignments import open_task, published
from kooperation.assignments.points import MIMETYPE
from kooperation.base.answers_file import SheetError, ToClarifyError
from kooperation.base.words import Words
from kooperation.grading.check import convert, course_settings
from kooperation.grading.examination import MAX_FILE
from kooperation.grading.recognise import lay_out, recognised
from once import once

pytestmark = pytest.mark.kernel

SLUG, FUNCTION, TEXT = "dilemma", "funktion", "begruendung"
POINTS = submission(SLUG, "model").points
ZERO = dict.fromkeys(POINTS, 0.0)
FUNCTION_ALONE = {**ZERO, FUNCTION: POINTS[FUNCTION]}
STUB = Words("assignments.assignment")["stub"]
Mishap = Callable[[Path], None]


def sheet(folder: Path) -> Path:
    return folder / f"{SLUG}.answers.json"


def notebook(folder: Path) -> Path:
    return folder / f"{SLUG}.ipynb"


def rewritten(folder: Path, change: Callable[[list[Any]], list[Any]]) -> None:
    found = nbformat.read(notebook(folder), as_version=4)
    found.cells = change(found.cells)
    nbformat.write(found, notebook(folder))


def answers(folder: Path, **changed: Any) -> None:
    data = json.loads(sheet(folder).read_text("utf-8"))
    data["answers"] |= changed
    sheet(folder).write_text(json.dumps(data), "utf-8")


def at(cells: list[Any], grade_id: str) -> int:
    return next(i for i, c in enumerate(cells) if c.metadata.nbgrader.grade_id == grade_id)


def renamed_by_a_browser(folder: Path) -> None:
    """An older download beside it is empty; the newer one is the work."""
    notebook(folder).rename(folder / f"{SLUG} (1).ipynb")
    sheet(folder).rename(folder / f"{SLUG}.answers (1).json")
    shutil.copy(ROOT / "release" / SLUG / f"{SLUG}.ipynb", folder / f"{SLUG} (0).ipynb")
    os.utime(folder / f"{SLUG} (0).ipynb", (1, 1))


def renamed_by_its_author(folder: Path) -> None:
    notebook(folder).rename(folder / f"{SLUG}_müller.ipynb")
    sheet(folder).rename(folder / f"{SLUG}_müller.answers.json")


def damaged_sheet(folder: Path) -> None:
    sheet(folder).write_bytes(sheet(folder).read_bytes()[:40])


def no_sheet(folder: Path) -> None:
    sheet(folder).unlink()


def in_coding(folder: Path, coding: str) -> None:
    data = json.loads(sheet(folder).read_text("utf-8"))
    data["answers"]["begruendung"] = "Größe"
    sheet(folder).write_bytes(json.dumps(data, ensure_ascii=False).encode(coding))


def sheet_in_cp1252(folder: Path) -> None:
    in_coding(folder, "cp1252")


def sheet_in_utf16(folder: Path) -> None:
    in_coding(folder, "utf-16")


def sheet_with_a_mark(folder: Path) -> None:
    in_coding(folder, "utf-8-sig")


def sheet_too_big(folder: Path) -> None:
    with sheet(folder).open("ab") as file:
        file.write(b" " * MAX_FILE)


def pages_beside(folder: Path) -> None:
    """What a browser would run, under endings that no list of such endings has as they are written."""
    (folder / "tief").mkdir()
    for name in ("seite.HTML", "seite.xht", "bild.svgz", "tief/ohne"):
        (folder / name).write_text("<script>alert(1)</script>")
    (folder / "tief" / "daten.CSV").write_text("1;2")


def another_assignments_sheet(folder: Path) -> None:
    data = {"schema": 1, "variant": 5, "edition": published("konzept")["edition"], "answers": {}}
    sheet(folder).write_text(json.dumps(data))


def one_question_twice(folder: Path) -> None:
    text = sheet(folder).read_text("utf-8")
    sheet(folder).write_text(
        text.replace('"answers": {', '"answers": {"pareto": {"e": ["CC"]},', 1), "utf-8"
    )


def other_forms(folder: Path) -> None:
    marked = json.loads(sheet(folder).read_text("utf-8"))["answers"]["gleichgewichte"]
    twice = {**marked, "E": ["CC"]}
    answers(folder, spielarten=["Chicken"], gleichgewichte=twice, begruendung=["Mein", "Text"])


def function_below_its_test_and_text_in_two_cells(folder: Path) -> None:
    def moved(cells: list[Any]) -> list[Any]:
        function, where = cells.pop(at(cells, f"{FUNCTION}-antwort")), at(cells, TEXT)
        first, second = deepcopy(cells[where]), deepcopy(cells[where])
        first.source, second.source = "Mein erster Versuch.", "Mein zweiter Versuch."
        first.id = "abc1"
        return [*cells[:where], first, second, *cells[where + 1 :], function]

    rewritten(folder, moved)


def text_above_its_untouched_copy(folder: Path) -> None:
    def copied(cells: list[Any]) -> list[Any]:
        where = at(cells, TEXT)
        first = deepcopy(cells[where])
        first.source, first.id = "Nur hier steht etwas.", "abc1"
        cells[where].source = STUB
        return [*cells[:where], first, *cells[where:]]

    rewritten(folder, copied)


WAITING: dict[str, float | None] = {**dict.fromkeys(POINTS), FUNCTION: POINTS[FUNCTION]}
MISHAPS: dict[
    Mishap, dict[str, float | None]
] = {  # → the points it must get, None: a human decides
    renamed_by_a_browser: {**POINTS},
    renamed_by_its_author: {**POINTS},
    damaged_sheet: WAITING,
    sheet_too_big: WAITING,
    sheet_in_cp1252: {**POINTS},
    sheet_in_utf16: {**POINTS},
    sheet_with_a_mark: {**POINTS},
    pages_beside: {**POINTS},
    no_sheet: {**FUNCTION_ALONE},
    another_assignments_sheet: WAITING,
    one_question_twice: WAITING,
    other_forms: {**POINTS, "spielarten": 0.0, "gleichgewichte": 1.0},
    function_below_its_test_and_text_in_two_cells: {**POINTS},
    text_above_its_untouched_copy: {**POINTS},
}
SAID = [  # what the learner reads, by question
    (no_sheet, "pareto", "Antwortdatei „dilemma.answers.json“ fehlt"),
    (other_forms, "gleichgewichte", "steht mehrmals da („e“ und „E“)"),
    (other_forms, "spielarten", 'Die Antwort braucht die Form {"a": …, "b": …, "c": …, "d": …}.'),
]


UNREAD = [  # why a human decides
    (damaged_sheet, "Die Antwortdatei „dilemma.answers.json“ ist beschädigt (Zeile "),
    (
        sheet_too_big,
        "Die Antwortdatei „dilemma.answers.json“ ist unbrauchbar: sie ist größer als 1 MB.",
    ),
    (one_question_twice, "unbrauchbar: „pareto“ steht darin mehrmals, jedes Mal anders."),
]


def name(mishap: Mishap) -> str:
    return str(mishap.__name__)


def _grade(course: Path) -> None:
    shutil.copytree(ROOT / "source" / SLUG, course / "source" / SLUG)
    settings = course_settings(course, SLUG)
    convert(GenerateAssignment, settings)
    for mishap in MISHAPS:
        work = hand_in(submission(SLUG, "model"), course / "submitted" / name(mishap))
        mishap(work)
    log = logging.FileHandler(course / "log", encoding="utf-8")
    logging.getLogger("traitlets").addHandler(log)
    try:
        convert(Autograde, settings)
    finally:
        logging.getLogger("traitlets").removeHandler(log)
        log.close()
    convert(GenerateFeedback, settings)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "mishaps", _grade)


def graded_notebook(graded: Path, mishap: Mishap) -> Any:
    path = graded / "autograded" / name(mishap) / SLUG / f"{SLUG}.ipynb"
    return nbformat.read(path, as_version=4)


def outputs(graded: Path, mishap: Mishap, question: str) -> list[Any]:
    cells = graded_notebook(graded, mishap).cells
    return list(cells[at([c for c in cells if "nbgrader" in c.metadata], question)].outputs)


@pytest.mark.parametrize("mishap", MISHAPS, ids=name)
def test_a_mishap_costs_what_it_must_and_nothing_else(graded: Path, mishap: Mishap) -> None:
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as book:
        found = book.find_submission_notebook(SLUG, SLUG, name(mishap)).grades
        got = {grade.name: grade.auto_score for grade in found if grade.name in POINTS}
    assert got == MISHAPS[mishap]


@pytest.mark.parametrize(("mishap", "question", "said"), SAID)
def test_the_learner_reads_what_it_was(
    graded: Path, mishap: Mishap, question: str, said: str
) -> None:
    (output,) = outputs(graded, mishap, question)
    remarks = [remark["text"] for remark in output.data[MIMETYPE]["remarks"]]
    assert any(said in remark for remark in remarks), remarks
    assert not any("noch keine Antwort" in remark for remark in remarks)


@pytest.mark.parametrize(("mishap", "said"), UNREAD)
def test_answers_that_nobody_can_read_are_no_zero_and_the_reason_is_told(
    graded: Path, mishap: Mishap, said: str
) -> None:
    for question in POINTS.keys() - {FUNCTION}:
        (output,) = outputs(graded, mishap, question)
        assert said in output.evalue
        assert "Das sind nicht 0 Punkte" in output.evalue
    page = graded / "feedback" / name(mishap) / SLUG / f"{SLUG}.html"
    assert "Zu klären" in page.read_text("utf-8")
    assert f"{name(mishap)}, Aufgabe „{SLUG}“, Frage „pareto“: " in (graded / "log").read_text(
        "utf-8"
    )


def test_answers_in_another_coding_are_read_and_it_is_said(graded: Path) -> None:
    for mishap in (sheet_in_cp1252, sheet_in_utf16, sheet_with_a_mark):
        notebook = graded_notebook(graded, mishap)
        (text,) = [
            c.source
            for c in notebook.cells
            if c.metadata.get("nbgrader", {}).get("grade_id") == TEXT
        ]
        assert "Größe" in text
        mended = notebook.metadata.get("kooperation", {}).get("mended", [])
        assert any("Antwortdatei war nicht in UTF-8" in said for said in mended) == (
            mishap != sheet_with_a_mark
        )


def test_beside_the_graded_notebook_lies_nothing_that_a_browser_could_run(graded: Path) -> None:
    folder = graded / "autograded" / name(pages_beside) / SLUG
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert there == {f"{SLUG}.ipynb", f"{SLUG}.answers.json", "tief/daten.CSV"}


def test_answers_of_another_assignment_are_called_so_and_a_human_decides(graded: Path) -> None:
    (output,) = outputs(graded, another_assignments_sheet, "pareto")
    assert f"In „{SLUG}.answers.json“ stehen Antworten der Aufgabe „konzept“." in output.evalue
    assert "Ihre Lehrperson klärt das" in output.evalue


def test_of_a_text_in_two_cells_the_marker_reads_both_and_is_told(graded: Path) -> None:
    cells = graded_notebook(graded, function_below_its_test_and_text_in_two_cells).cells
    (kept,) = [c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == TEXT]
    assert "Diese Zelle stand 2-mal im Notebook" in kept.source
    assert kept.source.index("Mein erster Versuch.") < kept.source.index("Mein zweiter Versuch.")
    cells = graded_notebook(graded, text_above_its_untouched_copy).cells
    (kept,) = [c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == TEXT]
    assert kept.source == "Nur hier steht etwas."
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as book:
        for mishap in (
            function_below_its_test_and_text_in_two_cells,
            text_above_its_untouched_copy,
            other_forms,
        ):
            grade = book.find_grade(TEXT, SLUG, SLUG, name(mishap))
            assert grade.needs_manual_grade, mishap


def test_a_text_that_is_none_is_told_to_the_marker(graded: Path) -> None:
    cells = graded_notebook(graded, other_forms).cells
    (kept,) = [c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == TEXT]
    assert "ist kein Text" in kept.source


def test_the_log_says_what_was_taken_for_what_and_what_comes_as_it_came_stays(graded: Path) -> None:
    said = (graded / "log").read_text("utf-8")
    assert "„dilemma_müller.ipynb“ zählt als „dilemma.ipynb“" in said
    assert "„dilemma.answers (1).json“ zählt als „dilemma.answers.json“" in said
    assert "Daneben liegt, mit anderem Inhalt, „dilemma (0).ipynb“" in said
    assert "Die Textzelle „begruendung“ gab es 2-mal" in said
    folder = graded / "submitted" / name(renamed_by_its_author) / SLUG
    assert {p.name for p in folder.iterdir()} == {
        *("dilemma.ipynb", "dilemma_müller.ipynb"),
        *("dilemma.answers.json", "dilemma_müller.answers.json"),
    }


@pytest.mark.parametrize("other", ["schnittstellen", "konzept"])
def test_a_sheet_of_another_assignment_is_refused_on_opening_and_stays(
    other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet older than editions is known by its answers, one with an edition by that."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    asked = {key: {"a": "x"} for key in published(other)["questions"]}
    data: dict[str, Any] = {"schema": 1, "variant": 5, "answers": asked}
    if other == "konzept":
        data |= {"edition": published(other)["edition"], "answers": {}}
    (tmp_path / f"{SLUG}.answers.json").write_text(json.dumps(data))
    before = sheet(tmp_path).read_bytes()
    with pytest.raises(SheetError, match=f"stehen Antworten der Aufgabe „{other}“") as caught:
        open_task(SLUG)
    assert f"„{other}.answers.json“" in str(caught.value)
    with pytest.raises(ToClarifyError, match=f"Aufgabe „{other}“"):
        open_task(SLUG, handed_in=True)
    assert sheet(tmp_path).read_bytes() == before
    sheet(tmp_path).rename(tmp_path / f"{other}.answers.json")
    assert open_task(other)[0].variant == 5


# What a file is -----------------------------------------------------------------------------------


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return hand_in(submission(SLUG, "model"), tmp_path)


@pytest.mark.parametrize("called", ["x.ipynb", "dilemma (1).ipynb", "modi.ipynb", "Müller.ipynb"])
def test_a_notebook_is_known_by_its_questions_whatever_its_name(work: Path, called: str) -> None:
    assert recognised(notebook(work).rename(work / called)) == "dilemma.ipynb"


@pytest.mark.parametrize("slug", sorted(path.name for path in (ROOT / "release").iterdir()))
def test_every_assignment_is_known_by_notebook_and_answers(slug: str, tmp_path: Path) -> None:
    made = hand_in(submission(slug, "model"), tmp_path)
    assert recognised((made / f"{slug}.ipynb").rename(made / "a.ipynb")) == f"{slug}.ipynb"
    answered = (made / f"{slug}.answers.json").rename(made / "b.json")
    assert recognised(answered) == f"{slug}.answers.json"


def test_what_is_no_work_is_not_taken_for_any(work: Path) -> None:
    (work / "._dilemma.ipynb").write_bytes(b"\x00\x05")
    (work / "leer.ipynb").write_text('{"cells": []}')
    (work / "liste.json").write_text("[]")
    (work / "link.ipynb").symlink_to(notebook(work))
    for file in ("._dilemma.ipynb", "leer.ipynb", "liste.json", "link.ipynb", "gibtesnicht.ipynb"):
        assert recognised(work / file) == "", file
    assert list(lay_out(work, SLUG)) == []


def test_a_damaged_sheet_is_known_by_its_name(work: Path) -> None:
    damaged_sheet(work)
    assert recognised(sheet(work).rename(work / "dilemma.answers (2).json")) == sheet(work).name
    (work / "dilemma (2).answers.json").write_text("{")
    assert recognised(work / "dilemma (2).answers.json") == sheet(work).name
    (work / "dilemmata.json").write_text("{")
    assert recognised(work / "dilemmata.json") == ""


def test_work_in_a_folder_within_counts_but_not_where_a_link_or_a_system_put_it(
    work: Path, tmp_path: Path
) -> None:
    other = hand_in(submission(SLUG, "wrong"), tmp_path / "andere")
    for place in ("leer", "tief"):
        (tmp_path / place / SLUG / "__MACOSX").mkdir(parents=True)
        shutil.copy(notebook(work), tmp_path / place / SLUG / "__MACOSX")
        (tmp_path / place / SLUG / "a").symlink_to(other, target_is_directory=True)
    assert list(lay_out(tmp_path / "leer" / SLUG, SLUG)) == []
    shutil.copytree(work, tmp_path / "tief" / SLUG / "b" / SLUG)
    said = list(lay_out(tmp_path / "tief" / SLUG, SLUG))
    assert len(said) == 2
    assert f"„b/{SLUG}/{SLUG}.ipynb“ zählt als „{SLUG}.ipynb“" in said[0]
    assert notebook(tmp_path / "tief" / SLUG).read_bytes() == notebook(work).read_bytes()
    assert list(lay_out(tmp_path / "tief" / SLUG, SLUG)) == said  # it is said whenever it is graded


@pytest.mark.parametrize("flat", [True, False])
def test_zip_collect_takes_renamed_files_for_what_they_are(
    work: Path, flat: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = tmp_path / "kurs"
    archive = course / "downloaded" / SLUG / "archive"
    archive.mkdir(parents=True)
    files = {
        "Lovelace Ada_1": ("dilemma (1).ipynb", "dilemma.answers (1).json"),
        "Müller Max_2": ("dilemma_müller.ipynb", "dilemma.answers.json"),
        "Noether Emmy_3": ("dilemma.ipynb", "dilemma (1).ipynb", "dilemma.answers.json"),
    }
    for person, uploaded in files.items():
        for file in uploaded:
            between = "_assignsubmission_file_" if flat else "_assignsubmission_file/"
            target = archive / f"{person}{between}{file}"
            target.parent.mkdir(exist_ok=True)
            shutil.copy(notebook(work) if file.endswith(".ipynb") else sheet(work), target)
    zip_collect(course, SLUG, monkeypatch)
    for person in files:
        collected = {path.name for path in (course / "submitted" / person / SLUG).iterdir()}
        assert collected >= {"dilemma.ipynb", "dilemma.answers.json"}, person
