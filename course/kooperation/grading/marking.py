"""Points with reasons: what hidden tests call, and the one function that makes points.

A hidden test ends in a call of `mark_options`, `mark_sets` or `mark_calls`. Its value is a `Marks`: a
number to nbgrader, points with German reasons to the learner. All points come from `award`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from kooperation.assignments import Question, read_answer

MIMETYPE = "application/vnd.kooperation.marks+json"


@dataclass(frozen=True)
class Part:
    """One part of a question: which share of it is right (0 to 1), and what to say about it."""

    label: str
    share: float
    remark: str = ""


class Marks(float):
    """Points for one question, between 0 and *of*, with a remark for each point lost."""

    of: float
    parts: tuple[Part, ...]
    read: str

    def __repr__(self) -> str:
        return f"{float(self):g}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        remarks = [{"part": p.label, "text": p.remark} for p in self.parts if p.share < 1]
        data = {"points": float(self), "of": self.of, "remarks": remarks, "read": self.read}
        return {"text/plain": repr(self), "text/html": feedback_html(data), MIMETYPE: data}


def award(parts: Sequence[Part], *, of: float, read: str) -> Marks:
    """Return the points for *parts* of equal weight out of *of*: the only place that makes points.

    The result is finite and between 0 and *of*, rounded to hundredths: a share that is no number in
    [0, 1] counts as 0, so rubbish never earns points. *read* names the lecture's section. Raises
    ValueError if there are no parts or *of* is no positive number: that is the author's mistake.
    """
    if not parts or not (math.isfinite(of) and of > 0):
        raise ValueError(f"Keine Teile oder keine Punkte: {parts!r}, {of!r}.")
    parts = tuple(replace(part, share=_clean(part.share)) for part in parts)
    share = sum(part.share for part in parts) / len(parts)
    marks = Marks(min(max(round(of * share, 2), 0.0), of))
    marks.of, marks.parts, marks.read = of, parts, read
    return marks


def _clean(share: object) -> float:
    return float(share) if type(share) in (int, float) and 0 <= share <= 1 else 0.0  # type: ignore[operator,arg-type]


def feedback_html(data: Mapping[str, Any]) -> str:
    """Return what a learner reads about one question: points, reasons, and where to read again."""
    points, of = (f"{data[key]:g}".replace(".", ",") for key in ("points", "of"))
    lines = [f"<p><strong>{points} von {of} Punkten</strong></p>"]
    if data["remarks"]:
        items = "".join(
            f"<li>{escape(r['part'])}: {escape(r['text'])}</li>" for r in data["remarks"]
        )
        lines.append(f"<ul>{items}</ul><p>Zum Nachlesen: {escape(data['read'])}.</p>")
    return "".join(lines)


# Questions of the answer sheet -------------------------------------------------------------------

Reason = Callable[[str, str], str]


def mark_options(
    question: Question, raw: Any, key: Mapping[str, str], *, of: float, why: Reason
) -> Marks:
    """Mark a question with one option per part. *why(part, given)* gives the reason for a wrong one."""
    reading = read_answer(question, raw)
    parts = []
    for part, label in question.parts.items():
        given = reading.answer.get(part, ())
        right = given == (key[part],)
        remark = (
            "" if right else why(part, given[0]) if given else _nothing(reading.problems, label)
        )
        parts.append(Part(label, float(right), remark))
    return award(parts, of=of, read=question.read)


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
    reading = read_answer(question, raw)
    parts = []
    for part, label in question.parts.items():
        given, right = frozenset(reading.answer.get(part, ())), key[part]
        missing, wrong = right - given, given - right
        share = max(0.0, (len(given & right) - len(wrong)) / len(right))
        if not given:
            remark = _nothing(reading.problems, label)
        else:
            remark = why(part, missing, wrong) if missing or wrong else ""
        parts.append(Part(label, share, remark))
    return award(parts, of=of, read=question.read)


def _nothing(problems: Sequence[str], label: str) -> str:
    for problem in problems:
        if problem.startswith(f"{label}: "):
            return problem.removeprefix(f"{label}: ")
    return problems[0] if problems else "noch keine Antwort."


# Functions that learners write -------------------------------------------------------------------


class LearnerError(Exception):
    """Why a learner's function gave no usable value; the message is a German sentence part."""


@dataclass(frozen=True)
class Case:
    """Calls of a learner's function that stand for one idea, each with the expected value."""

    label: str
    calls: Sequence[tuple[tuple[Any, ...], Any]]
    remark: str


def mark_calls(function: Any, cases: Sequence[Case], *, of: float, read: str) -> Marks:
    """Mark a learner's *function* by its values; each case counts as a whole.

    Values are compared as plain data of the same type: no object of the learner's takes part.
    """
    return award([_case(function, case) for case in cases], of=of, read=read)


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
