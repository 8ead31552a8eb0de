"""Whatever became of a notebook: its answers get their points, or wait for a human with the reason; nothing is a silent 0.

One class hands in the same work on `dilemma`, each file damaged in its own way. It is graded by `kooperation grade` and
by nbgrader's own autograder, both under our settings.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback

from handing_in import ROOT, hand_in, submission
from kooperation.grading.check import convert, course_settings
from kooperation.grading.class_run import ClassRun
from kooperation.grading.known_cells import grade_id
from kooperation.grading.outcome import SubmissionOutcome
from kooperation.grading.reading import UnreadableError, read_submission
from kooperation.grading.rebuild import Rebuilt, rebuild
from once import once

pytestmark = pytest.mark.kernel

SLUG, FUNCTION, TEXT = "dilemma", "funktion", "begruendung"
POINTS = submission(SLUG, "model").points
Damage = Callable[[Path], object]
Cells = list[Any]


def notebook(folder: Path) -> Path:
    return folder / f"{SLUG}.ipynb"


def sheet(folder: Path) -> Path:
    return folder / f"{SLUG}.answers.json"


def edited(change: Callable[[Cells], Cells | None]) -> Damage:
    """Return the damage that *change* does to the notebook's cells, as plain data."""

    def damage(folder: Path) -> None:
        data = json.loads(notebook(folder).read_text("utf-8"))
        data["cells"] = change(data["cells"]) or data["cells"]
        notebook(folder).write_text(json.dumps(data), "utf-8")

    return damage


def marks(cells: Cells) -> Iterator[dict[str, Any]]:
    return (cell["metadata"]["nbgrader"] for cell in cells if "nbgrader" in cell["metadata"])


def at(cells: Cells, name: str) -> int:
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells]
    return names.index(name)


def marked(**changed: Any) -> Damage:
    return edited(lambda cells: [its.update(changed) for its in marks(cells)] and None)


def in_coding(coding: str) -> Damage:
    def damage(folder: Path) -> None:
        text = json.dumps(json.loads(notebook(folder).read_text("utf-8")), ensure_ascii=False)
        notebook(folder).write_bytes(text.encode(coding, "replace"))

    return damage


def crlf(folder: Path) -> None:
    text = notebook(folder).read_text("utf-8").replace("\\n", "\\r\\n").replace("\n", "\r\n")
    notebook(folder).write_bytes(text.encode())


def nbformat_3(folder: Path) -> None:
    data = json.loads(notebook(folder).read_text("utf-8"))
    for cell in data["cells"]:
        cell.pop("id")
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    old = {"metadata": {"name": ""}, "nbformat": 3, "worksheets": [{"cells": data["cells"]}]}
    notebook(folder).write_text(json.dumps(old), "utf-8")


def without_marks(cells: Cells) -> None:
    for cell in cells:
        cell["metadata"] = {}


def without_marks_and_ids(cells: Cells) -> None:
    without_marks(cells)
    for number, cell in enumerate(cells):
        cell["id"] = f"x{number}"


def other_ids(cells: Cells) -> None:
    for number, its in enumerate(marks(cells)):
        its["grade_id"] = f"cell-{number}"


def copied(cells: Cells) -> Cells:
    return [copy for cell in cells for copy in [cell] * (1 + cell["metadata"]["nbgrader"]["grade"])]


def deleted(cells: Cells) -> Cells:
    own = (f"{FUNCTION}-antwort", TEXT)
    return [c for c in cells if c["metadata"]["nbgrader"]["grade_id"] in own]


def tagged_and_typed_anew(cells: Cells) -> None:
    for cell in cells:
        cell["metadata"]["tags"] = ["skip-execution", "remove-cell", 'x"><script>']
    cells[at(cells, TEXT)]["cell_type"] = "raw"
    function = cells[at(cells, f"{FUNCTION}-antwort")]
    function["cell_type"] = "markdown"
    del function["outputs"], function["execution_count"]


def function_elsewhere(cells: Cells) -> None:
    """The cell for it is gone, the function stands in one at the end."""
    function = cells.pop(at(cells, f"{FUNCTION}-antwort"))
    cells.append(json.loads(json.dumps(new_code_cell(function["source"]))))


