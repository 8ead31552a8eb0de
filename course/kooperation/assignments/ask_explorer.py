"""Answering an assignment: the control for each kind of question."""

from __future__ import annotations

from kooperation.assignments.kinds.shared.control import Answering
from kooperation.assignments.questions import Task
from kooperation.base.answers import AnswerSheet
from kooperation.base.finding import find
from kooperation.base.words import Words

NAMES, ERRORS = Words("assignments.errors.names"), Words("assignments.errors.ask_explorer")


def Ask(sheet: AnswerSheet, task: Task, slug: str) -> Answering:  # noqa: N802 (learners see it as a widget)
    """Return the control that answers the question *slug* of *task* in *sheet*.

    Raises ValueError if there is no such question, or a cell of the notebook alone answers it.
    """
    question = find(task.questions, slug, NAMES["question"])
    if not question.kind.has_control:
        raise ValueError(ERRORS.filled("answered_below", slug=slug))
    control: Answering = question.kind.control(sheet, question)
    return control
