"""The bibliography, read from `base/literature.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kooperation.base.records import plain_record, records


@dataclass(frozen=True)
class Source:
    """An entry of the bibliography. *short* is what a text says ("Axelrod 1984")."""

    key: str
    short: str
    reference: str
    authors: str
    year: int | str
    title: str
    kind: str
    seen: bool
    doi: str = ""
    note: str = ""


@cache
def sources() -> Mapping[str, Source]:
    """Return the bibliography by key."""
    return records("base/literature", plain_record(Source))
