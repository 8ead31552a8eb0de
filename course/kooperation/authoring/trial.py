"""Marking an answer as the hidden test does, without a notebook: for what tries many answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from types import CodeType
from typing import Any

from kooperation.assignments.drawing import drawn
from kooperation.assignments.marking_code import compiled, marks_of
from kooperation.assignments.points import Marks
from kooperation.assignments.questions import Question, Task
from kooperation.authoring.assignments import Assignment
from kooperation.authoring.records import hidden

WRITTEN_DOWN = (
    "from kooperation.grading.items import mark_items\nmark_items(question, raw, ITEMS, of={of:g})"
)
_REGION = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.M)


class Trial:
    """Marks answers to the questions of one *assignment*, variant by variant."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self._drawn: dict[int, Task] = {}

    def task(self, variant: int) -> Task:
        """Return the version of *variant*."""
        if variant not in self._drawn:
            self._drawn[variant] = drawn(self.assignment.slug, variant, self.assignment.public)
        return self._drawn[variant]

    def question(self, variant: int, slug: str) -> Question:
        """Return the question *slug* of *variant*."""
        return self.task(variant).questions[slug]

    def solution(self, slug: str) -> str:
        """Return the model solution of a question that is answered by code; "" for another."""
        return _REGION.sub("", self._blocks[slug].get("answer", ""))

    def is_written_down(self, slug: str) -> bool:
        """Say whether the keys of a question stand in its records, so that an item alone decides what is right."""
        return "grade" not in self._blocks[slug] and not self.solution(slug)

    def marks(self, variant: int, slug: str, raw: Any, code: str = "") -> Marks:
        """Return the marks for *raw*, or for *code* where a question is answered by code."""
        task = self.task(variant)
        names: dict[str, Any] = {
            "task": task,
            "sheet": {slug: raw},
            "question": task.questions[slug],
            "raw": raw,
            "ITEMS": self._hidden[slug],
            "SOLUTION": self.solution(slug),
        }
        if code:
            exec(code, names)
        return marks_of(self._tests[slug], names)

    @cached_property
    def _blocks(self) -> Mapping[str, Mapping[str, str]]:
        return {section.slug: section.blocks for section in self.assignment.sections}

    @cached_property
    def _hidden(self) -> Mapping[str, Any]:
        return {slug: hidden(raw) for slug, raw in self.assignment.questions.items()}

    @cached_property
    def _tests(self) -> Mapping[str, CodeType]:
        return {
            slug: compiled(
                self._blocks[slug].get("grade") or WRITTEN_DOWN.format(of=record.points), slug
            )
            for slug, record in self.assignment.records.items()
            if not record.by_hand
        }
