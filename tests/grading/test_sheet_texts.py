"""Texts of the answer sheet reach the human who grades, in the cell where nbgrader looks for them."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback

from kooperation.base.words import Words
from kooperation.grading.check import convert, course_settings
from kooperation.grading.clean import as_typed
from once import once

STUBS = Words("assignments.assignment")
SLUG, QUESTION = "probe", "text"
TYPED = "Erster Absatz mit Größe.\n\nZweiter, mit *Stern*, 1 < 2 und $x$."
EVIL = "</pre><script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [hier](javascript:alert(1)) $\\href{javascript:alert(1)}{x}$"
CELL = "Ich schreibe in die *Zelle*."
# Who hands in what: the sheet's text (None: no sheet), the cell's source (None: as released).
HAND_INS: dict[str, tuple[Any, str | None]] = {
    "field": (TYPED, None),
    "cell": (None, CELL),
    "both": (TYPED, CELL),
    "untouched": (None, None),
    "blank": (" \n", None),
    "emptied": (None, " "),
    "earlier_stub": (None, STUBS.lines("earlier_stubs")[0]),
    "earlier_stub_and_field": (TYPED, STUBS.lines("earlier_stubs")[0]),
    "hostile": (EVIL, None),
    "no_text": ([TYPED], None),
}
WAIT = {"field", "cell", "both", "earlier_stub_and_field", "hostile", "damaged", "no_text"}


def _course(root: Path) -> None:
    marks = {"grade_id": QUESTION, "grade": True, "solution": True, "locked": False, "task": False,
             "points": 2, "schema_version": 3}  # fmt: skip
    cell = new_markdown_cell(STUBS["stub"], metadata={"nbgrader": marks})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (root / "source" / SLUG).mkdir(parents=True)
    source = root / "source" / SLUG / f"{SLUG}.ipynb"
    nbformat.write(new_notebook(cells=[cell], metadata={"kernelspec": kernel}), source)
    settings = course_settings(root, SLUG)
    convert(GenerateAssignment, settings)
    for name, (text, own) in HAND_INS.items():
        folder = _handed_in(root, name, own)
        if text is not None:
            data = {"schema": 1, "variant": 17, "answers": {QUESTION: text}}
            (folder / f"{SLUG}.answers.json").write_text(json.dumps(data), "utf-8")
    (_handed_in(root, "damaged", None) / f"{SLUG}.answers.json").write_text('{"answers": {"te')
    secret = root / "secret.json"
    secret.write_text(json.dumps({"schema": 1, "answers": {QUESTION: "geheim"}}))
    (_handed_in(root, "link", None) / f"{SLUG}.answers.json").symlink_to(secret)
    convert(Autograde, settings)
    with Gradebook(settings.CourseDirectory.db_url) as gradebook:
        for name in ("field", "both"):
            grade = gradebook.find_grade(QUESTION, SLUG, SLUG, name)
            grade.manual_score, grade.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    shutil.copytree(root / "autograded", root / "autograded_once")
    settings.Autograde.force = True  # not changed since; --force is what regrades
    convert(Autograde, settings)
    convert(GenerateFeedback, settings)


def _handed_in(root: Path, name: str, own: str | None) -> Path:
    folder = root / "submitted" / name / SLUG
    folder.mkdir(parents=True)
    notebook = nbformat.read(root / "release" / SLUG / f"{SLUG}.ipynb", as_version=4)
    if own is not None:
        notebook.cells[0].source = own
    nbformat.write(notebook, folder / f"{SLUG}.ipynb")
    return folder


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "texts", _course)


def cell(course: Path, name: str, where: str = "autograded") -> Any:
    path = course / where / name / SLUG / f"{SLUG}.ipynb"
    (found,) = nbformat.read(path, as_version=4).cells
    return found


def grade(course: Path, name: str) -> dict[str, Any]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        found = gradebook.find_grade(QUESTION, SLUG, SLUG, name)
        return {n: getattr(found, n) for n in ("auto_score", "manual_score", "needs_manual_grade")}


def text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("name", [*HAND_INS, "damaged"])
@pytest.mark.kernel
def test_a_human_reads_what_was_written_and_nothing_written_is_zero(
    course: Path, name: str
) -> None:
    found = grade(course, name)
    assert found["auto_score"] == (None if name in WAIT else 0)
    assert found["needs_manual_grade"] == (name in WAIT)


@pytest.mark.kernel
def test_the_cell_keeps_its_id_and_kind_and_shows_the_text_as_it_was_typed(course: Path) -> None:
    found = cell(course, "field")
    assert (found.cell_type, found.metadata.nbgrader.grade_id) == ("markdown", QUESTION)
    assert text(markdown2html(found.source)).strip() == TYPED
    assert STUBS["stub"] not in found.source
    assert cell(course, "earlier_stub_and_field").source == found.source


@pytest.mark.kernel
def test_where_field_and_cell_both_have_text_both_are_shown_and_named(course: Path) -> None:
    html = markdown2html(cell(course, "both").source)
    assert re.findall("Aus dem Textfeld:|Größe|Aus der Zelle:|<em>Zelle</em>", html) == [
        "Aus dem Textfeld:", "Größe", "Aus der Zelle:", "<em>Zelle</em>",
    ]  # fmt: skip
    assert cell(course, "cell").source == CELL


@pytest.mark.kernel
def test_a_damaged_sheet_is_said_where_a_text_may_be_lost_in_it(course: Path) -> None:
    assert "beschädigt" in cell(course, "damaged").source


@pytest.mark.kernel
def test_a_link_in_place_of_a_sheet_shows_nobodys_file_and_the_submission_is_not_touched(
    course: Path,
) -> None:
    written = [path for path in (course / "autograded").rglob("*") if path.is_file()]
    assert not any(b"geheim" in path.read_bytes() for path in written)
    assert "link" not in {path.relative_to(course / "autograded").parts[0] for path in written}


@pytest.mark.kernel
def test_grading_again_changes_no_cell_and_keeps_the_points_that_a_human_gave(
    course: Path,
) -> None:
    for name in HAND_INS:
        assert cell(course, name).source == cell(course, name, "autograded_once").source
    # nbgrader asks the human to look again, as it always does.
    assert grade(course, "field") == {
        "auto_score": None, "manual_score": 1.5, "needs_manual_grade": True,
    }  # fmt: skip


@pytest.mark.kernel
def test_the_feedback_shows_the_text(course: Path) -> None:
    page = (course / "feedback" / "field" / SLUG / f"{SLUG}.html").read_text("utf-8")
    assert TYPED in text(page)


@pytest.mark.kernel
def test_nothing_in_a_typed_text_becomes_markup_or_mathematics(course: Path) -> None:
    for html in (
        markdown2html(cell(course, "hostile").source),
        (course / "feedback" / "hostile" / SLUG / f"{SLUG}.html").read_text("utf-8"),
    ):
        (shown,) = re.findall(r"<pre style=[^>]*>(.*?)</pre>", html, re.S)
        assert "<" not in shown
        assert unescape(shown) == EVIL


CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t")


@given(st.text(CHARACTERS))
def test_any_text_comes_out_as_it_was_typed_in_one_element(typed: str) -> None:
    html = markdown2html(as_typed(f"a{typed}z"))
    (shown,) = re.findall(r"^<pre style=[^>]*>(.*?)</pre>\n?$", html, re.S)
    assert not set(shown) & set(
        "<>$\\"
    )  # MathJax does not look into <pre>, JupyterLab at these signs
    assert unescape(shown) == f"a{typed}z"
