"""Evolution of a mix of strategies: what does well becomes more frequent.

A table of payoffs, row against column (as TournamentResult.payoffs), is all that counts. The replicator
dynamics describes a very large population without chance, the Moran process a small one with it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from operator import mul

from kooperation.base.checks import check_count, german, is_number
from kooperation.base.comparing import TIE, same
from kooperation.base.words import Words

NUMBERS, ERRORS = Words("repeated.errors.numbers"), Words("repeated.errors.evolution")

Shares = tuple[float, ...]
AT_REST = 1e-4  # who grows more slowly takes ten thousand units of time to grow by the factor e
Payoffs = Sequence[Sequence[float]]


def replicator_dynamics(
    payoffs: Payoffs, start: Sequence[float], duration: float, steps: int
) -> tuple[Shares, ...]:
    """Return the shares of the strategies at steps + 1 equally spaced times from 0 to *duration*.

    A share grows at the rate by which its payoff exceeds the mean: dx/dt = x·(f − mean f)
    (formula 2.17) [taylorjonker1978]. Shares stay non-negative and sum to 1; who is absent stays absent.

    Raises ValueError unless *start* has a non-negative share for each row and they sum to 1.
    """
    _check_square(payoffs)
    _check_shares(start, len(payoffs))
    check_count(steps, NUMBERS["steps"])
    if not is_number(duration) or duration <= 0:
        raise ValueError(ERRORS.filled("no_duration", duration=german(duration)))
    present = [kind for kind, share in enumerate(start) if share > 0]
    among = [[float(payoffs[row][column]) for column in present] for row in present]
    step = duration / steps
    # So fine that the error stayed below 10⁻⁶ in random games with up to six strategies.
    fine = math.ceil(2 * step * _spread(among)) or 1
    course = [tuple(float(start[kind]) for kind in present)]
    for _ in range(steps):
        shares = course[-1]
        for _ in range(fine):
            shares = _runge_kutta(among, shares, step / fine)
        course.append(shares)
    return tuple(_with_the_absent(shares, present, len(start)) for shares in course)


def _with_the_absent(shares: Shares, present: Sequence[int], size: int) -> Shares:
    found = dict(zip(present, shares, strict=True))
    return tuple(found.get(kind, 0.0) for kind in range(size))


def fastest_growing(payoffs: Payoffs, shares: Sequence[float]) -> int | None:
    """Return which of those that are there, in whatever numbers, grows fastest; None at rest.

    A population is at rest if nobody has more than the mean by AT_REST: who is rare and has more will
    come back, however rare (formula 2.17).
    """
    gains = fitness(payoffs, shares)
    mean = sum(map(mul, shares, gains))
    best = max((kind for kind, share in enumerate(shares) if share > 0), key=lambda k: gains[k])
    return best if gains[best] - mean > AT_REST else None


def _runge_kutta(payoffs: Payoffs, shares: Shares, step: float) -> Shares:
    """Return the shares a step later, by the classical method of order 4 on their logarithms.

    On logarithms dL/dt = f: the mean drops out when shares are made to sum to 1 again, and no
    share can become negative.
    """
    first = fitness(payoffs, shares)
    second = fitness(payoffs, _grown(shares, first, step / 2))
    third = fitness(payoffs, _grown(shares, second, step / 2))
    fourth = fitness(payoffs, _grown(shares, third, step))
    mean = [
        (a + 2 * b + 2 * c + d) / 6 for a, b, c, d in zip(first, second, third, fourth, strict=True)
    ]
    return _grown(shares, mean, step)


def _grown(shares: Shares, rates: Sequence[float], time: float) -> Shares:
    best = max(rate for share, rate in zip(shares, rates, strict=True) if share)
    weights = [
        share * math.exp((rate - best) * time) if share else 0.0
        for share, rate in zip(shares, rates, strict=True)
    ]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


def fitness(payoffs: Payoffs, shares: Sequence[float]) -> Shares:
    """Return each strategy's mean payoff against a population with these shares."""
    return tuple(sum(map(mul, shares, row)) for row in payoffs)


# A finite population -----------------------------------------------------------------------------


def individuals(shares: Sequence[float], population: int) -> tuple[int, ...]:
    """Return whole numbers that sum to *population*, as close to *shares* as can be.

    By largest remainders; of equal ones the first comes first. Raises ValueError unless the shares
    are non-negative and sum to 1, and population ≥ 2.
    """
    _check_shares(shares, len(shares))
    check_count(population, NUMBERS["population"], least=2)
    exact = [share * population for share in shares]
    counts = [math.floor(number + TIE) for number in exact]
    by_remainder = sorted(range(len(counts)), key=lambda i: counts[i] - exact[i])
    for kind in by_remainder[: population - sum(counts)]:
        counts[kind] += 1
    return tuple(counts)


