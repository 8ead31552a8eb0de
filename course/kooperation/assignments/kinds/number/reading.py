"""A number, as people write it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from kooperation.assignments.kinds.shared.reading import NO_ANSWER, shown
from kooperation.assignments.questions import Question
from kooperation.base.checks import german
from kooperation.base.typed_numbers import LONGEST, names_percent, parse_number
from kooperation.base.words import Words

WORDS = Words("assignments/kinds/number.reading")


def read(question: Question, _part: str, raw: Any) -> tuple[Any, list[str]]:
    """Return the number in *raw* (text or number) as a Fraction; None if it is none or out of range."""
    if raw in (None, "") or (isinstance(raw, str) and not raw.strip()):
        return None, [NO_ANSWER]
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None, [WORDS.filled("no_number", given=shown(raw))]
    if len(raw) > LONGEST if isinstance(raw, str) else abs(raw) >= 10**LONGEST:
        return None, [WORDS.filled("too_long", given=shown(raw))]
    try:
        # A number of Python's means what it says, also where it is written as 1e-07.
        value = parse_number(raw) if isinstance(raw, str) else Fraction(repr(raw))
    except ValueError as error:
        if isinstance(raw, str):
            return None, [str(error)]
        return None, [WORDS.filled("no_number", given=shown(raw))]
    least, most = question.minimum, question.maximum
    if least is not None and value < least:
        return None, [WORDS.filled("at_least", limit=german(least))]
    if most is not None and value > most:
        said = WORDS.filled("at_most", limit=german(most))
        typed = raw.strip() if isinstance(raw, str) else german(raw)
        if question.percent and not names_percent(typed) and value <= 100 * Fraction(most):
            said += " " + WORDS.filled("percent", typed=typed)
        return None, [said]
    return value, []
