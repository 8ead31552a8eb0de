"""One option for each part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kooperation.assignments.kinds.shared.chosen_record import ChosenItem
from kooperation.assignments.kinds.shared.record import (
    DrawnRecord,
    OptionsRecord,
    Private,
    Public,
)


@dataclass(frozen=True, kw_only=True)
class ChoiceItem(ChosenItem):
    """An item with one or several options that count, and those that are worth *half*."""

    half: Private[tuple[str, ...]] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The options that are worth half."""
        return self.half


@dataclass(frozen=True, kw_only=True)
class ChoiceRecord(DrawnRecord, OptionsRecord):
    """A question with one answer for each part."""

    pool: Public[tuple[ChoiceItem, ...]] = ()

    @staticmethod
    def mixed(pool: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Return the items mixed up, each time alike, where each has its key.

        Authors tend to write an item for each option in the order of the options; the place of an item in what
        is published would then tell its key.
        """
        items = list(pool)
        if not all("key" in item for item in items):
            return items
        return sorted(items, key=lambda item: hashlib.sha256(str(item["item"]).encode()).digest())