def moran_process(
    payoffs: Payoffs,
    counts: Sequence[int],
    chance: random.Random,
    selection: float = 1.0,
) -> Iterator[tuple[int, ...]]:
    """Yield the numbers of individuals per strategy, from *counts*, one birth and death at a time.

    An individual gives birth with probability proportional to exp(selection · mean payoff against
    the others), and the child replaces one of all individuals, taken at random, its parent
    included [moran1958, traulsenetal2008]. Ends when one strategy is left; take as many as wanted.

    Raises ValueError unless there is a whole number from 0 for each row, at least two individuals
    in all, and selection ≥ 0.
    """
    _check_square(payoffs)
    _check_counts(counts, len(payoffs))
    _check_selection(selection)
    return _births_and_deaths(payoffs, list(counts), chance, selection)


def _births_and_deaths(
    payoffs: Payoffs, now: list[int], chance: random.Random, selection: float
) -> Iterator[tuple[int, ...]]:
    kinds = range(len(now))
    yield tuple(now)
    while max(now) < sum(now):
        weights = birth_weights(payoffs, now, selection)
        born = chance.choices(kinds, weights)[0]
        dead = chance.choices(kinds, now)[0]
        now[born] += 1
        now[dead] -= 1
        yield tuple(now)


def birth_weights(payoffs: Payoffs, counts: Sequence[int], selection: float) -> list[float]:
    """Return how likely the next child is of each kind, up to a common factor."""
    others = sum(counts) - 1
    means = [
        (sum(n * p for n, p in zip(counts, row, strict=True)) - row[kind]) / others
        for kind, row in enumerate(payoffs)
    ]
    best = max(mean for mean, n in zip(means, counts, strict=True) if n)
    return [
        n * math.exp(selection * (mean - best)) if n else 0.0
        for n, mean in zip(counts, means, strict=True)
    ]


def fixation_probability(
    payoffs: Payoffs, population: int, selection: float = 1.0, invaders: int = 1
) -> float:
    """Return the exact probability that *invaders* of strategy 0 take over a Moran population.

    The others of *population* have strategy 1 (formula 2.18). Without selection it is their share,
    invaders/population. Raises ValueError unless *payoffs* are 2×2, population ≥ 2,
    0 ≤ invaders ≤ population and selection ≥ 0. Source: [nowaketal2004].
    """
    _check_square(payoffs)
    if len(payoffs) != 2:
        raise ValueError(ERRORS.filled("not_two", count=len(payoffs)))
    check_count(population, NUMBERS["population"], least=2)
    check_count(invaders, NUMBERS["invaders"], least=0)
    _check_selection(selection)
    if invaders > population:
        raise ValueError(
            ERRORS.filled("too_many_invaders", invaders=invaders, population=population)
        )
    # log of Π (death rate / birth rate): sums of products could overflow.
    logs = [0.0]
    for count in range(1, population):
        rest = population - count
        mine = (payoffs[0][0] * (count - 1) + payoffs[0][1] * rest) / (population - 1)
        theirs = (payoffs[1][0] * count + payoffs[1][1] * (rest - 1)) / (population - 1)
        logs.append(logs[-1] + selection * (theirs - mine))
    largest = max(logs)
    terms = [math.exp(value - largest) for value in logs]
    return sum(terms[:invaders]) / sum(terms)


# Checks ------------------------------------------------------------------------------------------


def _spread(payoffs: Payoffs) -> float:
    values = [value for row in payoffs for value in row]
    return max(values) - min(values)


def _check_square(payoffs: Payoffs) -> None:
    if not payoffs or any(len(row) != len(payoffs) for row in payoffs):
        raise ValueError(ERRORS["not_square"])
    for value in (value for row in payoffs for value in row):
        if not is_number(value):
            raise ValueError(ERRORS.filled("no_payoff", value=german(value)))


def _check_shares(shares: Sequence[float], size: int) -> None:
    if len(shares) != size:
        raise ValueError(ERRORS.filled("other_shares", size=size, count=len(shares)))
    for share in shares:
        if not is_number(share) or share < 0:
            raise ValueError(ERRORS.filled("no_share", share=german(share)))
    if not same(sum(shares), 1):
        raise ValueError(ERRORS.filled("no_whole", total=german(sum(shares))))


def _check_counts(counts: Sequence[int], size: int) -> None:
    if len(counts) != size:
        raise ValueError(ERRORS.filled("other_counts", size=size, count=len(counts)))
    for count in counts:
        check_count(count, NUMBERS["count"], least=0)
    check_count(sum(counts), NUMBERS["population"], least=2)


def _check_selection(selection: float) -> None:
    if not is_number(selection) or selection < 0:
        raise ValueError(ERRORS.filled("no_selection", selection=german(selection)))
