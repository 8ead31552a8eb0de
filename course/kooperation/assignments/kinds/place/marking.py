"""A place for each part: full within one step on both axes, a quarter within two steps on one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kooperation.assignments.kinds.shared.marking import Records, mark_each
from kooperation.assignments.points import Marks
from kooperation.assignments.questions import Question
from kooperation.base.words import Words
from kooperation.institutions.placement import TOLERANCE

WORDS = Words("assignments/kinds/place.marking")
FORMS = Words("institutions.forms")
QUARTER = 0.25


def mark(question: Question, raw: Any, records: Records, *, of: float) -> Marks:
    """Mark places by how near they are to any reading: see `place_share`."""

    def judge(part: str, given: tuple[int, int]) -> tuple[float, str]:
        record = records[question.items[part].item]
        places = [record["key"], *record.get("others", ())]
        best = max(place_share(given, at) for at in places)
        return best, "" if best == 1 else _off(given, record)

    def solution(part: str) -> str:
        record = records[question.items[part].item]
        place = WORDS.filled("near", place=place_words(record["key"]))
        return f"{place} {record.get('solution', '')}".strip()

    return mark_each(question, raw, judge, solution, lambda _part, given: place_words(given), of)


def in_words(_question: Question, _part: str, answer: tuple[int, int]) -> str:
    """Return a place in words."""
    return place_words(answer)


def place_share(given: Sequence[int], right: Sequence[int]) -> float:
    """Return 1 within one step on both axes, a quarter where one of them is one more step off, else 0.

    Right on one axis alone is worth nothing, and nearly right not more: a place in the middle of the one axis would have
    that for half of all forms.
    """
    near, far = sorted(abs(a - b) for a, b in zip(given, right, strict=True))
    if far <= TOLERANCE:
        return 1.0
    return QUARTER if near <= TOLERANCE and far == TOLERANCE + 1 else 0.0


def _off(given: Sequence[int], record: Mapping[str, Any]) -> str:
    """Return why *given* lies too far off the key, axis by axis."""
    said = []
    for axis, own, right in zip(("command", "form"), given, record["key"], strict=True):
        if abs(own - right) > TOLERANCE:
            said.append(record["why"][f"{axis}_{'high' if own > right else 'low'}"])
    return " ".join(said)


def place_words(place: Sequence[int]) -> str:
    """Return a place on the grid in words, as „eher freiwillig, institutionalisiert“."""
    return f"{FORMS.lines('command')[place[0] - 1]}, {FORMS.lines('form')[place[1] - 1]}"
