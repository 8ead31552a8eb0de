"""Marking a function that the learner wrote, by its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kooperation.assignments.kinds.function.reading import form_problem
from kooperation.assignments.points import Marks, Part, award
from kooperation.assignments.questions import Question
from kooperation.base.words import Words

FORM, WORDS = Words("assignments/kinds/function.form"), Words("assignments/kinds/function.marking")


class LearnerError(Exception):
    """Why a learner's function gave no usable value; the message is a German sentence part."""


@dataclass(frozen=True)
class Case:
    """Calls of a learner's function that stand for one idea, each with the expected value."""

    label: str
    calls: Sequence[tuple[tuple[Any, ...], Any]]
    remark: str


def mark_calls(
    question: Question, function: Any, cases: Sequence[Case], *, of: float, solution: str = ""
) -> Marks:
    """Mark a learner's *function* by its values; each case counts as a whole.

    Values are compared as plain data of the same type: no object of the learner's takes part.
    """
    parts = [_case(function, case) for case in cases]
    return award(parts, of=of, read=question.read, hint=question.hint, solution=solution)


def _case(function: Any, case: Case) -> Part:
    if not callable(function):
        return Part(case.label, 0.0, FORM["no_function"])
    for arguments, expected in case.calls:
        try:
            value = function(*arguments)
        except LearnerError as error:
            return Part(case.label, 0.0, str(error))
        except Exception as error:  # the learner's own code, in plain nbgrader's single process
            return Part(case.label, 0.0, WORDS.filled("breaks_off", error=type(error).__name__))
        if problem := form_problem(value, type(expected)):
            return Part(case.label, 0.0, problem)
        if value != expected:
            return Part(case.label, 0.0, case.remark)
    return Part(case.label, 1.0)
