"""Every submission in `tests/submissions/` gets exactly its points from nbgrader's own autograder.

One course for each assignment and variant: all submissions with it are graded in one run, as a lecturer does
it. The gate takes the first variant; the others are `nightly`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment

from handing_in import ROOT, SUBMISSIONS, hand_in, submission, variants
from kooperation.assignments.points import MIMETYPE
from kooperation.grading.check import convert, course_settings
from once import once

pytestmark = pytest.mark.kernel

SLUGS = sorted(folder.name for folder in (ROOT / "source").glob("*/"))
VARIANTS = 3


def names(slug: str) -> list[str]:
    return sorted(path.stem for path in (SUBMISSIONS / slug).glob("*.toml"))


def handed_in(slug: str) -> Iterator[tuple[int, str, str, int | None]]:
    """Yield for each submission of *slug* its course, the student, the record's name and the variant.

    Courses are numbered as variants are; who answered nothing has no variant and is in the first.
    """
    for name in names(slug):
        answered: list[int | None] = [*variants(slug, name)]
        for number, variant in enumerate(answered or [None]):
            student = name if variant is None else f"{name}-{variant}"
            yield number, student, name, variant


def _grade(slug: str, number: int, course: Path) -> None:
    shutil.copytree(ROOT / "source" / slug, course / "source" / slug)
    settings = course_settings(course, slug)
    convert(GenerateAssignment, settings)
    for its_course, student, name, variant in handed_in(slug):
        if its_course == number:
            work = submission(slug, name, variant)
            hand_in(work, course / "submitted" / student, release=course / "release")
    convert(Autograde, settings)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function that returns the graded course of an assignment."""
    return lambda slug, number: once(
        tmp_path_factory, f"graded-{slug}-{number}", lambda at: _grade(slug, number, at)
    )


def outcome(course: Path, slug: str, student: str) -> dict[str, Any]:
    """Return each machine-graded question's points, and what is said about them."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grades = gradebook.find_submission_notebook(slug, slug, student).grades
        points = {grade.name: grade.auto_score for grade in grades}
    notebook = nbformat.read(course / "autograded" / student / slug / f"{slug}.ipynb", as_version=4)
    said = {
        cell.metadata.nbgrader.grade_id: output.data[MIMETYPE]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if MIMETYPE in output.get("data", {})
    }
    return {"points": points, "said": said}


CASES = [
    pytest.param(
        *(slug, number, student, name),
        id=f"{slug}-{student}",
        marks=[pytest.mark.nightly] * bool(number),
    )
    for slug in SLUGS
    for number, student, name, _ in handed_in(slug)
]


def test_each_assignment_has_every_sort_of_submission_for_three_variants() -> None:
    for slug in SLUGS:
        found = names(slug)
        assert {"model", "odd", "untouched"} <= set(found), slug
        assert sum(name.startswith("wrong") for name in found) >= 2, slug
        for name in found:
            assert name == "untouched" or len(variants(slug, name)) == VARIANTS, (slug, name)
            assert set(submission(slug, name).points) == set(submission(slug, "model").points)


@pytest.mark.parametrize(("slug", "number", "student", "name"), CASES)
def test_a_submission_gets_exactly_its_points(
    graded: Any, slug: str, number: int, student: str, name: str
) -> None:
    found = outcome(graded(slug, number), slug, student)
    variant = dict(enumerate(variants(slug, name))).get(number)
    expected = submission(slug, name, variant).points
    remarks = {q: data["remarks"] for q, data in found["said"].items() if data["remarks"]}
    got = {question: found["points"][question] for question in expected}
    assert got == expected, remarks
    if name in ("model", "odd"):
        full = {question: data["of"] for question, data in found["said"].items()}
        assert got == full
    # Whatever loses a point is explained, with a hint and a section of a lecture.
    for question, data in found["said"].items():
        if data["points"] < data["of"]:
            assert all(remark["text"] for remark in data["remarks"]), question
            assert data["remarks"], question
            assert data["read"].startswith(("Lektion ", "Hilfe, ")), question
