"""Finite Markov chains, exactly: how much time a chain spends in each state.

A chain is a list of rows, one per state; a row maps the next states to their probabilities, which
are positive and sum to 1. It starts in state 0. The chains of the course have 2 to 12 states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import add, mul

from kooperation.base.linear import Matrix, Vector, solve

Row = Mapping[int, float]


def distributions(rows: Sequence[Row], rounds: int) -> Iterator[Vector]:
    """Yield the probabilities of the states in each of *rounds* rounds, the first being certain."""
    now = [1.0] + [0.0] * (len(rows) - 1)
    for _ in range(rounds):
        yield now
        following = [0.0] * len(rows)
        for share, row in zip(now, rows, strict=True):
            if share:
                for state, probability in row.items():
                    following[state] += share * probability
        now = following


def visits(rows: Sequence[Row], rounds: int) -> Vector:
    """Return in how many of *rounds* rounds each state is expected, in about log₂(rounds) steps.

    With M = Pᵐ and S the visits of the first m rounds, 2m rounds have S + S·M and m + 1 rounds
    have S·P plus the start; so the binary digits of *rounds* say what to do.
    """
    if len(rows) ** 2 > 2 * rounds:  # then stepping through the rounds is cheaper than n³
        return [sum(column) for column in zip(*distributions(rows, rounds), strict=True)]
    power = _dense(rows)
    single = list(zip(*power, strict=True))  # columns, for products from the right
    counted = [1.0] + [0.0] * (len(rows) - 1)
    digits = bin(rounds)[3:]  # the leading one is the first round, counted already
    for position, digit in enumerate(digits, start=1):
        doubling = list(zip(*power, strict=True))
        counted = list(map(add, counted, _times(counted, doubling)))
        if digit == "1":
            counted = _times(counted, single)
            counted[0] += 1
        if position < len(digits):
            power = [_times(row, doubling) for row in power]
            if digit == "1":
                power = [_times(row, single) for row in power]
    return counted


def _times(row: Sequence[float], columns: Sequence[Sequence[float]]) -> Vector:
    return [sum(map(mul, row, column)) for column in columns]


def discounted_visits(rows: Sequence[Row], discount: float) -> Vector:
    """Return the shares (1 − δ)·Σ δᵗ·(probability of the state in round t), which sum to 1."""
    size = len(rows)
    system = [[0.0] * size for _ in rows]
    for state, row in enumerate(rows):
        system[state][state] += 1
        for following, probability in row.items():
            system[following][state] -= discount * probability
    return solve(system, [1 - discount] + [0.0] * (size - 1))


def long_run_visits(rows: Sequence[Row]) -> Vector:
    """Return the share of time in each state as the number of rounds grows without bound.

    Where the chain can end in several closed classes, each counts with the probability of getting
    there from state 0; within a class, time is shared as in its stationary distribution. Nothing
    is subtracted on the way, so even errors of 10⁻¹² leave all digits right
    [grassmanntaksarheyman1985].
    """
    reachable = [_reachable_from(state, rows) for state in range(len(rows))]
    recurrent = [all(state in reachable[k] for k in reachable[state]) for state in range(len(rows))]
    entry = {0: 1.0} if recurrent[0] else _first_recurrent(rows, recurrent)
    shares = [0.0] * len(rows)
    for closed in {tuple(sorted(reachable[state])) for state in entry}:
        weight = sum(probability for state, probability in entry.items() if state in closed)
        for state, share in zip(closed, _stationary(rows, closed), strict=True):
            shares[state] = weight * share
    return shares


def _reachable_from(start: int, rows: Sequence[Row]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        new = rows[waiting.pop()].keys() - found
        found |= new
        waiting.extend(new)
    return found


def _first_recurrent(rows: Sequence[Row], recurrent: Sequence[bool]) -> dict[int, float]:
    """Return with what probability each recurrent state is the first one met, from state 0.

    The transient states are cut out one by one: whoever would go there goes at once where one
    leaves it to.
    """
    left = {k: dict(row) for k, row in enumerate(rows) if not recurrent[k]}
    for cut in [k for k in left if k != 0]:
        out = left.pop(cut)
        out.pop(cut, None)
        total = sum(out.values())
        for row in left.values():
            through = row.pop(cut, 0.0)
            for state, probability in out.items() if through else ():
                row[state] = row.get(state, 0.0) + through * probability / total
    left[0].pop(0, None)
    total = sum(left[0].values())
    return {state: probability / total for state, probability in left[0].items()}


def _stationary(rows: Sequence[Row], closed: Sequence[int]) -> Vector:
    """Return the stationary distribution of a closed class, by elimination without subtraction."""
    flow = [[rows[state].get(other, 0.0) for other in closed] for state in closed]
    for last in range(len(closed) - 1, 0, -1):
        leaving = sum(flow[last][:last])
        for row in flow[:last]:
            row[last] /= leaving
            for k in range(last):
                row[k] += row[last] * flow[last][k]
    weights = [1.0]
    for k in range(1, len(closed)):
        weights.append(sum(weights[i] * flow[i][k] for i in range(k)))
    total = sum(weights)
    return [weight / total for weight in weights]


def _dense(rows: Sequence[Row]) -> Matrix:
    return [[row.get(state, 0.0) for state in range(len(rows))] for row in rows]
