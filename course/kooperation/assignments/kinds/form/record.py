"""A short text for each field; code marks what can be looked for in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kooperation.assignments.kinds.shared.record import (
    AskingItem,
    Counts,
    DrawnRecord,
    Private,
    Public,
    Shared,
)


@dataclass(frozen=True, kw_only=True)
class FormItem(AskingItem):
    """A field, and how many words are wanted in it."""

    words: Shared[Counts | None] = None
    solution: Private[str] = ""


@dataclass(frozen=True, kw_only=True)
class FormRecord(DrawnRecord):
    """A question with fields for short texts, called as their items."""

    parts_by_name: ClassVar[bool] = True

    pool: Public[tuple[FormItem, ...]] = ()
