"""A short text for each field; code marks what can be looked for in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from kooperation.assignments.kinds.shared.record import (
    AskingItem,
    Counts,
    DrawnRecord,
    Private,
    Public,
    Shared,
    Wanted,
)
from kooperation.base.words import Words

WORDS = Words("assignments/kinds/form.record")
MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, kw_only=True)
class FormItem(AskingItem):
    """A field, and how many words are wanted in it."""

    words: Shared[Counts | None] = None
    solution: Private[str] = ""


@dataclass(frozen=True, kw_only=True)
class FormRecord(DrawnRecord):
    """A question with fields for short texts, called as their items; *earliest* is the first month that counts as a date."""

    parts_by_name: ClassVar[bool] = True

    earliest: Public[
        Annotated[str, Wanted('ist ein Monat, zum Beispiel "2026-12"', MONTH.fullmatch)]
    ] = ""
    pool: Public[tuple[FormItem, ...]] = ()

    def prompt(self) -> Iterator[str]:
        """Yield the first month that counts as a date, where there is one: it stands in the records alone."""
        if self.earliest:
            year, month = self.earliest.split("-")
            name = WORDS.lines("months")[int(month) - 1]
            yield WORDS.filled("earliest", month=name, year=year)
        yield from super().prompt()
