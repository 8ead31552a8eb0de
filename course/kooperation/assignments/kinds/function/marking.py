"""Marking a function that the learner wrote, by its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kooperation.assignments.points import Marks, Part, award
from kooperation.assignments.questions import Question
from kooperation.base.words import Words

WORDS = Words("assignments/kinds/function.marking")


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
    for arguments, expected in case.calls:
        try:
            value = function(*arguments)
        except LearnerError as error:
            return Part(case.label, 0.0, str(error))
        except Exception as error:  # the learner's own code, in plain nbgrader's single process
            return Part(case.label, 0.0, WORDS.filled("breaks_off", error=type(error).__name__))
        if type(value) is not type(expected):
            return Part(case.label, 0.0, _wrong_type(value, expected))
        if value != expected:
            return Part(case.label, 0.0, case.remark)
    return Part(case.label, 1.0)


def _wrong_type(value: Any, expected: Any) -> str:
    names = WORDS.section("types")
    wanted = names.get(type(expected).__name__, type(expected).__name__)
    if value is None:
        return WORDS.filled("gives_nothing", wanted=wanted)
    return WORDS.filled("gives", given=type(value).__name__, wanted=wanted)
