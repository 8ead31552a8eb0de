"""What the records offer for the map of one's own town: actors of both forms of a Jobcenter, and kinds of relations."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from kooperation.institutions.actors_words import Actor, actors, kinds
from kooperation.institutions.own_actors import KnownActors

SHY = "\N{SOFT HYPHEN}"


@cache
def offered() -> MappingProxyType[str, Actor]:
    """Return the actors that may be on a map of one's own, in the order of the course's map."""
    found: dict[str, Actor] = {}
    for in_form in actors().values():
        found |= in_form
    return MappingProxyType(found)


@cache
def known_actors() -> KnownActors:
    """Return what a map of one's own town may name."""
    return KnownActors(
        MappingProxyType({key: one.in_line.replace(SHY, "") for key, one in offered().items()}),
        MappingProxyType({key: kind.mutual for key, kind in kinds().items()}),
    )
