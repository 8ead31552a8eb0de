"""The short way of a learner's own check, without nbgrader, says what nbgrader's way says."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from handing_in import ROOT, SUBMISSIONS, hand_in, submission
from kooperation.base.words import Words
from kooperation.grading.check import check
from kooperation.grading.examination import asks_for_code
from kooperation.grading.own_check import own_check
from kooperation.grading.results import Result

pytestmark = pytest.mark.kernel
RECORDS = sorted(
    (path.parent.name, path.stem)
    for path in SUBMISSIONS.glob("*/*.toml")
    if path.parent.name != "hostile"
    and not asks_for_code(ROOT / "source" / path.parent.name / f"{path.parent.name}.toml")
)
STUB = Words("assignments.assignment")["stub"]


def untitled(results: list[Result]) -> list[Result]:
    """Return *results* without what the questions are called, which is added in the end."""
    return [replace(result, title="") for result in results]


def test_five_of_eight_assignments_ask_for_no_code() -> None:
    assert {slug for slug, _ in RECORDS} == {"begriffe", "gewaehrleistung", "konzept", "modi", "schnittstellen"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ('[questions.f]\nkind="function"', True),
        ("[questions]\nf = { kind = 'function' }", True),
        ('[questions.f]\nkind = "choice"\ntext = \'kind = "function"\'', False),
        ("what nobody can read", True),
        ("[questions]", True),
        ("questions = [1]", True),
        ('[questions]\na = "x"', True),
        ("x = " + "[" * 100_000, True),
    ],
)
def test_that_code_is_asked_for_is_read_from_the_records_however_they_are_written(
    text: str, asks: bool, tmp_path: Path
) -> None:
    (record := tmp_path / "x.toml").write_text(text, "utf-8")
    assert asks_for_code(record) is asks
    assert asks_for_code(tmp_path / "none.toml")


@pytest.mark.parametrize("record", RECORDS, ids="-".join)
def test_both_ways_say_the_same_of_each_recorded_submission(
    record: tuple[str, str], tmp_path: Path
) -> None:
    slug, name = record
    folder = hand_in(submission(slug, name), tmp_path)
    short = own_check(slug, folder, ROOT, solutions=True)
    assert all(result.title for result in short)
    assert untitled(short) == check(slug, folder / f"{slug}.ipynb", ROOT)
    points = {result.question: result.points for result in short if result.points is not None}
    assert points.items() >= submission(slug, name).points.items()


OWN = ["own code", "own text", "own text only"]
DAMAGES = ["sheet", "no sheet", "text", "twice", "deleted", "marks", "coding", *OWN]


@pytest.mark.parametrize("damage", DAMAGES)
def test_both_ways_say_the_same_of_damaged_work(damage: str, tmp_path: Path) -> None:
    folder = hand_in(submission("modi", "model"), tmp_path)
    sheet, path = folder / "modi.answers.json", folder / "modi.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (cell,) = (c for c in notebook.cells if c.metadata.nbgrader.get("grade_id") == "begruendung")
    if damage == "sheet":
        sheet.write_bytes(sheet.read_bytes()[:30])
    elif damage == "no sheet":
        sheet.unlink()
    elif damage == "text":
        cell.source = STUB
    elif damage == "coding":
        sheet.write_bytes(sheet.read_text("utf-8").encode("utf-16"))
    elif damage in OWN:
        made = new_code_cell("1 + 1") if damage == "own code" else new_markdown_cell("Mein Text.")
        notebook.cells.insert(3, made)
        if damage == "own text only":
            cell.source = STUB
            answers = json.loads(sheet.read_text("utf-8"))
            answers["answers"].pop("begruendung", None)
            sheet.write_text(json.dumps(answers), "utf-8")
    elif damage == "twice":
        notebook.cells.append(nbformat.from_dict({**cell, "source": STUB, "id": "abc"}))
    elif damage == "deleted":
        notebook.cells.remove(cell)
    else:
        cell.metadata.nbgrader = "keine"
    nbformat.write(notebook, path)
    short = own_check("modi", folder, ROOT, solutions=True)
    assert untitled(short) == check("modi", path, ROOT)


@pytest.mark.parametrize("own", [[], [new_code_cell("1 + 1"), new_markdown_cell("Notiz")]])
def test_the_short_way_loads_no_nbgrader(own: list[NotebookNode], tmp_path: Path) -> None:
    """It is by this that it answers in less than a second, also where a learner has added cells."""
    folder = hand_in(submission("modi", "model"), tmp_path)
    notebook = nbformat.read(folder / "modi.ipynb", as_version=4)
    notebook.cells[2:2] = own
    nbformat.write(notebook, folder / "modi.ipynb")
    code = (
        "import sys\nfrom kooperation.desk.cli import main\n"
        f"main(['check', 'modi', '--folder', {str(folder)!r}])\n"
        "print(sorted({'nbgrader', 'sqlalchemy', 'nbconvert', 'IPython'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert "von 10 Punkten" in done.stdout
