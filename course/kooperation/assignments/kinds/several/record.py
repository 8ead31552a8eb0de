"""Several options for each part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from kooperation.assignments.kinds.shared.chosen_record import ChosenItem
from kooperation.assignments.kinds.shared.record import (
    DrawnRecord,
    OptionsRecord,
    Private,
    Public,
    Wanted,
    check,
)
from kooperation.base.words import Words

ERRORS = Words("assignments/kinds/several.errors.record")


@dataclass(frozen=True, kw_only=True)
class SeveralItem(ChosenItem):
    """An item with all options that are right, and those that neither help nor harm."""

    admissible: Private[tuple[str, ...]] = ()
    missing: Private[str | None] = None

    @property
    def named(self) -> tuple[str, ...]:
        """The options that neither help nor harm."""
        return self.admissible

    @check("key", "missing")
    def has_a_reason_for_what_is_missing(self, _question: Any) -> Iterator[str]:
        """What was left out is explained."""
        if self.key is not None and self.missing is None:
            yield ERRORS["no_missing"]

    @check("key", of_question=["choose"])
    def has_as_many_as_are_chosen(self, question: SeveralRecord) -> Iterator[str]:
        """Where a number is asked for, so many are right."""
        if self.key is not None and question.choose not in (None, len(self.keys)):
            yield ERRORS.filled("other_count", choose=question.choose, count=len(self.keys))


@dataclass(frozen=True, kw_only=True)
class SeveralRecord(DrawnRecord, OptionsRecord):
    """A question with several answers for each part: all that apply, or as many as there are to *choose*."""

    choose: Public[
        Annotated[
            int | None, Wanted("ist eine Zahl ab 2", lambda count: count is None or count >= 2)
        ]
    ] = None
    pool: Public[tuple[SeveralItem, ...]] = ()
