"""What each learner has earned for an assignment, and why somebody has no points yet."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from kooperation.assignments.deadlines import read_deadlines
from kooperation.base.german import number, percent
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.exchange.late import set_deadlines
from kooperation.grading.exchange.people import Participant, read_people
from kooperation.grading.outcome import graded_at, is_handed_in_anew
from kooperation.grading.settings import settings_of

WORDS = Words("grading/exchange.marks")
ERRORS = Words("grading/exchange.errors.marks")
DAY = 86_400
GRADED, WAITING, MISSING, UNGRADED, CHANGED = "graded", "waiting", "missing", "ungraded", "changed"


@dataclass(frozen=True)
class EarnedMark:
    """What *person* has: *state* says whether *points* (of *of*) can be given out, and why not.

    Work that came *seconds_late* lost the share *lost* of its points, which is taken off already.
    """

    person: Participant
    state: str
    of: float
    points: float | None = None
    lost: float = 0.0
    seconds_late: float = 0.0

    @property
    def late(self) -> str:
        """Say „2 Tage nach der Frist, 20 % Abzug“; "" if it was in time."""
        if self.seconds_late <= 0:
            return ""
        days = math.ceil(self.seconds_late / DAY)
        when = WORDS.filled("days", days=days) if days > 1 else WORDS["one_day"]
        if not self.lost:
            return WORDS.filled("free", when=when)
        return WORDS.filled("late", when=when, share=percent(self.lost, 0))


def marks(root: Path, slug: str) -> list[EarnedMark]:
    """Return the marks of everybody who takes part in the course at *root*, by student.

    Raises UnavailableError if nothing was ever graded or handed in.
    """
    c = settings_of(root, slug)
    if not (root / "gradebook.db").exists():
        raise UnavailableError(ERRORS.filled("nothing_graded", slug=slug))
    with Gradebook(CourseDirectory(config=c).db_url) as gradebook:
        set_deadlines(root, slug, gradebook)
        found = sorted(_marks(root, slug, gradebook), key=lambda mark: mark.person.student)
    if all(mark.state == MISSING for mark in found):
        raise UnavailableError(ERRORS.filled("nobody", slug=slug))
    return found


def _marks(root: Path, slug: str, gradebook: Gradebook) -> Iterator[EarnedMark]:
    try:
        of = float(gradebook.find_assignment(slug).max_score)
    except MissingEntry as error:
        raise UnavailableError(ERRORS.filled("unknown", slug=slug)) from error
    people, deadline = read_people(root), read_deadlines(root).get(slug)
    for known in gradebook.students:
        own = Participant(
            known.id, known.first_name or "", known.last_name or "", known.email or ""
        )
        people.setdefault(known.id, own)
    for folder in (root / "submitted").glob(f"*/{slug}"):
        people.setdefault(folder.parent.name, Participant(folder.parent.name))
    for student, person in people.items():
        state = _state(root, slug, student)
        if state in (MISSING, UNGRADED, CHANGED):
            yield EarnedMark(person, state, of)
            continue
        try:
            found = gradebook.find_submission(slug, student)
        except MissingEntry:
            yield EarnedMark(person, UNGRADED, of)
            continue
        score, late = float(found.score), float(found.total_seconds_late)
        penalty = float(found.late_submission_penalty)
        lost = deadline.share_lost(timedelta(seconds=late)) if deadline else penalty / (score or 1)
        if found.needs_manual_grade:
            yield EarnedMark(person, WAITING, of, None, lost, late)
        else:
            yield EarnedMark(person, GRADED, of, max(0.0, score - penalty), lost, late)


def _state(root: Path, slug: str, student: str) -> str:
    """Say by the files alone whether something was handed in, graded, and collected anew since."""
    if graded_at(root, slug, student) is None:
        return UNGRADED if (root / "submitted" / student / slug).is_dir() else MISSING
    return CHANGED if is_handed_in_anew(root, slug, student) else GRADED


def shown(points: float, *, comma: bool) -> str:
    """Return points with two digits, as platforms read them."""
    return f"{points:.2f}".replace(".", ",") if comma else f"{points:.2f}"


def told(mark: EarnedMark) -> str:
    """Return in a few words where *mark* stands."""
    if mark.points is not None:
        return WORDS.filled("points", points=number(mark.points), of=number(mark.of))
    return WORDS.section("states")[mark.state]
