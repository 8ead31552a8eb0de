"""What a check says: results by question, as German text and as JSON. Light: it imports no nbgrader."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kooperation.base.german import number
from kooperation.base.words import Words

WORDS = Words("grading.check")


@dataclass(frozen=True)
class Result:
    """What one question earned: *points* is None where a human has to read the answer, or to clarify.

    *title* is the heading above it, with its number. *unclear* says why no program could mark it, else it is empty. *solutions* says what is right; it is empty unless it was asked for.
    """

    question: str
    claim: str
    points: float | None
    of: float
    remarks: tuple[str, ...] = ()
    hint: str = ""
    read: str = ""
    solutions: tuple[str, ...] = ()
    unclear: str = ""
    title: str = ""


def of_test(
    question: str,
    source: str,
    of: float,
    points: float | None,
    data: Mapping[str, Any],
    unclear: str,
) -> Result:
    """Return the result of a test with *source*, from the *data* that its marks carry."""
    return Result(
        question=question,
        claim=claim(source),
        points=points,
        of=of,
        remarks=_lines(data, "remarks"),
        hint=data.get("hint", ""),
        read=data.get("read", ""),
        solutions=_lines(data, "solutions"),
        unclear=unclear,
    )


def of_text(question: str, of: float, points: float | None) -> Result:
    """Return the result of a text: 0 points where there is none, else a human reads it."""
    return Result(
        question, WORDS["text"], points, of, () if points is None else (WORDS["no_text"],)
    )


def claim(source: str) -> str:
    """Return the claim of a test cell: its docstring without the remark in brackets below it.

    It is "" if there is none, or the cell cannot be read.
    """
    try:
        lines = (ast.get_docstring(ast.parse(source)) or "").splitlines()
    except (SyntaxError, ValueError, MemoryError, RecursionError, SystemError):
        return ""
    return " ".join(line for line in lines if not line.startswith("("))


def _lines(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(map(_line, data.get(name, ())))


def _line(remark: dict[str, str]) -> str:
    part, text = remark["part"], remark["text"]
    if part and remark.get("given"):
        return WORDS.filled("remark", part=part, given=remark["given"], text=text)
    return f"{part}: {text}" if part else text


def report(results: list[Result]) -> str:
    """Return the results as German text, question by question."""
    lines = []
    for r in results:
        lines.append(f"{r.title or r.question}: {_points(r)}")
        lines += [f"   – {remark}" for remark in r.remarks]
        if r.remarks and r.hint:
            lines.append(f"   {WORDS.filled('hint', hint=r.hint)}")
        if r.remarks and r.read:
            lines.append(f"   {WORDS.filled('read', read=r.read)}")
        lines += [f"   {WORDS.filled('solution', solution=one)}" for one in r.solutions]
    automatic = [r for r in results if r.points is not None]
    sums = {
        "got": number(sum(r.points or 0 for r in automatic)),
        "of": number(sum(r.of for r in automatic)),
    }
    all_of_it = len(automatic) == len(results)
    lines.append(
        WORDS.filled("total", **sums) if all_of_it else WORDS.filled("total_of_program", **sums)
    )
    return "\n".join(lines)


def _points(result: Result) -> str:
    if result.points is not None:
        return WORDS.filled("points", got=number(result.points), of=number(result.of))
    if result.unclear:
        return WORDS.filled("unclear", why=result.unclear)
    return WORDS["human"]


def as_json(results: list[Result]) -> str:
    """Return the results as JSON, for machines."""
    return json.dumps([asdict(r) for r in results], ensure_ascii=False, indent=1)
