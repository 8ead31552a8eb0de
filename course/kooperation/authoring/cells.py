"""From an assignment to the cells of its notebook: head, questions with their marks, formal check."""

from __future__ import annotations

import ast
import pprint
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kooperation.assignments.headings import ASKS
from kooperation.assignments.kinds import Kind
from kooperation.assignments.kinds.shared.reading import spelled_out
from kooperation.assignments.kinds.shared.record import TestedRecord
from kooperation.authoring.assignments import Assignment, Section
from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.navigation import hint
from kooperation.authoring.records import hidden
from kooperation.base.anchors import anchor
from kooperation.base.german import join, number, unbroken_markdown
from kooperation.base.words import Words

WORDS = Words("assignments.assignment")
ERRORS = Words("authoring.errors.cells")
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
    yield _markdown("abgabe-auftrag", WORDS.filled("end", slug=assignment.slug))
    yield _code("abgabe", "FormalCheck(sheet, task)")


SETUP = """\
from kooperation.assignments import open_task
from kooperation.widgets import Ask, FormalCheck

sheet, task = open_task("{slug}")"""


def head(assignment: Assignment) -> str:
    """Return the first cell: title, lecture, points, time, what to do step by step."""
    asked = [section.slug for section in assignment.sections if section.slug]
    records = [assignment.records[slug] for slug in asked]
    code = [str(n) for n, record in enumerate(records, start=1) if record.code]
    waits = [WORDS.filled("no_function_yet", numbers=_and(code))] if code else []
    how = hint(" ".join([WORDS["run"], *waits]))
    steps = [WORDS["answer"]]
    for kind in Kind:
        numbers = [str(n) for n, record in enumerate(records, start=1) if record.kind == kind]
        if kind.in_a_cell and numbers:
            step = records[int(numbers[0]) - 1].step
            steps.append(step.format(numbers=_and(numbers)))
    steps += [WORDS["check"], WORDS.filled("hand_in", slug=assignment.slug)]
    listed = "\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1))
    first = WORDS.filled(
        "first",
        lecture=int(assignment.lecture[:2]),
        file=assignment.lecture,
        points=number(assignment.points),
        minutes=assignment.minutes,
    )
    parts = [
        WORDS.filled("title", title=assignment.title),
        first,
        assignment.introduction,
        how,
        listed,
        WORDS["own"],
    ]
    return "\n\n".join(part for part in parts if part)


def _and(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return WORDS.filled("question", number=numbers[0])
    return WORDS.filled("questions", numbers=join(numbers))


def points(value: float) -> str:
    """Return „1 Punkt“, „1,5 Punkte“."""
    return WORDS["one_point"] if value == 1 else WORDS.filled("points", points=number(value))


# Questions ---------------------------------------------------------------------------------------


def _question(assignment: Assignment, section: Section, count: int) -> Iterator[Any]:
    slug, record = section.slug, assignment.records[section.slug]
    title = f"## {count}. {section.title} ({points(record.points)})"
    asks = [section.prose, *(_with_links(text, assignment.lecture) for text in record.prompt())]
    yield _markdown(f"{slug}{ASKS}", "\n\n".join([title, *asks]))
    if record.by_hand:
        yield _code(f"{slug}-antwort", f'Ask(sheet, task, "{slug}")')
        # The manually graded cell stays what it was, so that gradebooks of earlier terms go on: see `sheet_texts`.
        yield _markdown(
            slug, WORDS["stub"], solution=True, locked=False, grade=True, points=record.points
        )
        return
    if record.code:
        yield _code(
            f"{slug}-antwort", section.blocks["answer"].strip(), solution=True, locked=False
        )
    else:
        yield _code(f"{slug}-antwort", f'Ask(sheet, task, "{slug}")')
    assert isinstance(record, TestedRecord)
    yield _test(assignment, section, record)


def _with_links(text: str, lecture: str) -> str:
    """Return *text* with links to the sections that it says to read again, „Lektion 5, „A“ und „B““."""

    def linked(found: re.Match[str]) -> str:
        file = f"../../course/lectures/{lecture}.ipynb"
        return re.sub(r"„([^“]+)“", lambda name: f"[{name[0]}]({file}#{anchor(name[1])})", found[0])

    return re.sub(rf"Lektion {int(lecture[:2])}, „[^“]+“(?:(?:, | und )„[^“]+“)*", linked, text)


def _test(assignment: Assignment, section: Section, record: TestedRecord) -> Any:
    slug = section.slug
    note = WORDS["form_only"] if "visible" in section.blocks else WORDS["later"]
    visible = section.blocks.get("visible", "").strip()
    claim = textwrap.fill(record.claim, CLAIM_WIDTH)
    lines = [f'"""{claim}\n({note})\n""";']
    if visible:
        lines.append(visible)
    grade = section.blocks.get("grade", "").strip()
    lines += [
        "### BEGIN HIDDEN TESTS",
        *_opened(assignment.slug, slug, in_notebook=record.code and not _names_the_sheet(grade)),
        *_constants(section, hidden(assignment.questions[slug])),
    ]
    if grade:
        lines += ["", grade]
    else:
        lines += [
            "from kooperation.grading.items import mark_items",
            "",
            f"mark_items(question, raw, ITEMS, of={record.points:g})",
        ]
    lines.append("### END HIDDEN TESTS")
    tags = ["raises-exception"] if record.code else []
    return _code(slug, "\n".join(lines), grade=True, points=record.points, tags=tags)


def _names_the_sheet(code: str) -> bool:
    """Say whether the *code* that marks a function needs the learner's variant or answers after all."""
    names = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    return bool(names & {"sheet", "task", "raw"})


def _opened(assignment: str, slug: str, *, in_notebook: bool) -> Iterator[str]:
    """Yield how a hidden test opens its question: a function *in_notebook* alone needs no answer sheet."""
    if in_notebook:
        yield "from kooperation.assignments import open_function"
        yield ""
        yield f'question = open_function("{assignment}", "{slug}")'
        return
    yield "from kooperation.assignments import open_task"
    yield ""
    yield f'sheet, task = open_task("{assignment}", handed_in=True)'
    yield f'question, raw = task.questions["{slug}"], sheet.get("{slug}")'


def _constants(section: Section, items: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the code of a hidden test may name: the private records, and the model solution."""
    if items:
        yield f"ITEMS = {pprint.pformat(items, width=WIDTH, sort_dicts=False)}"
    if answer := section.blocks.get("answer"):
        solution = re.sub(r"^\s*### (BEGIN|END) SOLUTION\n?", "", answer, flags=re.M).strip()
        yield f"SOLUTION = {solution!r}"


# Cells -------------------------------------------------------------------------------------------


def _slug(title: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", spelled_out(title)).strip("-")
    if not name:
        raise AuthoringError(ERRORS.filled("no_letters", title=title))
    return f"text-{name}"


def _markdown(grade_id: str, source: str, **marks: Any) -> Any:
    from nbformat.v4 import new_markdown_cell

    return new_markdown_cell(
        unbroken_markdown(source), metadata={"nbgrader": _marks(grade_id, **marks)}
    )


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
