"""What hidden tests call: each `mark_…` function gives points with reasons.

A hidden test ends in such a call. Its value is a `Marks`: a number to nbgrader, points with German reasons to
the learner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kooperation.assignments import Kind, Question, Reading, is_given, read_answer
from kooperation.assignments.part_reading import NO_ANSWER
from kooperation.assignments.points import Marks, Part, award
from kooperation.base.german import number
from kooperation.base.words import texts
from kooperation.games.game import Action

# Questions of the answer sheet -------------------------------------------------------------------

Reason = Callable[[str, str], str]


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

    return mark_each(question, raw, judge, lambda part: option_name(question, part, key[part]), of)


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
        raise ValueError(f"Kein Schlüssel für {', '.join(empty)}.")

    def judge(part: str, chosen: tuple[str, ...]) -> tuple[float, str]:
        given, right = frozenset(chosen), key[part]
        missing, wrong = right - given, given - right
        remark = why(part, missing, wrong) if missing or wrong else ""
        return set_share(given, right), remark

    def solution(part: str) -> str:
        return "; ".join(option_name(question, part, option) for option in sorted(key[part]))

    return mark_each(question, raw, judge, solution, of)


def set_share(
    given: frozenset[str], right: frozenset[str], admissible: frozenset[str] = frozenset()
) -> float:
    """Return (right − wrong marks) / marks in the key, never below 0; *admissible* ones are neither."""
    wrong = given - right - admissible
    return max(0.0, (len(given & right) - len(wrong)) / len(right))


def mark_numbers(
    question: Question,
    raw: Any,
    key: Mapping[str, Any],
    *,
    of: float,
    tolerance: Any = 0,
    mistakes: Mapping[str, Sequence[tuple[Any, str]]] | None = None,
    otherwise: Any = "Die Zahl stimmt nicht.",
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
                raise ValueError(f"Der Fehler «{why}» führt zur richtigen Zahl ({part}).")

    def judge(part: str, given: Fraction) -> tuple[float, str]:
        if abs(given - values[part]) <= within[part]:
            return 1.0, ""
        for value, why in known[part]:
            if abs(given - value) <= within[part]:
                return 0.0, why
        return 0.0, str(_of_part(otherwise, part))

    return mark_each(question, raw, judge, lambda part: decimal(values[part]), of)


def fraction(value: Any) -> Fraction:
    """Return *value* exactly; a float as it is written, so that 0.1 is 1/10."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def decimal(value: Fraction) -> str:
    """Return *value* as German text with at most four decimals."""
    return number(float(value), 4)


def _of_part(value: Any, part: str) -> Any:
    return value[part] if isinstance(value, Mapping) else value


def mark_each(
    question: Question,
    raw: Any,
    judge: Callable[[str, Any], tuple[float, str]],
    solution: Callable[[str], str],
    of: float,
) -> Marks:
    """Mark each part that has an answer by *judge(part, answer)*: its share, and what to say."""
    reading = read_answer(question, raw)
    parts = []
    for part, label in question.parts.items():
        given = reading.answer.get(part)
        share, remark = judge(part, given) if is_given(given) else (0.0, _nothing(reading, label))
        item = question.items.get(part)
        asked = item.text if item else ""
        said = answer_text(question, part, given) if is_given(given) else ""
        parts.append(Part(label, share, remark, solution(part), asked, said))
    return mark_parts(question, parts, of=of)


def answer_text(question: Question, part: str, given: Any) -> str:
    """Return the answer to a part, as it was understood, in words."""
    if question.kind is Kind.NUMBER:
        return decimal(given)
    if question.kind is Kind.PLACE:
        return place_words(given)
    return "; ".join(option_name(question, part, option) for option in given)


def place_words(place: Sequence[int]) -> str:
    """Return a place on the grid in words, as «eher freiwillig, institutionalisiert»."""
    words = texts()["forms"]
    return f"{words['command'][place[0] - 1]}, {words['form'][place[1] - 1]}"


def _nothing(reading: Reading, label: str) -> str:
    return reading.said(label) or next(iter(reading.problems), NO_ANSWER)


def option_name(question: Question, part: str, option: str) -> str:
    """Return what an option is called in *part*; a mark in a matrix is told by the names of actions."""
    if question.kind is not Kind.MARKS:
        return question.options[option]
    game = question.games[part]
    first, second = (
        game.cooperate if Action(letter) is Action.COOPERATE else game.defect
        for letter in option[-2:]
    )
    payoff = f"{game.player_names[int(option[0]) - 1]} bei " if len(option) == 3 else ""
    return f"{payoff}{first}/{second}"


# Functions that learners write -------------------------------------------------------------------


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
            return Part(case.label, 0.0, f"Ihre Funktion bricht ab ({type(error).__name__}).")
        if type(value) is not type(expected):
            return Part(case.label, 0.0, _wrong_type(value, expected))
        if value != expected:
            return Part(case.label, 0.0, case.remark)
    return Part(case.label, 1.0)


_TYPES = {bool: "True oder False", int: "eine ganze Zahl", float: "eine Zahl", str: "einen Text"}


def _wrong_type(value: Any, expected: Any) -> str:
    wanted = _TYPES.get(type(expected), type(expected).__name__)
    got = "nichts zurück (fehlt ein return?)" if value is None else f"{type(value).__name__} zurück"
    return f"Ihre Funktion gibt {got}; gefragt ist {wanted}."
