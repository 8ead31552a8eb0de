"""Modes of financing a provider of social services, with the three sides of the triangle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import plain_record, records
from kooperation.base.words import Words

ERRORS = Words("institutions.errors.financing_words")

SIDES = ("basic", "fulfilment", "procurement")
LINES = ("fest", "locker")
ARROWS = ("beide", "hin", "keine")
DECIDERS = ("traeger", "person", "beide")


@dataclass(frozen=True)
class Side:
    """One side of the triangle: two or three words for the picture, and a sentence.

    *line* is fest or locker (only indirect); *arrow* is beide, hin or keine, read from the public
    body to the person, from the person to the provider, from the public body to the provider.
    """

    key: str
    label: str
    content: str
    line: str
    arrow: str


@dataclass(frozen=True)
class FinancingMode:
    """A mode of financing; *decider* is who chooses the provider: traeger, person or beide."""

    key: str
    title: str
    order: int
    summary: str
    legal_nature: str
    decides: str
    decider: str
    consideration: str
    competition: str
    choice: str
    trust: str
    risk: str
    cooperation: str
    example: str
    relations: Mapping[str, Side]
    sources: tuple[str, ...] = ()


def _mode(key: str, raw: dict[str, Any]) -> FinancingMode:
    raw = dict(raw)
    sides = raw.pop("relations")
    if set(sides) != set(SIDES):
        raise ValueError(ERRORS.filled("other_sides", sides=sorted(sides), expected=sorted(SIDES)))
    relations = {side: plain_record(Side)(side, sides[side]) for side in SIDES}
    for relation in relations.values():
        if relation.line not in LINES or relation.arrow not in ARROWS:
            raise ValueError(ERRORS.filled("no_line", relation=relation.key))
    if raw["decider"] not in DECIDERS:
        raise ValueError(ERRORS.filled("no_decider", decider=raw["decider"]))
    mode: FinancingMode = plain_record(FinancingMode)(key, {**raw, "relations": relations})
    return mode


@cache
def financing_modes() -> Mapping[str, FinancingMode]:
    """Return the modes of financing by key, in their order."""
    found = records("institutions/financing", _mode)
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))
