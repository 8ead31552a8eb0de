"""`kooperation practice`: practising in the terminal, question by question, with reasons and what is right."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from kooperation.assignments.practice import exercise, titles
from kooperation.assignments.practice_lines import answered, asked, understood
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import read_answer
from kooperation.base.places import UnavailableError
from kooperation.base.words import Words

WORDS = Words("desk.practice")


def practise(
    slug: str,
    name: str | None = None,
    *,
    typed: Callable[[str], str] = input,
    told: Callable[[str], object] = print,
    chance: random.Random | None = None,
) -> None:
    """Ask questions of *slug*, or *name* alone, until nothing more is typed or the learner ends it.

    Raises UnavailableError if there is nothing of that name to practise.
    """
    chance = chance or random.SystemRandom()
    try:
        names = [name] if name else list(titles(slug))
        exercise(slug, names[0], chance)
    except ValueError as error:
        raise UnavailableError(str(error)) from error
    told(WORDS["begin"])
    try:
        while True:
            one = exercise(slug, chance.choice(names), chance)
            for line in asked(one):
                told(line)
            answer = {part: _typed(one.question, part, typed, told) for part in one.question.parts}
            for line in answered(one.marks(answer), one.worked):
                told(line)
            if typed(WORDS["again"]).strip():
                return
    except (EOFError, KeyboardInterrupt):
        told("")


def _typed(
    question: Question, part: str, typed: Callable[[str], str], told: Callable[[str], object]
) -> Any:
    """Return what is typed for *part*; what cannot be read is told and asked again, nothing at all is an answer."""
    label = question.parts[part]
    while True:
        text = typed(f"{label}: ")
        meant = understood(question, text)
        problem = read_answer(question, {part: meant}).said(label) if text.strip() else ""
        if not problem:
            return meant
        told(f"  {problem}")
