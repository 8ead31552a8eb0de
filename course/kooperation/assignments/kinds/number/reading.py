"""A number, as people write it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from kooperation.assignments.kinds.shared.reading import NO_ANSWER, shown
from kooperation.assignments.questions import Question
from kooperation.base.checks import german
from kooperation.base.typed_numbers import LONGEST, names_percent, parse_number


def read(question: Question, _part: str, raw: Any) -> tuple[Any, list[str]]:
    """Return the number in *raw* (text or number) as a Fraction; None if it is none or out of range."""
    if raw in (None, "") or (isinstance(raw, str) and not raw.strip()):
        return None, [NO_ANSWER]
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None, [f"«{shown(raw)}» ist keine Zahl."]
    if len(raw) > LONGEST if isinstance(raw, str) else abs(raw) >= 10**LONGEST:
        return None, [f"«{shown(raw)}» ist zu lang für eine Zahl."]
    try:
        # A number of Python's means what it says, also where it is written as 1e-07.
        value = parse_number(raw) if isinstance(raw, str) else Fraction(repr(raw))
    except ValueError as error:
        return None, [str(error) if isinstance(raw, str) else f"«{shown(raw)}» ist keine Zahl."]
    least, most = question.minimum, question.maximum
    if least is not None and value < least:
        return None, [f"Gefragt ist eine Zahl ab {german(least)}."]
    if most is not None and value > most:
        said = f"Gefragt ist eine Zahl bis {german(most)}."
        typed = raw.strip() if isinstance(raw, str) else german(raw)
        if question.percent and not names_percent(typed) and value <= 100 * Fraction(most):
            said += f" Meinen Sie {typed} %, schreiben Sie das Zeichen dazu."
        return None, [said]
    return value, []
