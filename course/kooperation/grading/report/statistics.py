"""The numbers of a report, each from plain lists, and what is not told because too few people stand behind it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from kooperation.base.comparing import same
from kooperation.base.words import Words

ERRORS = Words("grading/report.errors.statistics")

LEAST = 5  # fewer people than these are no group that anything is told of, and no made-up name hides anybody among them
MOST_BINS = 12


def difficulty(points: Sequence[float], of: float) -> float:
    """Return the share of the points *of* a question that was earned, in [0, 1] (formula 7.1)."""
    return fmean(points) / of


def discrimination(points: Sequence[float], totals: Sequence[float]) -> float | None:
    """Return how far a question tells the able from the others, in [−1, 1] (formula 7.2).

    It is the correlation of its *points* with what the rest of the *totals* is; None if either is the same for all.
    """
    rest = [total - own for own, total in zip(points, totals, strict=True)]
    return _correlation(points, rest)


def _correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    x_mean, y_mean = fmean(xs), fmean(ys)
    xx = sum((x - x_mean) ** 2 for x in xs)
    yy = sum((y - y_mean) ** 2 for y in ys)
    if same(min(xx, yy), 0):
        return None
    both = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return max(-1.0, min(1.0, both / math.sqrt(xx * yy)))


@dataclass(frozen=True)
class Told:
    """Counts of people that may be told, most first, and in *rest* how many people there are with anything else.

    *rest* is 0, or at least LEAST, or None: then they are fewer.
    """

    counts: Mapping[str, int]
    rest: int | None


def told(by_person: Sequence[Collection[str]], *, closed: bool = False) -> Told:
    """Return what may be told of what each person said or chose: what LEAST people did, or more.

    Where it is *closed*, that is everybody chose one thing and their number is told as well, what is left out is never a
    difference of 1 to LEAST − 1: the smallest of the others goes with it.
    """
    counts = Counter(name for names in by_person for name in set(names))
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    shown = {name: count for name, count in ordered if count >= LEAST}

    def left() -> int:
        return sum(any(name not in shown for name in names) for names in by_person)

    while closed and 0 < left() < LEAST and shown:
        shown.popitem()
    rest = left()
    return Told(shown, rest if rest == 0 or rest >= LEAST else None)


@dataclass(frozen=True)
class Bin:
    """How many people have from *low* points on to less than *high*, in the last one up to *high*."""

    low: float
    high: float
    count: int


def distribution(totals: Sequence[float], of: float) -> list[Bin]:
    """Return how many people have how many points; neighbours are joined until each has none or LEAST people.

    Raises ValueError for fewer than LEAST *totals*.
    """
    if len(totals) < LEAST:
        raise ValueError(ERRORS.filled("too_few", least=LEAST, count=len(totals)))
    step = max(1, math.ceil(of / MOST_BINS))
    edges = [float(low) for low in range(0, math.ceil(of), step)]
    counted = [0] * len(edges)
    for total in totals:
        counted[min(max(int(total // step), 0), len(edges) - 1)] += 1
    bins: list[Bin] = []
    for low, count in zip(edges, counted, strict=True):
        high = min(low + step, of)
        if bins and 0 < bins[-1].count < LEAST:
            bins[-1] = Bin(bins[-1].low, high, bins[-1].count + count)
        else:
            bins.append(Bin(low, high, count))
    while 0 < bins[-1].count < LEAST:
        last = bins.pop()
        bins[-1] = Bin(bins[-1].low, last.high, bins[-1].count + last.count)
    return bins