def rubbish_between(cells: Cells) -> Cells:
    cells[at(cells, TEXT)]["attachments"] = {
        "a": "nichts",
        "b": {"image/png": [1]},
        "c": {"text/x": "{"},
    }
    return [None, "Zelle", {"cell_type": "code"}, *cells, {"source": 5, "metadata": []}, []]


def deeper(folder: Path) -> None:
    within = folder / SLUG / SLUG
    within.mkdir(parents=True)
    for path in (notebook(folder), sheet(folder)):
        path.rename(within / path.name)
    (folder / "__MACOSX" / SLUG).mkdir(parents=True)
    for place in (folder, folder / "__MACOSX" / SLUG):
        (place / f"._{SLUG}.ipynb").write_bytes(b"\x00\x05\x16\x07")


def renamed(folder: Path) -> None:
    notebook(folder).rename(folder / "Abgabe_Müller.ipynb")


def renamed_without_marks(folder: Path) -> None:
    edited(without_marks)(folder)
    renamed(folder)


MENDED: dict[str, tuple[Damage, str]] = {  # → what is said about it
    "bom": (in_coding("utf-8-sig"), "unsichtbares Zeichen"),
    "utf16": (in_coding("utf-16"), "nicht in UTF-8"),
    "latin1": (in_coding("latin-1"), "nicht in UTF-8"),
    "crlf": (crlf, "Zeilenenden"),
    "nbformat3": (nbformat_3, "altes Format"),
    "schema1": (marked(schema_version=1), "Angaben für die Bewertung"),
    "schema99": (marked(schema_version=99), "Angaben für die Bewertung"),
    "flags": (marked(locked=False, grade=False, solution=True), "Angaben für die Bewertung"),
    "more_points": (marked(points=50), "Angaben für die Bewertung"),
    "lost": (edited(without_marks), "Kennung verloren"),
    "lost_all": (edited(without_marks_and_ids), "„funktion-antwort“ stand in einer fremden Zelle"),
    "other_ids": (edited(other_ids), "Kennung verloren"),
    "copied": (edited(copied), "gab es mehrmals"),
    "deleted": (edited(deleted), "fehlten und sind wieder da"),
    "moved": (edited(lambda cells: cells[::-1]), "anderer Reihenfolge"),
    "typed": (edited(tagged_and_typed_anew), "andere Art"),
    "elsewhere": (edited(function_elsewhere), "an ihrem Inhalt erkannt"),
    "rubbish": (edited(rubbish_between), "keine lesbaren Zellen"),
    "deeper": (deeper, f"„{SLUG}/{SLUG}/{SLUG}.ipynb“ zählt als"),
    "renamed": (renamed, "„Abgabe_Müller.ipynb“ zählt als"),
    "renamed_lost": (renamed_without_marks, "„Abgabe_Müller.ipynb“ zählt als"),
}  # fmt: skip


def cut_off(folder: Path) -> None:
    notebook(folder).write_bytes(notebook(folder).read_bytes()[:3000])


def cut_off_alone(folder: Path) -> None:
    cut_off(folder)
    sheet(folder).unlink()


def only_a_text_file(folder: Path) -> None:
    notebook(folder).unlink()
    sheet(folder).rename(folder / "aufsatz.docx")


UNREAD: dict[str, tuple[Damage, str, bool]] = {  # → the reason, whether the answers file is there
    "cut_off": (cut_off, "beschädigt (Zeile", True),
    "cut_off_alone": (cut_off_alone, "beschädigt (Zeile", False),
    "empty": (lambda folder: notebook(folder).write_bytes(b""), "ist leer", True),
    "zeros": (lambda folder: notebook(folder).write_bytes(bytes(999)), "beschädigt", True),
    "list": (lambda folder: notebook(folder).write_text("[]"), "kein Notebook", True),
    "missing": (lambda folder: notebook(folder).unlink(), "fehlt das Notebook", True),
    "docx": (only_a_text_file, "Darin liegt: „aufsatz.docx“", False),
}


