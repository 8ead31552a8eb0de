"""The letters on the kitchen table of lecture 1, read from `kitchen.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kooperation.base.records import plain_record, records


@dataclass(frozen=True, kw_only=True)
class KitchenLetter:
    """A letter of an office that *calls* one of the family to come at an *hour* of the same day."""

    key: str
    sender: str
    calls: str
    hour: int
    text: str


@cache
def letters() -> Mapping[str, KitchenLetter]:
    """Return the letters by key, in the order in which their offices are drawn."""
    return records("institutions/kitchen", plain_record(KitchenLetter))


def calling(person: str) -> list[KitchenLetter]:
    """Return the letters that call *person*."""
    return [letter for letter in letters().values() if letter.calls == person]


def clash(person: str) -> int | None:
    """Return the hour at which more than one office calls *person*; None if there is none."""
    hours = [letter.hour for letter in calling(person)]
    return next((hour for hour in hours if hours.count(hour) > 1), None)
