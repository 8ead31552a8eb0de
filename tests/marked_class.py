"""A class whose texts wait for a marker, as `kooperation grade` leaves it: gradebook and graded notebooks, made quickly.

The assignment is entered by nbgrader's own command; the submissions through its API, since marking looks at no more.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment

from handing_in import ROOT
from kooperation.grading.check import convert, course_settings
from kooperation.grading.clean import as_typed

SLUG, QUESTION = "dilemma", "begruendung"
TOPICS = (
    "Vertrauen",
    "Auszahlung",
    "Kosten",
    "Personal",
    "Frist",
    "Jugendamt",
    "Versprechen",
    "Topf",
)


def essay(number: int) -> str:
    """Return a text that no other number has."""
    words = [f"{TOPICS[(number * 7 + k * k) % len(TOPICS)]}{number * k % 13}" for k in range(60)]
    return f"Antwort {number}: {' '.join(words)}."


def course(folder: Path, slug: str = SLUG) -> Path:
    """Lay out a course in *folder* whose gradebook knows *slug*, with nobody's work."""
    shutil.copytree(ROOT / "source" / slug, folder / "source" / slug)
    start = folder / "course" / "lectures" / "00_start.ipynb"
    start.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "course" / "lectures" / "00_start.ipynb", start)
    convert(GenerateAssignment, course_settings(folder, slug))
    return folder


def hand_in_texts(
    folder: Path, texts: Mapping[str, str], slug: str = SLUG, question: str = QUESTION
) -> None:
    """Let each person of *texts* have handed in a text, which waits for a human, or nothing."""
    released = nbformat.read(folder / "release" / slug / f"{slug}.ipynb", as_version=4)
    with gradebook(folder) as book:
        for student, text in texts.items():
            book.update_or_create_student(student, first_name=student.title(), last_name="Beispiel")
            submission = book.add_submission(slug, student)
            for grade in submission.notebooks[0].grades:
                is_text = grade.name == question and bool(text)
                grade.auto_score, grade.needs_manual_grade = (
                    (None, True) if is_text else (0.0, False)
                )
            write_text(folder, student, text, released, slug, question)
        book.db.commit()


def write_text(
    folder: Path,
    student: str,
    text: str,
    released: Any = None,
    slug: str = SLUG,
    question: str = QUESTION,
) -> None:
    """Write the graded notebook of *student*, in which *text* stands as it does after grading."""
    notebook = released or nbformat.read(folder / "release" / slug / f"{slug}.ipynb", as_version=4)
    cell = next(
        c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == question
    )
    before, cell.source = cell.source, as_typed(text) if text else cell.source
    path = folder / "autograded" / student / slug / f"{slug}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    cell.source = before


def gradebook(folder: Path) -> Gradebook:
    """Return the gradebook of the course in *folder*."""
    return Gradebook(f"sqlite:///{folder / 'gradebook.db'}")


def kept(folder: Path, student: str, question: str = QUESTION, slug: str = SLUG) -> tuple[Any, ...]:
    """Return what the gradebook keeps of a text: points, comment, whether it waits."""
    with gradebook(folder) as book:
        where = (question, slug, slug, student)
        grade, comment = book.find_grade(*where), book.find_comment(*where)
        return grade.manual_score, comment.manual_comment, grade.needs_manual_grade


def give(folder: Path, student: str, points: float | None, *, waits: bool = False) -> None:
    """Give *student* points as formgrader does."""
    with gradebook(folder) as book:
        grade = book.find_grade(QUESTION, SLUG, SLUG, student)
        grade.manual_score, grade.needs_manual_grade = points, waits
        book.db.commit()
