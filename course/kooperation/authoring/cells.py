"""From an assignment to the cells of its notebook: head, questions with their marks, formal check."""

from __future__ import annotations

import pprint
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kooperation.assignments.part_reading import spelled_out
from kooperation.assignments.questions import IN_A_CELL, Kind
from kooperation.authoring.assignments import Assignment, Section
from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.records import case_record
from kooperation.base.german import join, number
from kooperation.base.words import texts
from kooperation.grading.feedback import COMMENTS

WIDTH = 100
CLAIM_WIDTH = 80  # as much of a line of code as one sees without scrolling
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def notebook(assignment: Assignment) -> Any:
    """Return the instructor's notebook of *assignment*, without outputs."""
    from nbformat.v4 import new_notebook

    metadata = {"kernelspec": KERNEL, "kooperation": {"edition": assignment.edition}}
    return new_notebook(cells=list(_cells(assignment)), metadata=metadata)


def _cells(assignment: Assignment) -> Iterator[Any]:
    yield _markdown("auftrag", head(assignment))
    yield _code("setup", SETUP.format(slug=assignment.slug))
    count = 0
    for section in assignment.sections:
        if section.slug:
            count += 1
            yield from _question(assignment, section, count)
        else:
            yield _markdown(_slug(section.title), f"## {section.title}\n\n{section.prose}")
    yield _markdown("abgabe-auftrag", texts()["assignment"]["end"].format(slug=assignment.slug))
    yield _code("abgabe", "FormalCheck(sheet, task)")


SETUP = """\
from kooperation.assignments import open_task
from kooperation.widgets import Ask, FormalCheck

sheet, task = open_task("{slug}")"""


def head(assignment: Assignment) -> str:
    """Return the first cell: title, lecture, points, time, what to do step by step."""
    words = texts()["assignment"]
    asked = [section.slug for section in assignment.sections if section.slug]
    kinds = {slug: Kind(assignment.questions[slug]["kind"]) for slug in asked}
    functions = [str(asked.index(slug) + 1) for slug in asked if kinds[slug] is Kind.FUNCTION]
    written = [str(asked.index(slug) + 1) for slug in asked if kinds[slug] is Kind.TEXT]
    steps = [
        words["run"] + (" " + words["red"].format(numbers=_and(functions)) if functions else "")
    ]
    steps += [words["answer"]]
    if functions:
        steps.append(words["function"].format(numbers=_and(functions)))
    if written:
        steps.append(words["text"].format(numbers=_and(written)))
    steps += [words["check"], words["hand_in"].format(slug=assignment.slug)]
    listed = "\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1))
    first = words["first"].format(
        lecture=int(assignment.lecture[:2]),
        file=assignment.lecture,
        points=number(assignment.points),
        minutes=assignment.minutes,
    )
    parts = [f"# Aufgabe: {assignment.title}", first, assignment.introduction, listed, words["own"]]
    return "\n\n".join(part for part in parts if part)


def _and(numbers: list[str]) -> str:
    noun = "Frage" if len(numbers) == 1 else "Fragen"
    return f"{noun} {join(numbers)}"


def points(value: float) -> str:
    """Return «1 Punkt», «1,5 Punkte»."""
    return f"{number(value)} {'Punkt' if value == 1 else 'Punkte'}"


# Questions ---------------------------------------------------------------------------------------


def _question(assignment: Assignment, section: Section, count: int) -> Iterator[Any]:
    slug, record = section.slug, assignment.questions[section.slug]
    kind = Kind(record["kind"])
    prompt = [f"## {count}. {section.title} ({points(record['points'])})", section.prose]
    words = texts()["assignment"]
    if kind is Kind.TEXT:
        low, high = record["words"]
        prompt.append(words["write"].format(low=low, high=high, read=record["read"]))
        prompt.append(rubric(record))
    elif kind is Kind.FUNCTION:
        prompt.append(words["run_function"])
    else:
        prompt.append(words["typed"].format(line=record["typed"]))
    yield _markdown(f"{slug}-auftrag", "\n\n".join(prompt))
    if kind is Kind.TEXT:
        stub = words["stub"]
        yield _markdown(
            slug, stub, solution=True, locked=False, grade=True, points=record["points"]
        )
        return
    if kind is Kind.FUNCTION:
        yield _code(
            f"{slug}-antwort", section.blocks["answer"].strip(), solution=True, locked=False
        )
    else:
        yield _code(f"{slug}-antwort", f'Ask(sheet, task, "{slug}")')
    yield _test(assignment, section, record)


