"""Deadlines in nbgrader's gradebook, and what being late costs, by nbgrader's own plug-in.

nbgrader's due dates are UTC without a zone. They are set before points are saved, and anew before grades are given
out: a text that was read in between, or an extension given later, then counts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from traitlets import Unicode

from kooperation.assignments import slugs
from kooperation.assignments.deadlines import FILE, Deadline, read_deadlines, require_known
from kooperation.base.places import UnavailableError, assignments
from kooperation.grading.exchange.people import Participant, read_people


class LateByDeadline(LateSubmissionPlugin):
    """Takes off what `termine.toml` says; where it says nothing, what nbgrader's own plug-in is told to."""

    root = Unicode("", help="Folder of the course.").tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return how many of the points *score* are lost; None for none."""
        deadline = read_deadlines(Path(self.root)).get(self.parent.assignment_id)
        if deadline is None:
            other: float | None = super().late_submission_penalty(
                student_id, score, total_seconds_late
            )
            return other
        return penalty(deadline, score, total_seconds_late)


class AssignDeadlines(AssignLatePenalties):
    """nbgrader's own, after it has written deadline and extension of a submission into the gradebook."""

    root = Unicode("", help="Folder of the course.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        about, root = resources["nbgrader"], Path(self.root)
        if about["assignment"] in read_deadlines(root):
            with Gradebook(about["db_url"]) as gradebook:
                set_deadlines(root, about["assignment"], gradebook, about["student"])
        found: tuple[NotebookNode, Any] = super().preprocess(nb, resources)
        return found


def penalty(deadline: Deadline, score: float, seconds_late: float) -> float | None:
    """Return how many of the points *score* are lost, None for none."""
    return deadline.share_lost(timedelta(seconds=seconds_late)) * score or None


def due_for(deadline: Deadline | None, person: Participant | None) -> datetime | None:
    """Return until when the work of *person* is in time, with grace and extension; None where no deadline is."""
    if deadline is None:
        return None
    return deadline.due + _extension(deadline, person) + deadline.grace


def deadline_of(root: Path, slug: str) -> Callable[[str], datetime | None]:
    """Return what says until when a student's work on *slug* is in time. Raises UnavailableError if a date, or an assignment's name, is wrong."""
    require_known(root, {*assignments(root), *slugs()})
    deadline, people = read_deadlines(root).get(slug), read_people(root)
    return lambda student: due_for(deadline, people.get(student))


def _extension(deadline: Deadline, person: Participant | None) -> timedelta:
    if person is None:
        return timedelta()
    try:
        return deadline.extension(person.extra_days, person.extra_percent)
    except ValueError as error:
        raise UnavailableError(f"„{FILE}“: {error} ({person.student})") from error


def set_deadlines(root: Path, slug: str, gradebook: Gradebook, student: str = "") -> None:
    """Write deadline, extensions and penalties of *slug* into the gradebook; where `termine.toml` says nothing, nothing.

    For all who handed in, or for one *student* alone. Raises UnavailableError if that file is wrong.
    """
    deadline = read_deadlines(root).get(slug)
    if deadline is None:
        return
    people = read_people(root)
    try:
        gradebook.find_assignment(slug).duedate = deadline.due.astimezone(UTC).replace(tzinfo=None)
    except MissingEntry:
        return
    own = [gradebook.find_submission(slug, student)] if student else None
    for submission in own or gradebook.assignment_submissions(slug):
        if extra := _extension(deadline, people.get(submission.student_id)):
            submission.extension = extra
        _set_penalties(deadline, submission)
    gradebook.db.commit()


def _set_penalties(deadline: Deadline, submission: SubmittedAssignment) -> None:
    for notebook in submission.notebooks:
        late = float(submission.total_seconds_late)
        notebook.late_submission_penalty = penalty(deadline, float(notebook.score), late)
