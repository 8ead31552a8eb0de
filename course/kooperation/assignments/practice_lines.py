"""Practice in lines of text, for the terminal: what is asked, what was typed, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kooperation.assignments.points import Marks
from kooperation.assignments.practice import Exercise
from kooperation.assignments.questions import Item, Question
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import PROFILES, letters

FEEDBACK, WORDS = Words("assignments.feedback"), Words("assignments.practice")


def asked(one: Exercise) -> Iterator[str]:
    """Yield what the exercise asks, line by line."""
    question = one.question
    yield from ("", question.title, one.said, *filter(None, [question.text]))
    if question.table:
        yield question.table.caption
        yield from (" | ".join(row) for row in (question.table.head, *question.table.rows))
    for part, item in question.items.items():
        yield from ("", *_item(question.parts[part], item))
    yield ""
    if told := question.kind.offers("reading", "told_to_type"):
        yield from told(question)


def _item(label: str, item: Item) -> Iterator[str]:
    if not item.game:
        yield f"{label}: {item.text}"
        return
    yield f"{label}: {item.game.story}"
    first, second = item.game.player_names
    for at in PROFILES:
        payoffs = [number(item.game.game.payoff(at, player)) for player in (0, 1)]
        actions = [item.game.action(action) for action in at]
        yield f"  {letters(at)}: {first} {actions[0]}, {second} {actions[1]}: {' / '.join(payoffs)}"


def understood(question: Question, text: str) -> Any:
    """Return what was typed for a part as it stands in an answer sheet; as it is, unless the kind reads it otherwise."""
    typed = question.kind.offers("reading", "typed")
    return typed(question, text.strip()) if typed else text.strip()


def answered(marks: Marks, worked: str) -> Iterator[str]:
    """Yield points, reasons, where to read again and what is right."""
    yield ""
    yield FEEDBACK.filled("points", points=number(float(marks)), of=number(marks.of))
    wrong = [part for part in marks.parts if part.share < 1]
    yield from (f"  – {part.label}: {part.remark}" for part in wrong)
    if wrong:
        yield f"  {FEEDBACK.filled('read', read=marks.read)}"
    yield FEEDBACK["solution"]
    yield from (f"  {line}" for line in solution(marks, worked))


def solution(marks: Marks, worked: str) -> list[str]:
    """Return in sentences what is right in each part, and how one gets there."""
    parts = [
        WORDS.filled("part", part=part.label, text=part.solution)
        for part in marks.parts
        if part.solution
    ]
    return [*parts, *([worked] if worked else [])]
