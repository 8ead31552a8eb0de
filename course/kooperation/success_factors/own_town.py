"""One's own town in the lever workshop: for each condition a level in words, and the numbers that the levels stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kooperation.base.typed_text import clean
from kooperation.success_factors.levers import TownSituation

LONGEST = 60  # signs of its name


@dataclass(frozen=True)
class Condition:
    """What is asked of a town. *key* is a field of TownSituation; *words* and *values* stand for its levels, the least
    favourable first; *begin* is the level of who has not chosen yet.
    """

    key: str
    title: str
    question: str
    words: tuple[str, ...]
    values: tuple[float, ...]
    begin: int


Conditions = Mapping[str, Condition]


@dataclass(frozen=True)
class TypedTown:
    """A town of one's own: its *name*, and the *levels* that were chosen, by condition."""

    name: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self == TypedTown()

    def level(self, condition: Condition) -> int:
        return self.levels.get(condition.key, condition.begin)

    def with_level(self, key: str, level: int) -> TypedTown:
        return replace(self, levels={**self.levels, key: level})

    def plain(self) -> dict[str, Any]:
        """Return the town as plain data, in German."""
        return {"name": self.name, "stufen": dict(self.levels)}


def read_town(stored: Any, conditions: Conditions) -> TypedTown:
    """Return the town in plain data, which may be anything: what is malformed is left out."""
    if not isinstance(stored, dict):
        return TypedTown()
    name, levels = stored.get("name"), stored.get("stufen")
    chosen = levels if isinstance(levels, dict) else {}
    known = {
        key: chosen[key]
        for key, condition in conditions.items()
        if type(chosen.get(key)) is int and 0 <= chosen[key] < len(condition.values)
    }
    return TypedTown(clean(name, LONGEST) if isinstance(name, str) else "", known)


def situation_of(town: TypedTown, conditions: Conditions, others: TownSituation) -> TownSituation:
    """Return the situation of *town*; what no condition asks is as in *others*."""
    numbers: dict[str, Any] = {
        key: condition.values[town.level(condition)] for key, condition in conditions.items()
    }
    return replace(others, **numbers)


def one_level_off(town: TypedTown, conditions: Conditions) -> dict[str, tuple[float, ...]]:
    """Return for each condition the number that was chosen and those one level beside it."""
    found = {}
    for key, condition in conditions.items():
        at = town.level(condition)
        found[key] = condition.values[max(0, at - 1) : at + 2]
    return found
