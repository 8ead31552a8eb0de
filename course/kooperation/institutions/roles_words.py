"""The roles of a welfare association, the tension of each pair of them, and example profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from types import MappingProxyType
from typing import Any

from kooperation.base.records import ContentError, plain_record, records
from kooperation.base.words import Words

ERRORS = Words("institutions.errors.roles_words")


@dataclass(frozen=True)
class Role:
    """A role with its logic, whom it serves, and what counts as success there."""

    key: str
    title: str
    short: str
    logic: str
    stakeholders: str
    success: str
    order: int


@dataclass(frozen=True)
class Tension:
    """What two roles quarrel about, and an example."""

    key: str
    roles: tuple[str, ...]
    tension: str
    example: str


@dataclass(frozen=True)
class Profile:
    """An association as an example: the weight of each role, 0 to 10."""

    key: str
    title: str
    order: int
    weights: Mapping[str, float]


@cache
def roles() -> Mapping[str, Role]:
    """Return the roles by key, in their order."""
    found = records("institutions/roles", plain_record(Role))
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))


@cache
def tensions() -> Mapping[frozenset[str], Tension]:
    """Return the tension of each pair of roles; raises ContentError if a pair has none."""
    found = records("institutions/role_tensions", plain_record(Tension))
    by_pair = {frozenset(tension.roles): tension for tension in found.values()}
    pairs = {frozenset(pair) for pair in combinations(roles(), 2)}
    if set(by_pair) != pairs or len(found) != len(pairs):
        raise ContentError(ERRORS["no_pair"])
    return MappingProxyType(by_pair)


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the example profiles by key, in their order."""
    found = records("institutions/role_profiles", _profile)
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))


def _profile(key: str, raw: dict[str, Any]) -> Profile:
    profile: Profile = plain_record(Profile)(key, raw)
    if list(profile.weights) != list(roles()):
        raise ValueError(
            ERRORS.filled("other_weights", found=list(profile.weights), expected=list(roles()))
        )
    return profile
