"""A place on the grid of lecture 4: two steps from 1 to 5."""

from __future__ import annotations

import re
from typing import Any

from kooperation.assignments.kinds.shared.reading import NO_ANSWER, shown
from kooperation.assignments.questions import Question
from kooperation.base.words import Words
from kooperation.institutions.placement import STEPS

WORDS = Words("assignments/kinds/place.reading")


def read(_question: Question, _part: str, raw: Any) -> tuple[Any, list[str]]:
    """Return the place in *raw* as a pair of steps, None if there is none, and what is wrong with it."""
    if raw in (None, "", []):
        return None, [NO_ANSWER]
    steps = raw if isinstance(raw, list) else []
    if len(steps) != 2 or any(type(step) is not int or step not in STEPS for step in steps):
        return None, [WORDS.filled("no_place", given=shown(raw))]
    return (steps[0], steps[1]), []


def typed(_question: Question, line: str) -> list[int]:
    """Return a typed *line* as it stands in the sheet."""
    return [int(step) for step in re.findall(r"\d+", line)]
