"""The glossary, read from `base/glossary.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kooperation.base.records import plain_record, records


@dataclass(frozen=True)
class Term:
    """An entry of the glossary; *forms* are inflected forms a text may use."""

    key: str
    term: str
    english: str
    definition: str
    forms: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@cache
def glossary() -> Mapping[str, Term]:
    """Return the glossary by key."""
    return records("base/glossary", plain_record(Term))
