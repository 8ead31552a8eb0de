"""A number that is right, or near, or another part's."""

from __future__ import annotations

from typing import Any

from kooperation.assignments.kinds.shared.made_up import Answerer
from kooperation.assignments.questions import Question
from kooperation.base.german import number
from kooperation.base.typed_numbers import parse_number


def made_up(one: Answerer) -> dict[str, Any]:
    question, marks = one.question, one.marks(one.question, None)
    right = dict(zip(question.parts, (part.solution for part in marks.parts), strict=True))
    values = {part: float(parse_number(text)) for part, text in right.items()}
    found = {}
    for part, text in right.items():
        if one.knows(part):
            found[part] = text
            continue
        own = values[part]
        near = [own + 1, -own, own / 2, *(v for v in values.values() if v != own)]
        found[part] = number(one.rng.choice([v for v in near if _is_asked_for(v, question)]))
    return found


def _is_asked_for(value: float, question: Question) -> bool:
    low, high = question.minimum, question.maximum
    return (low is None or value >= low) and (high is None or value <= high)
