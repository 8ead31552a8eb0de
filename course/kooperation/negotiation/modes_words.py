"""The three modes of slide 15 in words, with their advantages and disadvantages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import plain_record, records
from kooperation.base.words import Words
from kooperation.negotiation.situation import Mode

ERRORS = Words("negotiation.errors.modes_words")


@dataclass(frozen=True)
class Trait:
    """An advantage (*good*) or disadvantage; *shows* is filled with a situation's numbers."""

    key: str
    good: bool
    slide: str
    shows: str


@dataclass(frozen=True)
class ModeText:
    """A mode's title, a short one for tables, its idea (a reading), and its traits by key."""

    key: str
    order: int
    title: str
    short: str
    idea: str
    traits: Mapping[str, Trait]


def _mode(key: str, raw: dict[str, Any]) -> ModeText:
    Mode(key)
    found = [Trait(**trait) for trait in raw["traits"]]
    traits = {trait.key: trait for trait in found}
    if len(traits) != len(found):
        raise ValueError(ERRORS["twice"])
    return plain_record(ModeText)(key, {**raw, "traits": traits})


@cache
def modes() -> Mapping[Mode, ModeText]:
    """Return the modes in the order of the slide."""
    found = records("negotiation/modes", _mode)
    ordered = sorted(found.items(), key=lambda item: item[1].order)
    return MappingProxyType({Mode(key): text for key, text in ordered})