def _hand_in(course: Path) -> Any:
    shutil.copytree(ROOT / "source" / SLUG, course / "source" / SLUG)
    settings = course_settings(course, SLUG)
    convert(GenerateAssignment, settings)
    damages = {
        **{name: row[0] for name, row in MENDED.items()},
        **{name: row[0] for name, row in UNREAD.items()},
    }
    for name, damage in damages.items():
        damage(hand_in(submission(SLUG, "model"), course / "submitted" / name))
    return settings


def _grade(course: Path) -> None:
    settings = _hand_in(course)
    shutil.copytree(course / "submitted", course / "as_handed_in", symlinks=True)
    outcomes = ClassRun(settings, jobs=2).grade()
    told = {o.student: [o.problem, list(o.mended), o.unread] for o in outcomes}
    (course / "outcomes.json").write_text(json.dumps(told))
    convert(GenerateFeedback, settings)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "rebuilt", _grade)


def outcome(graded: Path, who: str) -> SubmissionOutcome:
    problem, mended, unread = json.loads((graded / "outcomes.json").read_text())[who]
    return SubmissionOutcome(who, problem, tuple(mended), unread)


def points(course: Path, who: str) -> dict[str, tuple[float | None, bool]]:
    """Return the points of each question, and whether it waits for a human."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        found = book.find_submission_notebook(SLUG, SLUG, who).grades
        return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in found}


def page(course: Path, who: str) -> str:
    return (course / "feedback" / who / SLUG / f"{SLUG}.html").read_text("utf-8")


FULL = {**{name: (got, False) for name, got in POINTS.items()}, TEXT: (None, True)}


@pytest.mark.parametrize("who", MENDED)
def test_a_damaged_notebook_gets_all_points_of_its_answers_and_the_text_is_read(
    graded: Path, who: str
) -> None:
    assert points(graded, who) == FULL


@pytest.mark.parametrize("who", MENDED)
def test_what_was_mended_is_said_to_lecturer_and_learner(graded: Path, who: str) -> None:
    told = outcome(graded, who)
    assert not told.problem
    assert not told.unread
    assert any(MENDED[who][1] in said for said in told.mended), told.mended
    for said in told.mended:
        assert said in page(graded, who)


@pytest.mark.parametrize("who", UNREAD)
def test_what_cannot_be_read_waits_for_a_human_and_the_answers_file_counts(
    graded: Path, who: str
) -> None:
    _, reason, has_sheet = UNREAD[who]
    assert reason in outcome(graded, who).unread
    waits = {FUNCTION, TEXT} if has_sheet else FULL
    assert points(graded, who) == {**FULL, **dict.fromkeys(waits, (None, True))}
    assert reason in page(graded, who)


def test_a_file_that_came_in_stays_byte_for_byte(graded: Path) -> None:
    before = {
        p.relative_to(graded / "as_handed_in"): p for p in (graded / "as_handed_in").rglob("*")
    }
    for name, path in before.items():
        now = graded / "submitted" / name
        assert now.is_symlink() == path.is_symlink()
        if path.is_file() and not path.is_symlink():
            assert now.read_bytes() == path.read_bytes(), name


def test_plain_autograde_writes_the_same_rows_and_stops_at_none_of_them(
    graded: Path, tmp_path: Path
) -> None:
    convert(Autograde, _hand_in(tmp_path))
    for who in (*MENDED, *UNREAD):
        assert points(tmp_path, who) == points(graded, who), who


def test_what_was_graded_before_stays_when_a_later_file_cannot_be_read(tmp_path: Path) -> None:
    settings = course_settings(tmp_path, SLUG)
    shutil.copytree(ROOT / "source" / SLUG, tmp_path / "source" / SLUG)
    convert(GenerateAssignment, settings)
    work = hand_in(submission(SLUG, "model"), tmp_path / "submitted" / "ada")
    ClassRun(settings).grade()
    before = points(tmp_path, "ada")
    cut_off(work)
    (told,) = ClassRun(settings).grade()
    assert "beschädigt" in told.problem
    assert points(tmp_path, "ada") == before == FULL


# The rebuilding alone ------------------------------------------------------------------------------


def released() -> dict[str, Any]:
    cells = nbformat.read(ROOT / "release" / SLUG / f"{SLUG}.ipynb", as_version=4).cells
    return {grade_id(cell): cell for cell in cells}


def again(change: Callable[[Cells], Cells | None]) -> Rebuilt:
    cells = list(released().values())
    return rebuild(change(cells) or cells, released())


def text_of(result: Rebuilt, name: str = TEXT) -> str:
    return str(next(cell for cell in result.cells if grade_id(cell) == name).source)


def test_an_untouched_notebook_comes_out_as_it_was_released_and_nothing_is_said() -> None:
    result = again(lambda cells: None)
    assert result.mended == []
    assert [cell.source for cell in result.cells] == [c.source for c in released().values()]


@pytest.mark.parametrize("made", [new_markdown_cell, new_raw_cell])
@pytest.mark.parametrize("below", ["auftrag", f"{TEXT}-auftrag", "abgabe"])
def test_a_text_in_a_cell_of_ones_own_is_shown_where_it_is_read_and_flagged(
    made: Any, below: str
) -> None:
    written = made("T lockt, und *P* bleibt.")
    result = again(
        lambda cells: cells.insert([grade_id(c) for c in cells].index(below) + 1, written)
    )
    assert "T lockt, und *P* bleibt." in text_of(result)
    assert text_of(result).startswith("**Die Zelle für diesen Text ist leer.")
    assert any(f"„{TEXT}“ war leer" in said for said in result.mended)


def test_a_text_in_its_place_stays_alone_and_notes_beside_it_stay_notes() -> None:
    def written(cells: Cells) -> Cells:
        cells[[grade_id(c) for c in cells].index(TEXT)].source = "Mein Text."
        return [*cells, new_markdown_cell("Meine Notiz")]

    result = again(written)
    assert text_of(result) == "Mein Text."
    assert result.cells[-1].source == "Meine Notiz"
    assert result.mended == []


def test_where_the_sheet_has_the_text_notes_in_cells_of_ones_own_are_no_answer() -> None:
    cells = [*released().values(), new_markdown_cell("Meine Notiz")]
    result = rebuild(cells, released(), {TEXT})
    assert text_of(result) == released()[TEXT].source
    assert result.mended == []


def test_a_helper_below_its_answer_that_was_moved_down_is_still_run_before_it() -> None:
    def moved(cells: Cells) -> Cells:
        answer = cells.pop([grade_id(c) for c in cells].index(f"{FUNCTION}-antwort"))
        return [*cells, new_code_cell("grenze = helfer = 2"), answer]

    sources = [cell.source for cell in again(moved).cells]
    answer = released()[f"{FUNCTION}-antwort"].source
    assert sources.index("grenze = helfer = 2") < sources.index(answer)


def test_a_locked_cell_says_what_was_released_whatever_was_written_into_it() -> None:
    def forged(cells: Cells) -> None:
        for cell in cells:
            if cell.metadata.nbgrader.locked:
                cell.source = "assert True"

    assert [c.source for c in again(forged).cells] == [c.source for c in released().values()]


# The reading alone --------------------------------------------------------------------------------


def test_a_link_and_a_pipe_are_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ipynb"
    secret.write_text('{"cells": []}')
    (tmp_path / "link.ipynb").symlink_to(secret)
    os.mkfifo(tmp_path / "pipe.ipynb")
    for name in ("link.ipynb", "pipe.ipynb"):
        with pytest.raises(UnreadableError, match="keine Datei, sondern eine Verknüpfung"):
            read_submission(tmp_path / name)


def test_half_a_character_and_wild_marks_are_read_as_far_as_they_can_be_written(
    tmp_path: Path,
) -> None:
    about = {"nbgrader": {"grade_id": ["x"], "points": {"a": 1}, "locked": None}}
    cell = {"cell_type": "markdown", "id": "a b", "source": ["\ud800x", 5], "metadata": about}
    (tmp_path / "x.ipynb").write_text(
        json.dumps({"cells": [cell], "metadata": {"kooperation": [1]}})
    )
    read = read_submission(tmp_path / "x.ipynb")
    assert [cell.source for cell in read.cells] == ["?x"]
    assert (read.edition, grade_id(read.cells[0])) == (None, "")
    nbformat.validate(nbformat.v4.new_notebook(cells=read.cells))
