"""For authors: `python -m kooperation.assignments <slug> <variant>` prints what that variant asks."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kooperation.assignments import Question, Task, draw
from kooperation.base.records import ContentError
from kooperation.base.words import Words

WORDS = Words("assignments.variant")


def show(task: Task) -> str:
    """Return *task* as text, question by question, each part with its item."""
    lines = [WORDS.filled("title", slug=task.slug, variant=task.variant)]
    for name, value in task.given.items():
        lines.append(f"  {name} = {value}")
    for question in task.questions.values():
        lines += ["", *_lines(question)]
    return "\n".join(lines)


def _lines(question: Question) -> list[str]:
    title = WORDS.filled(
        "question",
        slug=question.slug,
        title=question.title,
        kind=question.kind,
        points=question.points,
    )
    lines = [title]
    if question.text:
        lines.append(f"  {question.text}")
    if question.table:
        lines.append(f"  {question.table.caption}")
        lines += ["  " + " | ".join(row) for row in (question.table.head, *question.table.rows)]
    if question.options:
        options = ", ".join(f"{k} = {v}" for k, v in question.options.items())
        lines.append(f"  {WORDS.filled('options', options=options)}")
    for part, item in question.items.items():
        lines.append(f"  {part} ({item.item}): {item.title} {item.text}".rstrip())
        lines += [f"     {basis.key}: {basis.label}" for basis in item.bases.values()]
    return lines


def main(arguments: Sequence[str]) -> None:
    """Print what is asked for; end with a German sentence where that does not exist."""
    if len(arguments) != 2 or not arguments[1].isdecimal():
        sys.exit(WORDS["usage"])
    try:
        print(show(draw(arguments[0], int(arguments[1]))))
    except (ValueError, ContentError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
