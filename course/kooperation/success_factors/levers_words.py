"""Levers of slides 16 and 17, factors of the Kooperations-Check, situations to start from, and what is asked of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import ContentError, plain_record, records
from kooperation.base.words import Words
from kooperation.success_factors.cooperation_check import TOP
from kooperation.success_factors.levers import Effect, TownSituation, pulled
from kooperation.success_factors.own_town import Condition

ERRORS = Words("success_factors.errors.levers_words")

REACHES = ("örtlich", "teils", "politisch")


@dataclass(frozen=True)
class Lever:
    """A lever with an example, why it works in the model, and how far it moves what.

    *reach* says who can pull it: "örtlich", "teils" (in part) or "politisch".
    """

    key: str
    title: str
    short: str
    slide: int
    example: str
    why: str
    reach: str
    effects: tuple[Effect, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Factor:
    """A factor of the check: *levels* describes each level in words, the lowest first."""

    key: str
    title: str
    short: str
    slides: tuple[int, ...]
    question: str
    levels: tuple[str, ...]
    theory: str


@dataclass(frozen=True)
class Town:
    """A situation to start from, with its story."""

    key: str
    title: str
    order: int
    story: str
    situation: TownSituation


@cache
def levers() -> Mapping[str, Lever]:
    """Return the levers by key: those of slide 17 in its order, then those of slide 16 alone."""
    return records("success_factors/levers", _lever)


@cache
def lever_effects() -> Mapping[str, tuple[Effect, ...]]:
    """Return what each lever moves."""
    return MappingProxyType({key: lever.effects for key, lever in levers().items()})


@cache
def factors() -> Mapping[str, Factor]:
    """Return the factors of the check by key; raises ContentError unless each has its lever."""
    found = records("success_factors/factors", _factor)
    if set(found) != set(levers()):
        raise ContentError(f"success_factors/factors.toml: {sorted(set(found) ^ set(levers()))}")
    return found


@cache
def towns() -> Mapping[str, Town]:
    """Return the situations to start from, in their order."""
    found = records("success_factors/towns", _town)
    for town in found.values():  # every lever must be able to go all the way
        pulled(town.situation, lever_effects(), dict.fromkeys(levers(), 1.0))
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))


@cache
def conditions() -> Mapping[str, Condition]:
    """Return what is asked of one's own town, by field of a situation, in its order."""
    return records("success_factors/conditions", _condition)


def begin_with() -> TownSituation:
    """Return the situation in which one's own town begins."""
    return next(iter(towns().values())).situation


def _condition(key: str, raw: dict[str, Any]) -> Condition:
    values = raw["values"]
    if len(values) != len(raw["words"]) or len(set(values)) < len(values):
        raise ValueError(ERRORS["levels"])
    begin = values.index(getattr(begin_with(), key))
    condition: Condition = plain_record(Condition)(key, {**raw, "begin": begin})
    return condition


def _lever(key: str, raw: dict[str, Any]) -> Lever:
    known = {field.name for field in fields(TownSituation)}
    effects = tuple(Effect(**effect) for effect in raw["effects"])
    if unknown := {effect.parameter for effect in effects} - known:
        raise ValueError(ERRORS.filled("no_size", keys=sorted(unknown)))
    lever: Lever = plain_record(Lever)(key, {**raw, "effects": effects})
    if not effects or lever.reach not in REACHES or lever.slide not in (16, 17):
        raise ValueError(ERRORS["lacking"])
    return lever


def _factor(key: str, raw: dict[str, Any]) -> Factor:
    factor: Factor = plain_record(Factor)(key, raw)
    if len(factor.levels) != TOP + 1:
        raise ValueError(ERRORS.filled("level_count", count=len(factor.levels), expected=TOP + 1))
    return factor


def _town(key: str, raw: dict[str, Any]) -> Town:
    names = {field.name for field in fields(TownSituation)}
    numbers = {name: value for name, value in raw.items() if name in names}
    rest = {name: value for name, value in raw.items() if name not in names}
    town: Town = plain_record(Town)(key, {**rest, "situation": TownSituation(**numbers)})
    return town
