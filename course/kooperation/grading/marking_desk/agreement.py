"""How far two markers agree, and what follows from their marks for the gradebook.

`kappa([(2, 1.5), (1, 1)])` compares them with chance; `agreed(2, 1.5, step=0.5)` is 2, `agreed(2, 1, step=0.5)` is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from kooperation.base.comparing import same


def kappa(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Cohen's κ of the *pairs* of points, weighted linearly (formula 7.5); at most 1, 0 as by chance.

    None where chance alone would agree always: no pair, or all points of both the same.
    """
    if not pairs:
        return None
    observed = sum(abs(a - b) for a, b in pairs) / len(pairs)
    every = product([a for a, _ in pairs], [b for _, b in pairs])
    expected = sum(abs(a - b) for a, b in every) / len(pairs) ** 2
    return 1 - observed / expected if expected else None


def agreed(one: float, other: float, *, step: float) -> float | None:
    """Return the points that hold without settling: the higher of two that are at most a *step* apart, else None.

    So a doubt of one step is decided for the learner.
    """
    distance = abs(one - other)
    return max(one, other) if distance < step or same(distance, step) else None
