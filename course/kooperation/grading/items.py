"""Marking by keys that are written down: the private half of an assignment's records.

`kooperation build` puts these records into the hidden test of the question; they stand nowhere else but in
`source/`.
"""

from __future__ import annotations

from typing import Any

from kooperation.assignments import Question
from kooperation.assignments.kinds.shared.marking import Records
from kooperation.assignments.points import Marks
from kooperation.base.words import Words

ERRORS = Words("grading.errors.items")


def mark_items(question: Question, raw: Any, records: Records, *, of: float) -> Marks:
    """Mark *question* by the *records* of its items, as `source/<slug>/<slug>.toml` has them.

    Raises ValueError if the kind of question has no keys that can be written down.
    """
    mark = question.kind.offers("marking", "mark")
    if mark is None:
        raise ValueError(ERRORS.filled("no_key", kind=question.kind))
    marks: Marks = mark(question, raw, records, of=of)
    return marks
