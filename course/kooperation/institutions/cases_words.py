"""The cases of the lecture's exercise „map a case“, with keys and explanations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

from kooperation.base.records import frozen, plain_record, records
from kooperation.base.words import Words
from kooperation.institutions.case_map import (
    PLAIN,
    SINGLE,
    Choices,
    MapKey,
    PartKey,
    Verdict,
    placement,
)
from kooperation.institutions.interfaces_words import actors, choices, parts

ERRORS = Words("institutions.errors.cases_words")


@dataclass(frozen=True)
class Basis:
    """A legal basis that a case offers, and where it belongs: to the actors *right* and *disputed*.

    *says* tells what it regulates and whom it addresses; *wrong* explains single mistakes. What is
    published of an assignment has label and gist alone.
    """

    key: str
    label: str
    gist: str
    says: str = ""
    right: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlainKey:
    """What a case says of a plain part: what is right in it, what is disputed, and why each is.

    One right choice is enough; a disputed one counts like it.
    """

    right: tuple[str, ...]
    disputed: tuple[str, ...]
    reasons: Mapping[str, str]

    @property
    def part_key(self) -> PartKey:
        disputed = frozenset(self.disputed)
        return PartKey(needs=(disputed.union(self.right),), disputed=disputed)


@dataclass(frozen=True)
class MadeUpCase:
    """A made-up case, what a map of it must hold (*required*: alternatives for each need) and why."""

    key: str
    order: int
    title: str
    field: str
    story: str
    required: tuple[tuple[str, ...], ...]
    dispute: str
    reference: str
    actor_reasons: Mapping[str, str]
    bases: Mapping[str, Basis]
    plain: Mapping[str, PlainKey]
    allowed: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @cached_property
    def map_key(self) -> MapKey:
        """What a map of this case has to hold.

        For each need of an actor there must be a legal basis of one of its alternatives.
        """
        return MapKey(
            actors=PartKey(
                needs=tuple(map(frozenset, self.required)),
                admissible=frozenset(self.allowed),
                disputed=frozenset(self.disputed),
            ),
            bases=PartKey(
                needs=tuple(frozenset(self._placements(need)) for need in self.required),
                admissible=frozenset(self._placements(self.allowed)),
                disputed=frozenset(
                    placement(actor, basis.key)
                    for basis in self.bases.values()
                    for actor in basis.disputed
                ),
            ),
            **{part: key.part_key for part, key in self.plain.items()},
        )

    @property
    def choices(self) -> Mapping[str, Choices]:
        """Return what can be chosen in each part; for the bases, their keys."""
        plain = {part: frozenset(choices(part)) for part in PLAIN}
        return {"actors": frozenset(actors()), "bases": frozenset(self.bases), **plain}

    def _placements(self, among: tuple[str, ...]) -> Iterator[str]:
        for basis in self.bases.values():
            for actor in (*basis.right, *basis.disputed):
                if actor in among:
                    yield placement(actor, basis.key)


def make_case(key: str, raw: dict[str, Any]) -> MadeUpCase:
    """Return the case of a record as in `institutions/cases.toml`; raises ValueError if something is wrong."""
    raw = dict(raw)
    bases = {name: plain_record(Basis)(name, basis) for name, basis in raw.pop("bases").items()}
    plain = {part: _plain_key(part, raw) for part in PLAIN}
    made = {"actor_reasons": raw.pop("actors"), "bases": bases, "plain": plain}
    case = plain_record(MadeUpCase)(key, {**raw, **made})
    _check(case)
    return case


def _plain_key(part: str, raw: dict[str, Any]) -> PlainKey:
    """Take out of *raw* what it says of the plain part *part*."""
    names = parts()[part]
    right = raw.pop(names.right)
    return PlainKey(
        right=(right,) if part in SINGLE else tuple(right),
        disputed=tuple(raw.pop(names.disputed, ())),
        reasons=frozen(raw.pop(names.reasons)),
    )


def _check(case: MadeUpCase) -> None:
    """Raise ValueError if *case* names what there is not, or leaves something unexplained."""
    named = {
        *(actor for need in case.required for actor in need),
        *case.allowed,
        *case.disputed,
        *(actor for b in case.bases.values() for actor in (*b.right, *b.disputed, *b.wrong)),
    }
    if unknown := (named | set(case.actor_reasons)) - set(actors()):
        raise ValueError(ERRORS.filled("unknown_place", places=sorted(unknown)))
    accepted = case.map_key.actors.accepted
    if unexplained := accepted - set(case.actor_reasons):
        raise ValueError(ERRORS.filled("without_reason", keys=sorted(unexplained)))
    for part, key in case.plain.items():
        if missing := set(choices(part)) ^ set(key.reasons):
            raise ValueError(ERRORS.filled("without_reason", keys=sorted(missing)))
    for basis in case.bases.values():
        if not basis.says:
            raise ValueError(ERRORS.filled("no_says", basis=basis.key))
        if twice := set(basis.right) & set(basis.disputed):
            raise ValueError(
                ERRORS.filled("right_and_disputed", basis=basis.key, twice=sorted(twice))
            )
        if foreign := {*basis.right, *basis.disputed} - accepted:
            raise ValueError(
                ERRORS.filled("right_at_wrong_place", basis=basis.key, places=sorted(foreign))
            )
        if uncertain := {
            actor
            for actor in basis.right
            if case.map_key.bases.verdict(placement(actor, basis.key)) is Verdict.WRONG
        }:
            raise ValueError(
                ERRORS.filled("right_at_disputed_place", basis=basis.key, places=sorted(uncertain))
            )


@cache
def cases() -> Mapping[str, MadeUpCase]:
    """Return the cases of the lecture by key, in their order."""
    found = records("institutions/cases", make_case)
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))
