"""Roles of a welfare association: how hard the logics collide that it follows at the same time.

A didactic model, not a measurement: each role has a weight from 0 (it plays no part) to 10 (it decides
everything). Two logics can only collide where both weigh something.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from kooperation.base.words import Words

ERRORS = Words("institutions.errors.roles")

HIGHEST = 10.0


class Level(Enum):
    """A collision's strength as a step that has a word."""

    NONE = "keine"
    LOW = "gering"
    NOTICEABLE = "spuerbar"
    STRONG = "stark"


@dataclass(frozen=True)
class Collision:
    """Two roles and how hard their logics collide, from 0 to 10."""

    roles: frozenset[str]
    strength: float

    @property
    def level(self) -> Level:
        """The strength as a step: low up to 3, noticeable up to 6, strong above."""
        if self.strength <= 0:
            return Level.NONE
        if self.strength <= 3:
            return Level.LOW
        return Level.NOTICEABLE if self.strength <= 6 else Level.STRONG


def collision(first: float, second: float) -> float:
    """Return how hard two logics of these weights collide: √(first · second) (formula 4.1).

    From 0 to 10, the weights' own scale; nothing if one of them is absent, and for a given
    sum the greater the more equal the two are. Raises ValueError if a weight is not between 0 and 10.
    """
    for weight in (first, second):
        if not 0 <= weight <= HIGHEST:
            raise ValueError(ERRORS.filled("no_weight", weight=weight))
    return math.sqrt(first * second)


def collisions(weights: Mapping[str, float]) -> tuple[Collision, ...]:
    """Return the collision of each pair of roles, the strongest first."""
    found = [
        Collision(frozenset((one, other)), collision(weights[one], weights[other]))
        for one, other in combinations(weights, 2)
    ]
    return tuple(sorted(found, key=lambda pair: -pair.strength))


def strain(weights: Mapping[str, float], role: str) -> float:
    """Return what *role* suffers on average from the other roles, from 0 to 10."""
    met = [pair.strength for pair in collisions(weights) if role in pair.roles]
    return sum(met) / len(met) if met else 0.0
