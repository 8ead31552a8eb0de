"""A text in a cell of the notebook, which a human reads: whether it is there, and of what length."""

from __future__ import annotations

from collections.abc import Mapping

from kooperation.assignments.kinds.shared.reading import length_problems
from kooperation.assignments.questions import Question
from kooperation.base.words import Words

WORDS = Words("assignments.assignment")


def cell_problems(question: Question, cells: Mapping[str, str]) -> list[str]:
    """Return what is missing in the cells of the saved notebook, by their ids."""
    text = cells.get(question.slug, "").strip()
    if not text or text == WORDS["stub"]:
        return [WORDS["text_missing"]]
    return length_problems(text, question.words)
