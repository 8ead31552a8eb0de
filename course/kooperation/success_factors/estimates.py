"""What holds of a town whose numbers are only estimated: each may lie elsewhere in its range (formula 5.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kooperation.success_factors.assumptions import (
    RESTS_ON,
    SHARES,
    Levers,
    NeedBand,
    Positions,
    Sufficiency,
    varied,
)
from kooperation.success_factors.levers import TownSituation, pulled
from kooperation.success_factors.needs import needs, read

Ranges = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Robustness:
    """What becomes of verdicts, by need, that hold whatever the levers do: *firm* ones hold in all ranges, too, *shaky* ones
    do not. *tipping* are the numbers of which one alone changes such a verdict.
    """

    firm: tuple[str, ...]
    shaky: tuple[str, ...]
    tipping: tuple[str, ...]


def robustness(
    found: Sequence[NeedBand], start: TownSituation, ranges: Ranges, levers: Levers, now: Positions
) -> Robustness:
    """Return what is left of the verdicts in *found*, those on *start*, if its numbers may be any in their *ranges*."""
    sure = {b.key: b.verdict is Sufficiency.MET for b in found if b.verdict is not Sufficiency.OPEN}
    shaky: set[str] = set()
    for parameters in dict.fromkeys(RESTS_ON.values()):
        here = {key: met for key, met in sure.items() if RESTS_ON[key] == parameters}
        if here:
            for town in _corners(start, ranges, levers, now, parameters):
                shaky |= _changed(town, here)
    tipping = (
        key
        for key in ranges
        if any(_changed(pulled(_with(start, key, v), levers, now), sure) for v in ranges[key])
    )
    firm = tuple(key for key in sure if key not in shaky)
    return Robustness(firm, tuple(key for key in sure if key in shaky), tuple(tipping))


def _changed(town: TownSituation, sure: Mapping[str, bool]) -> set[str]:
    """Return the needs of which *town* says something else than *sure*."""
    met = {need.key: need.met for need in needs(town, read(town))}
    return {key for key, was in sure.items() if met[key] is not was}


def _corners(
    start: TownSituation, ranges: Ranges, levers: Levers, now: Positions, parameters: frozenset[str]
) -> Iterator[TownSituation]:
    """Yield every combination of the least and the most that each of *parameters* can be: needs are monotone in each."""
    names = sorted(parameters)
    ends = [_ends(name, start, ranges, levers, now) for name in names]
    middle = pulled(start, levers, now)
    for values in product(*ends):
        numbers = dict(zip(names, values, strict=True))
        yield replace(middle, **numbers)  # type: ignore[arg-type]


def _ends(
    name: str, start: TownSituation, ranges: Ranges, levers: Levers, now: Positions
) -> set[float]:
    """Return the least and the most that a number can be, whatever it was before and whatever the levers do to it."""
    reached = [
        getattr(varied(_with(start, name, value), levers, now, {name: share}), name)
        for value in ranges.get(name, (getattr(start, name),))
        for share in SHARES
    ]
    return {min(reached), max(reached)}


def _with(start: TownSituation, name: str, value: float) -> TownSituation:
    return replace(start, **{name: value})  # type: ignore[arg-type]
