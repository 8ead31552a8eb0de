"""Actors, kinds of problem and instruments of the interface map, with their German names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import ContentError, load, plain_record
from kooperation.institutions.case_map import Instrument, Problem


@dataclass(frozen=True)
class Actor:
    """An office or body; *elsewhere* completes "<name> …" and says what it is there for.

    *head* is the name with soft hyphens, for narrow columns.
    """

    key: str
    name: str
    elsewhere: str
    head: str = ""


@dataclass(frozen=True)
class ProblemText:
    """A kind of problem with the question by which one tests for it."""

    key: str
    name: str
    question: str


@dataclass(frozen=True)
class InstrumentText:
    """A kind of instrument."""

    key: str
    name: str


@cache
def actors() -> Mapping[str, Actor]:
    """Return the one list of actors by code, in its order."""
    return _section("actors", Actor)


@cache
def problems() -> Mapping[str, ProblemText]:
    """Return the kinds of problem by code; raises ContentError if one has no text."""
    return _complete(_section("problems", ProblemText), Problem)


@cache
def instruments() -> Mapping[str, InstrumentText]:
    """Return the kinds of instrument by code; raises ContentError if one has no text."""
    return _complete(_section("instruments", InstrumentText), Instrument)


def _section(name: str, kind: Any) -> Mapping[str, Any]:
    make = plain_record(kind)
    try:
        found = {key: make(key, raw) for key, raw in load("institutions/interfaces")[name].items()}
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"institutions/interfaces.toml, [{name}]: {error}") from error
    return MappingProxyType(found)


def _complete(texts: Mapping[str, Any], codes: Any) -> Mapping[str, Any]:
    if missing := {code.value for code in codes} ^ set(texts):
        raise ContentError(f"institutions/interfaces.toml: {sorted(missing)}")
    return texts