def rubric(record: Mapping[str, Any]) -> str:
    """Return the marking schemes of a text: comments to copy, then samples and criteria.

    The criteria come last, next to the learner's answer. Comments are a scheme of their own: no learner reads
    them, not even with the solutions.
    """
    comments = [f"**{COMMENTS}** (zum Kopieren):", ""]
    comments += [f"- {comment}" for comment in record["comments"]]
    lines = []
    for count, sample in enumerate(record["samples"], start=1):
        lines += [f"**Musterantwort {count}:** {sample}", ""]
    for criterion in record["criteria"]:
        lines += [f"**{criterion['name']}**", ""]
        for level in criterion["levels"]:
            value, anchor = level.split(":", 1)
            lines.append(f"- **{value.strip()}**: {anchor.strip()}")
        lines.append("")
    return f"{_scheme(comments)}\n\n{_scheme(lines)}"


def _scheme(lines: Sequence[str]) -> str:
    text = "\n".join(lines).strip()
    return f"=== BEGIN MARK SCHEME ===\n\n{text}\n\n=== END MARK SCHEME ==="


def _test(assignment: Assignment, section: Section, record: Mapping[str, Any]) -> Any:
    slug, in_a_cell = section.slug, record["kind"] in IN_A_CELL
    words = texts()["assignment"]
    note = words["form_only"] if "visible" in section.blocks else words["later"]
    visible = section.blocks.get("visible", "").strip()
    claim = textwrap.fill(record["claim"], CLAIM_WIDTH)
    lines = [f'"""{claim}\n({note})\n""";']
    if visible:
        lines.append(visible)
    lines += [
        "### BEGIN HIDDEN TESTS",
        "from kooperation.assignments import open_task",
        "",
        f'sheet, task = open_task("{assignment.slug}", handed_in=True)',
        f'question, raw = task.questions["{slug}"], sheet.get("{slug}")',
        *_constants(section, record),
    ]
    if grade := section.blocks.get("grade", "").strip():
        lines += ["", grade]
    else:
        lines += [
            "from kooperation.grading.items import mark_items",
            "",
            f"mark_items(question, raw, ITEMS, of={record['points']:g})",
        ]
    lines.append("### END HIDDEN TESTS")
    tags = ["raises-exception"] if in_a_cell else []
    return _code(slug, "\n".join(lines), grade=True, points=record["points"], tags=tags)


def _constants(section: Section, record: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the code of a hidden test may name: the private records, and the model solution."""
    if pool := record.get("pool"):
        kept = {
            item["item"]: case_record(item)
            if record["kind"] == Kind.MAP
            else {k: v for k, v in item.items() if k not in ("item", "slot", "text")}
            for item in pool
        }
        yield f"ITEMS = {pprint.pformat(kept, width=WIDTH, sort_dicts=False)}"
    if answer := section.blocks.get("answer"):
        solution = re.sub(r"^\s*### (BEGIN|END) SOLUTION\n?", "", answer, flags=re.M).strip()
        yield f"SOLUTION = {solution!r}"


# Cells -------------------------------------------------------------------------------------------


def _slug(title: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", spelled_out(title)).strip("-")
    if not name:
        raise AuthoringError(f"Die Überschrift «{title}» hat keine Buchstaben.")
    return f"text-{name}"


def _markdown(grade_id: str, source: str, **marks: Any) -> Any:
    from nbformat.v4 import new_markdown_cell

    return new_markdown_cell(source, metadata={"nbgrader": _marks(grade_id, **marks)})


def _code(grade_id: str, source: str, *, tags: Sequence[str] = (), **marks: Any) -> Any:
    from nbformat.v4 import new_code_cell

    metadata: dict[str, Any] = {"nbgrader": _marks(grade_id, **marks)}
    if tags:
        metadata["tags"] = list(tags)
    return new_code_cell(source, metadata=metadata)


def _marks(
    grade_id: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = True,
    points: float | None = None,
) -> dict[str, Any]:
    """Return nbgrader's marks of a cell; by default it is locked and not graded."""
    marks: dict[str, Any] = {"grade": grade, "grade_id": grade_id, "locked": locked}
    if points is not None:
        marks["points"] = int(points) if points == int(points) else points
    return {**marks, "schema_version": 3, "solution": solution, "task": False}
