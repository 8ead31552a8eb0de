"""`kooperation feedback`: the page that each learner gets back, also where nothing could be graded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from markupsafe import Markup
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException

from kooperation.base.files import replace
from kooperation.base.german import all_or_names, join
from kooperation.base.places import UnavailableError, read_notebook
from kooperation.base.words import Words
from kooperation.grading.check import convert
from kooperation.grading.exchange.marks import CHANGED, MISSING, UNGRADED, EarnedMark, marks
from kooperation.grading.grade import logged
from kooperation.grading.outcome import sheet_damage, sheet_missing
from kooperation.grading.settings import settings_of
from kooperation.kit.html import tag
from kooperation.kit.page import page as shell

WORDS = Words("grading/exchange.pages")
ERRORS = Words("grading/exchange.errors.pages")
LOG = "rueckmeldung.log"  # beside the gradebook
_NOTE = Markup('<p class="kooperation-note" role="note"><strong>{}</strong></p>')
_HEADING_END = "</h1>"


def feedback(root: Path, slug: str, students: Sequence[str], *, solutions: bool) -> Iterator[str]:
    """Write the feedback on *slug* for *students*, or for all who handed in; yield in sentences for whom.

    Raises UnavailableError if nothing was graded, or somebody named has handed in nothing.
    """
    known = {mark.person.student: mark for mark in marks(root, slug) if mark.state != MISSING}
    if unknown := sorted(set(students) - set(known)):
        raise UnavailableError(ERRORS.filled("no_submission", people=join(unknown), slug=slug))
    wanted = [known[student] for student in students or sorted(known)]
    graded = [mark for mark in wanted if mark.state not in (UNGRADED, CHANGED)]
    before = {mark.person.student: _when(root, slug, mark.person.student) for mark in graded}
    with logged(root / LOG):
        for student in (
            [mark.person.student for mark in graded] if students else ["*"][: len(graded)]
        ):
            _generate(root, slug, student, solutions)
    failed = [student for student, when in before.items() if _when(root, slug, student) == when]
    waiting, broken, answerless = [], [], []
    for mark in wanted:
        student = mark.person.student
        if mark in graded and student not in failed:
            _noted(_place(root, slug, student), list(_notes(root, slug, mark)))
            answerless += [student] if _no_answers(root, slug, student) else []
        elif mark.state == UNGRADED and (why := _damage(root, slug, student)):
            _told(root, slug, student, why)
            broken.append(student)
        else:
            waiting.append(student)
    yield WORDS.filled("written", count=len(graded) - len(failed), folder="feedback")
    if broken:
        yield WORDS.filled("broken", people=all_or_names(broken, wanted))
    if answerless:
        yield WORDS.filled("no_answers", people=all_or_names(answerless, wanted))
    if waiting:
        yield WORDS.filled("none", people=all_or_names(waiting, wanted), slug=slug, log=LOG)


def _place(root: Path, slug: str, student: str) -> Path:
    return root / "feedback" / student / slug / f"{slug}.html"


def _when(root: Path, slug: str, student: str) -> int:
    page = _place(root, slug, student)
    return page.stat().st_mtime_ns if page.exists() else 0


def _generate(root: Path, slug: str, student: str, solutions: bool) -> None:
    c = settings_of(root, slug)
    c.CourseDirectory.student_id = student
    c.GenerateFeedback.force = True
    c.ExplainTests.solutions = solutions
    try:
        convert(GenerateFeedback, c)
    except NbGraderException:  # the log says why; whoever has no new page is named
        return


def _notes(root: Path, slug: str, mark: EarnedMark) -> Iterator[str]:
    """Yield what a learner should read before all else."""
    if mark.late:
        yield WORDS.filled("late", late=mark.late)
    if said := _no_answers(root, slug, mark.person.student):
        yield f"{said} {WORDS.filled('again', slug=slug)}"


def _no_answers(root: Path, slug: str, student: str) -> str:
    """Say that there are no answers of *student*, or none that can be read; "" if there are."""
    if sheet_missing(root, slug, student):
        return WORDS["no_sheet"]
    return WORDS["bad_sheet"] if sheet_damage(root, slug, student) else ""


def _noted(page: Path, notes: Sequence[str]) -> None:
    if not notes:
        return
    html = page.read_text("utf-8")
    above, heading, below = html.partition(_HEADING_END)
    said = "\n".join(map(_NOTE.format, notes))
    replace(page, f"{above}{heading}\n{said}{below}".encode())


def _damage(root: Path, slug: str, student: str) -> str:
    """Say why the submission could not be graded, "" if it looks sound."""
    notebook = root / "submitted" / student / slug / f"{slug}.ipynb"
    if not notebook.exists():
        return WORDS["no_notebook"]
    return WORDS["bad_notebook"] if read_notebook(notebook) is None else ""


def _told(root: Path, slug: str, student: str, why: str) -> None:
    """Write a page that says what happened to the submission, and what to do; for a hub with what nbgrader asks for."""
    said = (why, WORDS.filled("again", slug=slug), WORDS["no_points_yet"])
    page = _place(root, slug, student)
    page.parent.mkdir(parents=True, exist_ok=True)
    told = [tag("p", sentence) for sentence in said]
    html = shell(WORDS.filled("title", slug=slug), *told)
    replace(page, html.encode())
    for name in ("timestamp.txt", "submission_secret.txt"):
        if (own := root / "submitted" / student / slug / name).exists():
            shutil.copyfile(own, page.with_name(name))
            os.chmod(page.with_name(name), 0o644)
