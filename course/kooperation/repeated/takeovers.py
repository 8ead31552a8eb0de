"""Who takes over a small population, in many runs of the Moran process (formula 2.18)."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate

from kooperation.repeated.evolution import Payoffs, birth_weights, fixation_probability

MOST = 20_000  # changes of a run; who is left beside others then counts for nobody
Change = tuple[int, int]  # who is born in place of whom


def takeovers(
    payoffs: Payoffs,
    counts: Sequence[int],
    runs: int,
    chance: random.Random,
    selection: float = 1.0,
) -> tuple[int, ...]:
    """Return in how many of *runs* from *counts* each strategy takes over.

    Births by which nothing changes are left out: they take time and decide nothing. What is likely at which numbers is
    computed once for all runs.
    """
    known: dict[tuple[int, ...], tuple[list[Change], list[float]]] = {}
    found = [0] * len(counts)
    for _ in range(runs):
        now = list(counts)
        for _ in range(MOST):
            if max(now) == sum(now):
                found[now.index(max(now))] += 1
                break
            key = tuple(now)
            if key not in known:
                known[key] = _changes(payoffs, now, selection)
            changes, sums = known[key]
            born, dead = changes[bisect(sums, chance.random() * sums[-1])]
            now[born] += 1
            now[dead] -= 1
    return tuple(found)


def _changes(
    payoffs: Payoffs, counts: list[int], selection: float
) -> tuple[list[Change], list[float]]:
    """Return who may be born in place of whom at these numbers, and the sums of how likely each is."""
    weights = birth_weights(payoffs, counts, selection)
    kinds = [kind for kind, count in enumerate(counts) if count]
    changes = [(born, dead) for born in kinds for dead in kinds if born != dead]
    return changes, list(accumulate(weights[born] * counts[dead] for born, dead in changes))


def exact_takeover(payoffs: Payoffs, counts: Sequence[int]) -> tuple[float, ...] | None:
    """Return with which probability each strategy takes over; None where there are more than two (formula 2.18)."""
    kinds = [kind for kind, count in enumerate(counts) if count]
    if len(kinds) > 2:
        return None
    if len(kinds) == 1:
        return tuple(float(bool(count)) for count in counts)
    among = [[payoffs[row][column] for column in kinds] for row in kinds]
    first = fixation_probability(among, sum(counts), invaders=counts[kinds[0]])
    shares = dict(zip(kinds, (first, 1 - first), strict=True))
    return tuple(shares.get(kind, 0.0) for kind in range(len(counts)))
