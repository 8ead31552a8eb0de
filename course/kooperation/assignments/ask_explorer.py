"""Answering an assignment: the control for each kind of question."""

from __future__ import annotations

from kooperation.assignments.kinds.shared.control import Answering
from kooperation.assignments.questions import Task
from kooperation.base.answers import AnswerSheet
from kooperation.base.records import find


def Ask(sheet: AnswerSheet, task: Task, slug: str) -> Answering:  # noqa: N802 (learners see it as a widget)
    """Return the control that answers the question *slug* of *task* in *sheet*.

    Raises ValueError if there is no such question, or a cell of the notebook alone answers it.
    """
    question = find(task.questions, slug, "Die Frage")
    if not question.kind.has_control:
        raise ValueError(f"Die Frage „{slug}“ beantworten Sie in der Zelle darunter.")
    control: Answering = question.kind.control(sheet, question)
    return control
