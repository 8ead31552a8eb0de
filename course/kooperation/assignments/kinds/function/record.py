"""A function that the learner writes in a cell of the notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kooperation.assignments.kinds.shared.record import TestedRecord
from kooperation.base.words import Words

WORDS = Words("assignments.assignment")


@dataclass(frozen=True, kw_only=True)
class FunctionRecord(TestedRecord):
    """A question that asks for a function; its solution and its test are blocks of the text."""

    code: ClassVar[bool] = True

    @property
    def needed_blocks(self) -> tuple[str, ...]:
        """The model solution and the code that marks."""
        return ("answer", "grade")

    @property
    def step(self) -> str:
        """What there is to do, in the list at the beginning."""
        return WORDS["function"]

    def prompt(self) -> Iterator[str]:
        """Yield what to do with the cell."""
        yield WORDS["run_function"]
