"""What there is under a name, or an error that lists the names there are: for names that learners type."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from kooperation.base.words import Words

ERRORS = Words("base.errors.finding")
Record = TypeVar("Record")


def find(among: Mapping[str, Record], key: str, what: str) -> Record:
    """Return the record *key*, or raise ValueError that lists the keys there are."""
    try:
        return among[key]
    except KeyError:
        known = ", ".join(among)
        raise ValueError(ERRORS.filled("no_record", what=what, name=key, known=known)) from None


def no_such_name(package: str, name: str, known: Collection[str]) -> AttributeError:
    """Return what to raise where *package*, which imports at the first look, is asked for another *name*."""
    return AttributeError(
        ERRORS.filled("no_attribute", package=package, name=name, known=", ".join(known))
    )
