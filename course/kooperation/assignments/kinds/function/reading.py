"""A function in a cell of the notebook: whether it is there; its values are asked for when it is marked."""

from __future__ import annotations

from collections.abc import Mapping

from kooperation.assignments.questions import Question
from kooperation.base.words import Words

WORDS = Words("assignments.assignment")


def cell_problems(question: Question, cells: Mapping[str, str]) -> list[str]:
    """Return what is missing in the cells of the saved notebook, by their ids."""
    source = cells.get(f"{question.slug}-antwort", "").strip()
    if not source:
        return [WORDS["function_gone"]]
    return [WORDS["function_missing"]] if "raise NotImplementedError" in source else []
