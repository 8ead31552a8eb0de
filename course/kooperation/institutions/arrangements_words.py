"""Arrangements of cooperation around the SGB II, with their reference place and its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import plain_record, records
from kooperation.base.words import Words
from kooperation.institutions.placement import Place

ERRORS = Words("institutions.errors.arrangements_words")


@dataclass(frozen=True)
class Arrangement:
    """A form of cooperation; *command* and *form* give the reasons for its *place* on either axis.

    *others* are places that other readings defend, *disputed* says why; both may be empty.
    """

    key: str
    title: str
    order: int
    description: str
    norms: str
    place: Place
    command: str
    form: str
    disputed: str
    others: tuple[Place, ...]
    sources: tuple[str, ...] = ()


def _arrangement(key: str, raw: dict[str, Any]) -> Arrangement:
    others = [Place(*steps) for steps in raw["others"]]
    if others and not raw["disputed"]:
        raise ValueError(ERRORS["others_undisputed"])
    found: Arrangement = plain_record(Arrangement)(
        key, {**raw, "place": Place(*raw["place"]), "others": others}
    )
    return found


@cache
def arrangements() -> Mapping[str, Arrangement]:
    """Return the arrangements by key, in their order."""
    found = records("institutions/arrangements", _arrangement)
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].order)))
