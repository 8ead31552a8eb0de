"""Several options for each part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kooperation.assignments.kinds.shared.record import (
    ChosenItem,
    DrawnRecord,
    OptionsRecord,
    Private,
    Public,
    check,
)


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
            yield "Es fehlt missing."


@dataclass(frozen=True, kw_only=True)
class SeveralRecord(DrawnRecord, OptionsRecord):
    """A question with several answers for each part."""

    pool: Public[tuple[SeveralItem, ...]] = ()
