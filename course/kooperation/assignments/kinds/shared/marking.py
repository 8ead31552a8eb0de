"""What the marking of several kinds shares: parts of equal weight, and options.

Each `mark_…` function gives points with reasons: a `Marks`, a number to nbgrader, points with German reasons to
the learner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kooperation.assignments.kinds.shared.reading import NO_ANSWER
from kooperation.assignments.points import Marks, Part, award
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading, is_given, read_answer
from kooperation.base.words import Words

ERRORS = Words("assignments.errors.marking")

Reason = Callable[[str, str], str]
Records = Mapping[str, Mapping[str, Any]]


def mark_parts(
    question: Question, parts: Sequence[Part], *, of: float, solution: str = ""
) -> Marks:
    """Mark *question* by parts of equal weight that were worked out elsewhere."""
    return award(parts, of=of, read=question.read, hint=question.hint, solution=solution)


def mark_options(
    question: Question, raw: Any, key: Mapping[str, str], *, of: float, why: Reason
) -> Marks:
    """Mark a question with one option per part. *why(part, given)* gives the reason for a wrong one."""

    def judge(part: str, given: tuple[str, ...]) -> tuple[float, str]:
        right = given == (key[part],)
        return float(right), "" if right else why(part, given[0])

    def solution(part: str) -> str:
        return option_name(question, part, key[part])

    return mark_chosen(question, raw, judge, solution, of)


def mark_sets(
    question: Question,
    raw: Any,
    key: Mapping[str, frozenset[str]],
    *,
    of: float,
    why: Callable[[str, frozenset[str], frozenset[str]], str],
) -> Marks:
    """Mark a question with several options per part.

    The share of a part is (right − wrong marks) / marks in the key, never below 0: marking everything
    does not pay where at most half are right. *why(part, missing, wrong)* gives the reason. Raises
    ValueError if the key of a part is empty: "nothing" cannot be told from "not answered".
    """
    if empty := [label for part, label in question.parts.items() if not key[part]]:
        raise ValueError(ERRORS.filled("no_key", parts=", ".join(empty)))

    def judge(part: str, chosen: tuple[str, ...]) -> tuple[float, str]:
        given, right = frozenset(chosen), key[part]
        missing, wrong = right - given, given - right
        remark = why(part, missing, wrong) if missing or wrong else ""
        return set_share(given, right), remark

    def solution(part: str) -> str:
        return "; ".join(option_name(question, part, option) for option in sorted(key[part]))

    return mark_chosen(question, raw, judge, solution, of)


def set_share(
    given: frozenset[str], right: frozenset[str], admissible: frozenset[str] = frozenset()
) -> float:
    """Return (right − wrong marks) / marks in the key, never below 0; *admissible* ones are neither."""
    wrong = given - right - admissible
    return max(0.0, (len(given & right) - len(wrong)) / len(right))


def mark_each(
    question: Question,
    raw: Any,
    judge: Callable[[str, Any], tuple[float, str]],
    solution: Callable[[str], str],
    told: Callable[[str, Any], str],
    of: float,
) -> Marks:
    """Mark each part that has an answer by *judge(part, answer)*: its share, and what to say.

    *solution(part)* and *told(part, answer)* say the key and the answer, as it was understood, in words.
    """
    reading = read_answer(question, raw)
    parts = []
    for part, label in question.parts.items():
        given = reading.answer.get(part)
        share, remark = judge(part, given) if is_given(given) else (0.0, _nothing(reading, label))
        item = question.items.get(part)
        asked = item.text if item else ""
        said = told(part, given) if is_given(given) else ""
        parts.append(Part(label, share, remark, solution(part), asked, said))
    return mark_parts(question, parts, of=of)


def _nothing(reading: Reading, label: str) -> str:
    return reading.said(label) or next(iter(reading.problems), NO_ANSWER)


def mark_chosen(
    question: Question,
    raw: Any,
    judge: Callable[[str, tuple[str, ...]], tuple[float, str]],
    solution: Callable[[str], str],
    of: float,
) -> Marks:
    """Mark each part by the options chosen, as `mark_each` does."""

    def told(part: str, given: tuple[str, ...]) -> str:
        return "; ".join(option_name(question, part, option) for option in given)

    return mark_each(question, raw, judge, solution, told, of)


def option_name(question: Question, part: str, option: str) -> str:
    """Return what an option is called in *part*; a kind may have names of its own."""
    own = question.kind.offers("marking", "option_name")
    return str(own(question, part, option)) if own else question.options[option]


def keys_of(value: Any) -> tuple[Any, ...]:
    """Return the keys of an item: several, or one that needs no list."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def key_in_words(question: Question, part: str, record: Mapping[str, Any], word: str) -> str:
    """Return the options of an item's key, joined by *word*, and the sentence about them."""
    names = word.join(option_name(question, part, key) for key in keys_of(record["key"]))
    return f"{names.rstrip('.')}. {record.get('solution', '')}".strip()
