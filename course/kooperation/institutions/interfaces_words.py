"""Parts of the interface map, and what can be chosen in them, with their German names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import ContentError, load, plain_record
from kooperation.base.words import Words
from kooperation.institutions.case_map import PARTS, PLAIN, Instrument, Problem

ERRORS = Words("institutions.errors.interfaces_words")


@dataclass(frozen=True)
class Office:
    """An office or body; *elsewhere* completes "<name> …" and says what it is there for.

    *head* is the name with soft hyphens, for narrow columns.
    """

    key: str
    name: str
    elsewhere: str
    head: str = ""


@dataclass(frozen=True)
class PlainChoice:
    """What can be chosen in a plain part, perhaps with the question by which one tests for it."""

    key: str
    name: str
    question: str = ""

    @property
    def label(self) -> str:
        """„S Schnittstelle“."""
        return f"{self.key} {self.name}"


@dataclass(frozen=True)
class PartText:
    """A part of the map in words: its name (*several* where there may be more), what its control asks (*title*, *hint*, *label*).

    *lacking* says that it is empty; *open*, *open_one* and *done* what it lacks, with the place
    {missing}. For plain parts, *among* names the section of `interfaces.toml` with the
    choices, *right*, *disputed* and *reasons* the entries of a case about them.
    """

    key: str
    name: str
    title: str
    hint: str
    label: str
    lacking: str
    open: str
    several: str = ""
    open_one: str = ""
    done: str = ""
    among: str = ""
    right: str = ""
    disputed: str = ""
    reasons: str = ""

    def lack(self, missing: int) -> str:
        """Return what a part lacks in which *missing* needs are not met."""
        pattern = (not missing and self.done) or (missing == 1 and self.open_one) or self.open
        return pattern.format(missing=missing)


@cache
def parts() -> Mapping[str, PartText]:
    """Return the parts in their order; raises ContentError if one has no text or no choices."""
    found: Mapping[str, PartText] = _complete(_section("parts", PartText), PARTS)
    if list(found) != list(PARTS) or [key for key, part in found.items() if part.among] != [*PLAIN]:
        raise ContentError(ERRORS["other_parts"])
    return found


@cache
def actors() -> Mapping[str, Office]:
    """Return the one list of actors by code, in its order."""
    return _section("actors", Office)


@cache
def choices(part: str) -> Mapping[str, PlainChoice]:
    """Return what can be chosen in the plain part *part*, by code."""
    return _section(parts()[part].among, PlainChoice)


def problems() -> Mapping[str, PlainChoice]:
    """Return the kinds of problem by code; raises ContentError if one has no text."""
    return _complete(choices("problem"), Problem)


def instruments() -> Mapping[str, PlainChoice]:
    """Return the kinds of instrument by code; raises ContentError if one has no text."""
    return _complete(choices("instruments"), Instrument)


def _section(name: str, kind: Any) -> Mapping[str, Any]:
    make = plain_record(kind)
    try:
        found = {key: make(key, raw) for key, raw in load("institutions/interfaces")[name].items()}
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"institutions/interfaces.toml, [{name}]: {error}") from error
    return MappingProxyType(found)


def _complete(texts: Mapping[str, Any], codes: Any) -> Mapping[str, Any]:
    if missing := {str(code) for code in codes} ^ set(texts):
        raise ContentError(f"institutions/interfaces.toml: {sorted(missing)}")
    return texts
