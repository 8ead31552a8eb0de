"""Strategies that somebody built, for tests: tit for tat, and others by chance."""

from __future__ import annotations

import random

from kooperation.games.game import C, D
from kooperation.repeated.own_strategy import BuiltState, BuiltStrategy

TFT = BuiltStrategy("Meine", (BuiltState(C, 0, 1), BuiltState(D, 0, 1)))


def drawn(seed: int, most: int = 4) -> BuiltStrategy:
    """Return a strategy by chance."""
    chance = random.Random(seed)
    count = chance.randint(1, most)
    states = (
        BuiltState(chance.choice((C, D)), chance.randrange(count), chance.randrange(count))
        for _ in range(count)
    )
    return BuiltStrategy(f"S{seed}", tuple(states), chance.randrange(count))
