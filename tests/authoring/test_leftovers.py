"""What a build leaves behind: orphans of deleted texts go, whatever else lies there stays and is named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbgrader.converters.base import NbGraderException

from handing_in import ROOT
from kooperation.authoring.leftovers import left_over
from kooperation.authoring.notebooks import write
from kooperation.desk.building import build, generate_release

DELETED, KEPT = "dilemma", "modi"
RELEASED = f"release/{DELETED}/{DELETED}.ipynb"
PUBLISHED = f"course/kooperation/assignments/published/{DELETED}.json"
LECTURE = "course/lectures/05_gefangenendilemma.ipynb"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two lectures and two assignments; the texts of one each were deleted."""
    for name in ("nbgrader_config.py", PUBLISHED, PUBLISHED.replace(DELETED, KEPT)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for name in (f"release/{DELETED}", f"release/{KEPT}", f"source/{KEPT}"):
        shutil.copytree(ROOT / name, tmp_path / name)
    lectures = tmp_path / "course" / "lectures"
    lectures.mkdir()
    for name in ("00_start.md", "00_start.ipynb", "05_gefangenendilemma.ipynb"):
        shutil.copy(ROOT / "course" / "lectures" / name, lectures)
    return tmp_path


def names(course: Path) -> set[str]:
    return {str(path.relative_to(course)) for path in course.rglob("*") if path.is_file()}


def said(course: Path, verb: str, slug: str | None = None) -> set[str]:
    """Return the files of *course* that are told with *verb*, each relative to the course."""
    told = [line.split(": ", 1) for line in left_over(course, slug)]
    assert {word for word, _ in told} <= {"entfernt", "bleibt liegen"}
    return {
        str(Path(rest.split(" (")[0]).relative_to(course)) for word, rest in told if word == verb
    }


def test_orphans_of_deleted_texts_are_removed_and_each_is_named(course: Path) -> None:
    before = names(course)
    assert said(course, "entfernt") == {RELEASED, PUBLISHED, LECTURE}
    assert before - names(course) == {RELEASED, PUBLISHED, LECTURE}
    assert not (course / "release" / DELETED).exists()
    assert list(left_over(course)) == []


@pytest.mark.slow
def test_a_build_prints_what_has_a_text_removes_what_has_none_and_writes_no_text(
    course: Path,
) -> None:
    """Of the deleted source, JupyterLab's checkpoints may be left: no assignment is missed there."""
    lecture = course / "course" / "lectures" / "00_start.md"
    lecture.write_text(
        "# Start\n\nEine [Hirschjagd](#Begriffe) nach [Nash 1951](#Quellen).\n", "utf-8"
    )
    (course / "source" / DELETED / ".ipynb_checkpoints").mkdir(parents=True)
    texts = [lecture, *(course / "source" / KEPT / f"{KEPT}.{ending}" for ending in ("md", "toml"))]
    before = [(text.read_bytes(), text.stat().st_mtime_ns) for text in texts]
    told = [line.split(" (")[0].replace(f"{course}{os.sep}", "") for line in build(course)]
    assert told == [
        "geschrieben: course/lectures/00_start.ipynb",
        f"geschrieben: source/{KEPT}/{KEPT}.ipynb",
        f"geschrieben: release/{KEPT}",
        f"geschrieben: course/kooperation/assignments/published/{KEPT}.json",
        f"geschrieben: course/kooperation/assignments/published/practice/{KEPT}.json",
        f"entfernt: {RELEASED}",
        f"entfernt: {PUBLISHED}",
        f"entfernt: {LECTURE}",
    ]
    assert [(text.read_bytes(), text.stat().st_mtime_ns) for text in texts] == before


def worked_in(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    (answer,) = (cell for cell in notebook.cells if cell.id == "begruendung")
    answer.source = "Meine Antwort."
    nbformat.write(notebook, path)


def note_in_first_cell(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += "\n\nMeine Notiz."
    nbformat.write(notebook, path)


def ran(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("stream", text="42")]
    nbformat.write(notebook, path)


def cell_added(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("Meine Notiz."))
    nbformat.write(notebook, path)


def other_json(path: Path) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "title": "Meiner"}), "utf-8")


def no_notebook(path: Path) -> None:
    path.write_text("{", "utf-8")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (RELEASED, worked_in),
        (RELEASED, note_in_first_cell),
        (RELEASED, ran),
        (RELEASED, cell_added),
        (RELEASED, no_notebook),
        (LECTURE, note_in_first_cell),
        (LECTURE, ran),
        (LECTURE, cell_added),
        (LECTURE, no_notebook),
        (PUBLISHED, other_json),
        (PUBLISHED, no_notebook),
    ],
)
def test_an_orphan_that_somebody_worked_in_stays_and_is_named(
    course: Path, name: str, change: Callable[[Path], None]
) -> None:
    change(course / name)
    raw = (course / name).read_bytes()
    assert said(course, "bleibt liegen") == {name}
    assert (course / name).read_bytes() == raw


