"""The parts of Ansell and Gash's model of collaborative governance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kooperation.base.records import plain_record, records


@dataclass(frozen=True)
class GovernancePart:
    """A part of the model [ansellgash2008], with an example and where the course says something alike."""

    key: str
    title: str
    order: int
    description: str
    example: str
    echo: str


@cache
def governance_parts() -> Mapping[str, GovernancePart]:
    """Return the parts by key, in their order."""
    found = records("institutions/governance", plain_record(GovernancePart))
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))
