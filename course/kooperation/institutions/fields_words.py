"""The five typical fields with their actors and seams, and life courses across them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import plain_record, records
from kooperation.base.words import Words
from kooperation.institutions.case_map import Problem
from kooperation.institutions.interfaces_words import actors

ERRORS = Words("institutions.errors.fields_words")

PERSON = "P"  # the person whom a field is about; seams may end there


@dataclass(frozen=True)
class Duty:
    """What an actor does in a field or at a station, and on which legal basis."""

    actor: str
    basis: str
    task: str


@dataclass(frozen=True)
class Seam:
    """Where responsibilities meet: *between* names actors, or PERSON where somebody is not reached.

    *reading* says that the classification is the course's interpretation.
    """

    between: tuple[str, ...]
    title: str
    text: str
    problem: Problem
    side: tuple[Problem, ...]
    instrument: str
    reading: bool = False


@dataclass(frozen=True)
class Field:
    """A typical field: who acts in it, where it tears, and what is known about it (*finding*)."""

    key: str
    order: int
    title: str
    intro: str
    finding: str
    actors: tuple[Duty, ...]
    seams: tuple[Seam, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Station:
    """A stretch of a life: who is involved, and what happens at the seam between them."""

    age: int
    title: str
    roles: tuple[Duty, ...]
    problem: Problem
    seam: str


@dataclass(frozen=True)
class LifeCourse:
    """A made-up person's way across the sectors, by today's law."""

    key: str
    title: str
    intro: str
    stations: tuple[Station, ...]
    sources: tuple[str, ...] = ()

    @property
    def actors(self) -> tuple[str, ...]:
        """The codes of all actors she meets, in the order in which she meets them."""
        return tuple(
            dict.fromkeys(role.actor for station in self.stations for role in station.roles)
        )


def _duty(raw: Mapping[str, Any]) -> Duty:
    role = Duty(**raw)
    if role.actor not in actors():
        raise ValueError(ERRORS.filled("unknown_place", place=role.actor))
    return role


def _seam(raw: Mapping[str, Any], known: set[str]) -> Seam:
    between = tuple(raw["between"])
    if unknown := set(between) - known:
        raise ValueError(ERRORS.filled("not_of_field", title=raw["title"], unknown=sorted(unknown)))
    side = tuple(map(Problem, raw["side"]))
    return Seam(**{**raw, "between": between, "problem": Problem(raw["problem"]), "side": side})


def _field(key: str, raw: dict[str, Any]) -> Field:
    roles = tuple(map(_duty, raw["actors"]))
    known = {PERSON, *(role.actor for role in roles)}
    seams = tuple(_seam(seam, known) for seam in raw["seams"])
    return plain_record(Field)(key, {**raw, "actors": roles, "seams": seams})


def _course(key: str, raw: dict[str, Any]) -> LifeCourse:
    stations = tuple(
        Station(
            **{
                **station,
                "roles": tuple(map(_duty, station["roles"])),
                "problem": Problem(station["problem"]),
            }
        )
        for station in raw["stations"]
    )
    return plain_record(LifeCourse)(key, {**raw, "stations": stations})


@cache
def fields() -> Mapping[str, Field]:
    """Return the five fields by key, in the order of the slide."""
    found = records("institutions/fields", _field)
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))


@cache
def life_courses() -> Mapping[str, LifeCourse]:
    """Return the life courses by key."""
    return records("institutions/life_courses", _course)
