"""A number for each part: right within a tolerance, or a known mistake with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kooperation.assignments.kinds.shared.marking import Records, mark_each
from kooperation.assignments.points import Marks
from kooperation.assignments.questions import Question
from kooperation.base.german import number
from kooperation.base.typed_numbers import parse_number
from kooperation.base.words import Words

WORDS = Words("assignments/kinds/number.marking")
ERRORS = Words("assignments/kinds/number.errors.marking")


def mark(question: Question, raw: Any, records: Records, *, of: float) -> Marks:
    found = {part: records[item.item] for part, item in question.items.items()}
    return mark_numbers(
        question,
        raw,
        {part: parse_number(record["key"]) for part, record in found.items()},
        of=of,
        tolerance={part: parse_number(r.get("tolerance", "0")) for part, r in found.items()},
        mistakes={
            part: [(parse_number(value), why) for value, why in record.get("why", {}).items()]
            for part, record in found.items()
        },
        otherwise={part: record["otherwise"] for part, record in found.items()},
    )


def mark_numbers(
    question: Question,
    raw: Any,
    key: Mapping[str, Any],
    *,
    of: float,
    tolerance: Any = 0,
    mistakes: Mapping[str, Sequence[tuple[Any, str]]] | None = None,
    otherwise: Any = None,
) -> Marks:
    """Mark a question with a number per part, right within *tolerance* (one, or one for each part).

    *mistakes* lists for a part the numbers that known mistakes lead to, each with its reason;
    *otherwise* is the reason for any other number. Raises ValueError if a mistake cannot be told from
    the key.
    """
    values = {part: fraction(value) for part, value in key.items()}
    within = {part: fraction(_of_part(tolerance, part)) for part in key}
    known = {
        part: [(fraction(v), why) for v, why in (mistakes or {}).get(part, ())] for part in key
    }
    for part, found in known.items():
        for value, why in found:
            if abs(value - values[part]) <= within[part]:
                raise ValueError(ERRORS.filled("right_mistake", mistake=why, part=part))

    def judge(part: str, given: Fraction) -> tuple[float, str]:
        if abs(given - values[part]) <= within[part]:
            return 1.0, ""
        for value, why in known[part]:
            if abs(given - value) <= within[part]:
                return 0.0, why
        return 0.0, str(_of_part(otherwise or WORDS["wrong"], part))

    def solution(part: str) -> str:
        return decimal(values[part])

    return mark_each(question, raw, judge, solution, lambda _part, given: decimal(given), of)


def in_words(_question: Question, _part: str, answer: Fraction) -> str:
    """Return a number in German."""
    return decimal(answer)


def fraction(value: Any) -> Fraction:
    """Return *value* exactly; a float as it is written, so that 0.1 is 1/10."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def decimal(value: Fraction) -> str:
    """Return *value* as German text with at most four decimals."""
    return number(float(value), 4)


def _of_part(value: Any, part: str) -> Any:
    return value[part] if isinstance(value, Mapping) else value
