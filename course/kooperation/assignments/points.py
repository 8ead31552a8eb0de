"""Points for a question, with their reasons: the one function that makes them, and how they are told.

Where no program can say how many, ToClarifyError is raised instead.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from kooperation.base.answers_file import ToClarifyError
from kooperation.base.german import number
from kooperation.base.words import Words

__all__ = ["MIMETYPE", "Marks", "Part", "ToClarifyError", "award", "feedback_html"]

WORDS = Words("assignments.feedback")
ERRORS = Words("assignments.errors.points")
MIMETYPE = "application/vnd.kooperation.marks+json"


@dataclass(frozen=True)
class Part:
    """One part of a question: which share of it is right (0 to 1), and what to say about it.

    *asked* is what the part asked and *given* what was answered, so that feedback can be read by itself;
    *solution* is shown only where the instructor gives solutions out.
    """

    label: str
    share: float
    remark: str = ""
    solution: str = ""
    asked: str = ""
    given: str = ""


class Marks(float):
    """Points for one question, between 0 and *of*, with a remark for each point lost."""

    of: float
    parts: tuple[Part, ...]
    read: str
    hint: str
    solution: str

    def __repr__(self) -> str:
        return f"{float(self):g}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        remarks = [
            {"part": p.label, "asked": p.asked, "given": p.given, "text": p.remark}
            for p in self.parts
            if p.share < 1
        ]
        solutions = [{"part": p.label, "text": p.solution} for p in self.parts if p.solution]
        if self.solution:
            solutions.append({"part": "", "text": self.solution})
        data = {
            "points": float(self),
            "of": self.of,
            "remarks": remarks,
            "hint": self.hint,
            "read": self.read,
            "solutions": solutions,
            "parts": [{"part": p.label, "share": p.share} for p in self.parts],
        }
        return {"text/plain": repr(self), "text/html": str(feedback_html(data)), MIMETYPE: data}


def award(
    parts: Sequence[Part], *, of: float, read: str, hint: str = "", solution: str = ""
) -> Marks:
    """Return the points for *parts* of equal weight out of *of*: the only place that makes points.

    The result is finite and between 0 and *of*, rounded to hundredths: a share that is no number in
    [0, 1] counts as 0, so rubbish never earns points. *read* names the lecture's section. Raises
    ValueError if there are no parts or *of* is no positive number: that is the author's mistake.
    """
    if not parts or not (math.isfinite(of) and of > 0):
        raise ValueError(ERRORS.filled("nothing", shares=parts, of=of))
    parts = tuple(replace(part, share=_clean(part.share)) for part in parts)
    share = sum(part.share for part in parts) / len(parts)
    marks = Marks(min(max(round(of * share, 2), 0.0), of))
    marks.of, marks.parts, marks.read = of, parts, read
    marks.hint, marks.solution = hint, solution
    return marks


def _clean(share: object) -> float:
    return float(share) if type(share) in (int, float) and 0 <= share <= 1 else 0.0  # type: ignore[operator,arg-type]


def feedback_html(data: Mapping[str, Any], *, solutions: bool = False) -> Markup:
    """Return what a learner reads about one question: points, reasons, a hint, where to read again.

    With *solutions* what is right follows; that is up to the instructor.
    """
    paragraph, points = Markup("<p>{}</p>"), {key: number(data[key]) for key in ("points", "of")}
    lines = [
        paragraph.format(Markup("<strong>{}</strong>").format(WORDS.filled("points", **points)))
    ]
    if data["remarks"]:
        lines.append(_list(data["remarks"]))
        if data["hint"]:
            lines.append(paragraph.format(WORDS.filled("hint", hint=data["hint"])))
        lines.append(paragraph.format(WORDS.filled("read", read=data["read"])))
    if solutions and data["solutions"]:
        lines += [paragraph.format(WORDS["solution"]), _list(data["solutions"])]
    return Markup().join(lines)


def _list(remarks: Sequence[Mapping[str, str]]) -> Markup:
    return Markup("<ul>{}</ul>").format(Markup().join(map(_remark, remarks)))


def _remark(remark: Mapping[str, str]) -> Markup:
    about: list[str] = []
    if remark.get("asked"):
        about.append(Markup("<em>{}</em>").format(remark["asked"]))
    if remark.get("given"):
        about.append(WORDS.filled("given", answer=remark["given"]))
    text = remark["text"]
    about.append(Markup("<pre>{}</pre>").format(text) if "\n" in text else text)
    part = remark["part"]
    head = Markup("<strong>{}:</strong> ").format(part) if part else ""
    return Markup("<li>{}{}</li>").format(head, Markup("<br>").join(map(escape, about)))
