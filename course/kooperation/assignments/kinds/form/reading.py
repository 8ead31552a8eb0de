"""A short text in a field."""

from __future__ import annotations

from typing import Any

from kooperation.assignments.kinds.shared.reading import (
    MAX_CHARACTERS,
    NO_ANSWER,
    length_problems,
    shown,
)
from kooperation.assignments.questions import Question


def read(question: Question, part: str, raw: Any) -> tuple[str, list[str]]:
    if raw in (None, "") or (isinstance(raw, str) and not raw.strip()):
        return "", [NO_ANSWER]
    if not isinstance(raw, str):
        return "", [f"«{shown(raw)}» ist kein Text."]
    text = " ".join(raw.split())[:MAX_CHARACTERS]
    return text, length_problems(text, question.items[part].words)
