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
from kooperation.base.words import Words

WORDS = Words("assignments/kinds/form.reading")


def read(question: Question, part: str, raw: Any) -> tuple[str, list[str]]:
    """Return the text in *raw* with single spaces, "" if there is none, and what is wrong with its length."""
    if raw in (None, "") or (isinstance(raw, str) and not raw.strip()):
        return "", [NO_ANSWER]
    if not isinstance(raw, str):
        return "", [WORDS.filled("no_text", given=shown(raw))]
    text = " ".join(raw.split())[:MAX_CHARACTERS]
    return text, length_problems(text, question.items[part].words)
