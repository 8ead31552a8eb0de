"""The strategies of the repeated game in words, by the keys of their automata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kooperation.base.records import plain_record, records


@dataclass(frozen=True)
class StrategyText:
    """What a strategy does (*rule*) and how one notices it in a game (*telltale*)."""

    key: str
    rule: str
    telltale: str
    sources: tuple[str, ...]


@cache
def strategy_texts() -> Mapping[str, StrategyText]:
    """Return the strategies' texts by key."""
    return records("repeated/strategies", plain_record(StrategyText))