@pytest.mark.parametrize(
    "name",
    [
        f"release/{DELETED}/{DELETED}.answers.json",
        f"release/{DELETED}/notizen.md",
        f"release/{KEPT}/daten.csv",
        "release/liste.txt",
        "course/lectures/eigenes.ipynb",
        "course/kooperation/assignments/published/README.md",
    ],
)
def test_a_file_that_nobody_printed_stays_and_is_named(course: Path, name: str) -> None:
    (course / name).write_text("meins", "utf-8")
    assert said(course, "bleibt liegen") == {name}
    assert (course / name).read_text("utf-8") == "meins"


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        (LECTURE, "course/lectures/05_gefangenendilemma-Copy1.ipynb"),
        (RELEASED, f"release/{DELETED}/{DELETED}-Copy1.ipynb"),
        (RELEASED, "release/meins/meins.ipynb"),
    ],
)
def test_a_copy_under_another_name_is_not_ours(course: Path, original: str, copy: str) -> None:
    (course / copy).parent.mkdir(exist_ok=True)
    shutil.copy(course / original, course / copy)
    assert said(course, "bleibt liegen") == {copy}
    assert (course / copy).exists()


def test_what_a_single_assignments_build_names_lies_in_its_folder_and_nothing_is_removed(
    course: Path,
) -> None:
    (course / "release" / KEPT / "daten.csv").write_text("meins", "utf-8")
    before = names(course)
    assert said(course, "bleibt liegen", KEPT) == {f"release/{KEPT}/daten.csv"}
    assert names(course) == before


def test_a_learners_edition_has_releases_without_sources_and_keeps_them(course: Path) -> None:
    (course / "nbgrader_config.py").unlink()
    before = names(course)
    assert list(left_over(course)) == []
    assert names(course) == before


def test_where_no_text_is_left_at_all_nothing_is_removed(course: Path) -> None:
    """The folder is missing for another reason than that an author deleted every single one."""
    shutil.rmtree(course / "source")
    (course / "course" / "lectures" / "00_start.md").unlink()
    before = names(course)
    assert list(left_over(course)) == []
    assert names(course) == before


def test_every_printed_file_of_the_course_is_recognised_as_ours(tmp_path: Path) -> None:
    """All texts deleted but those of one lecture and one assignment: all the rest goes."""
    for folder in (
        "course/lectures",
        "course/kooperation/assignments/published",
        "release",
        "source",
    ):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns(".*", "*.answers.json", "lernstand.json"))  # fmt: skip
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    for text in (tmp_path / "course" / "lectures").glob("0[1-9]_*.md"):
        text.unlink()
    for source in (tmp_path / "source").glob("*/"):
        if source.name != KEPT:
            shutil.rmtree(source)
    list(left_over(tmp_path))
    assert names(tmp_path) == {
        "nbgrader_config.py",
        "course/lectures/00_start.md",
        "course/lectures/00_start.ipynb",
        f"course/kooperation/assignments/published/{KEPT}.json",
        f"course/kooperation/assignments/published/practice/{KEPT}.json",
        f"release/{KEPT}/{KEPT}.ipynb",
        *(f"source/{KEPT}/{KEPT}.{ending}" for ending in ("toml", "md", "ipynb")),
    }


# The new release is complete before the old one goes -----------------------------------------------


def test_a_release_that_cannot_be_generated_leaves_the_old_one(course: Path) -> None:
    source = course / "source" / KEPT / f"{KEPT}.ipynb"
    notebook = nbformat.read(source, as_version=4)
    notebook.cells[0].metadata.nbgrader.schema_version = 99  # nbgrader refuses it
    nbformat.write(notebook, source)
    released = course / "release" / KEPT / f"{KEPT}.ipynb"
    before = released.read_bytes()
    with pytest.raises(NbGraderException):
        generate_release(course, KEPT)
    assert released.read_bytes() == before


def test_a_new_release_replaces_the_old_one_and_leaves_what_else_lies_there(course: Path) -> None:
    released = course / "release" / KEPT / f"{KEPT}.ipynb"
    fresh = released.read_bytes()
    released.write_text("alt", "utf-8")
    (course / "release" / KEPT / f"{KEPT}.answers.json").write_text("meins", "utf-8")
    generate_release(course, KEPT)
    assert released.read_bytes() == fresh
    assert {path.name for path in released.parent.iterdir()} == {
        f"{KEPT}.ipynb",
        f"{KEPT}.answers.json",
    }


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk is full the old file stands, and no half of the new one lies beside it."""
    path = tmp_path / "x.ipynb"
    write(path, b"alt")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"neu")
    assert path.read_bytes() == b"alt"
    assert list(tmp_path.iterdir()) == [path]
