"""What there is under a name, or an error that lists the names there are: for names that learners type."""

from __future__ import annotations

from collections.abc import Mapping
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
