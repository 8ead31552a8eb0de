"""The strategies a tournament offers, and the populations evolution begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kooperation.base.finding import find
from kooperation.base.records import plain_record, records
from kooperation.base.words import Words
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.simulation import Player
from kooperation.repeated.strategies import FIELD, generous_tit_for_tat

NAMES = Words("repeated.errors.names")

Players = Sequence[Player]


@dataclass(frozen=True)
class Contestant:
    """A strategy to choose; *short* fits on an axis, *chosen* says that it is in the first field."""

    key: str
    automaton: Automaton
    short: str
    chosen: bool


def _contestant(key: str, raw: dict[str, Any]) -> Contestant:
    known = {strategy.key: strategy for strategy in FIELD}
    if "generosity" in raw:
        known[key] = generous_tit_for_tat(raw["generosity"])
    plain = {name: value for name, value in raw.items() if name != "generosity"}
    automaton = find(known, key, NAMES["strategy"])
    return plain_record(Contestant)(key, {**plain, "automaton": automaton})


@cache
def contestants() -> Mapping[str, Contestant]:
    """Return the strategies to choose among, by key, in their order."""
    return records("repeated/contestants", _contestant)


def short_name(player: Player) -> str:
    """Return the name that fits on an axis; a learner's own function has only its own."""
    if isinstance(player, Automaton) and player.key in contestants():
        return contestants()[player.key].short
    return player.name


@dataclass(frozen=True)
class Mix:
    """A population to begin with: *weights* by the key of the strategy, in any unit."""

    key: str
    title: str
    story: str
    weights: Mapping[str, float]


def _mix(key: str, raw: dict[str, Any]) -> Mix:
    mix = plain_record(Mix)(key, raw)
    for strategy in mix.weights:
        find(contestants(), strategy, NAMES["strategy"])
    return mix


@cache
def mixes() -> Mapping[str, Mix]:
    """Return the populations by key."""
    return records("repeated/mixes", _mix)
