"""What is told of a town, held against the assumptions it rests on: half as much, half as much again.

How far a lever moves a number is set, not measured (`success_factors/levers.toml`). So no verdict is told from
these amounts alone: each effect may be SHARES of what is assumed, and what then differs is left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import product

from kooperation.base.comparing import beats
from kooperation.games.classification import GameKind, classify
from kooperation.success_factors.levers import Effect, TownSituation, pulled
from kooperation.success_factors.needs import NEEDS, Need, needs, read

SHARES = 0.5, 1.5
GAME = frozenset({"temptation", "reward", "sucker"})
SOLVING = frozenset({"trust", "leeway", "process_cost", "power"})
FUTURE = GAME | {"continuity", "permanence", "trust"}
# On what each need and what there is for it rests; other parameters cannot change the verdict.
RESTS_ON = {key: SOLVING if key in ("stronger", "weaker") else FUTURE for key in NEEDS}
Levers = Mapping[str, Iterable[Effect]]
Positions = Mapping[str, float]


class Sufficiency(Enum):
    """Whether there is enough: whatever the effects are, never, or depending on them."""

    MET = "met"
    MISSING = "missing"
    OPEN = "open"


class Trend(Enum):
    """Whether what there is comes nearer to what it takes (or beyond it), or depends on the effects."""

    NEARER = "nearer"
    FURTHER = "further"
    SAME = "same"
    OPEN = "open"


@dataclass(frozen=True)
class NeedBand:
    """A need under all assumptions: what there is and what it takes as lowest and highest, and what follows."""

    key: str
    have: tuple[float, float]
    need: tuple[float, float]
    verdict: Sufficiency
    trend: Trend


def bands(
    start: TownSituation, levers: Levers, now: Positions, before: Positions | None = None
) -> tuple[NeedBand, ...]:
    """Return each need of *start* with its levers pulled to *now*; the trend is that since *before* (formula 5.3).

    Without *before* no lever was pulled then. The assumptions are the same both times.
    """
    before = before or {}
    moved = _moved(levers, now) | _moved(levers, before)
    found: dict[str, NeedBand] = {}
    for parameters in dict.fromkeys(RESTS_ON.values()):
        scales = list(_scales(moved & parameters))
        idle = {} if before else _needs(start, levers, before, {})  # the same whatever is assumed
        then = [idle or _needs(start, levers, before, scale) for scale in scales]
        there = [_needs(start, levers, now, scale) for scale in scales]
        for key in (key for key in NEEDS if RESTS_ON[key] == parameters):
            found[key] = _band([each[key] for each in then], [each[key] for each in there])
    return tuple(found[key] for key in NEEDS)


def kinds(start: TownSituation, levers: Levers, now: Positions) -> tuple[GameKind, ...]:
    """Return what the game of one round may be, what follows from the effects as assumed first."""
    scales = [{}, *_scales(_moved(levers, now) & GAME)]
    games = (pulled(start, _scaled(levers, scale), now).game for scale in scales)
    return tuple(dict.fromkeys(classify(game.game).kind for game in games))


def varied(
    start: TownSituation, levers: Levers, now: Positions, scale: Mapping[str, float]
) -> TownSituation:
    """Return *start* with its levers pulled, where the effects on a parameter are *scale* times as large."""
    return pulled(start, _scaled(levers, scale), now)


def _moved(levers: Levers, positions: Positions) -> frozenset[str]:
    return frozenset(e.parameter for key, at in positions.items() if at for e in levers[key])


def _scales(parameters: frozenset[str]) -> Iterator[dict[str, float]]:
    """Yield every combination: needs are monotone in each parameter, so the extremes are among them."""
    names = sorted(parameters)
    for shares in product(SHARES, repeat=len(names)):
        yield dict(zip(names, shares, strict=True))


def _scaled(levers: Levers, scale: Mapping[str, float]) -> dict[str, list[Effect]]:
    return {
        key: [Effect(e.parameter, e.change * scale.get(e.parameter, 1.0)) for e in effects]
        for key, effects in levers.items()
    }


def _needs(
    start: TownSituation, levers: Levers, positions: Positions, scale: Mapping[str, float]
) -> dict[str, Need]:
    town = varied(start, levers, positions, scale)
    return {need.key: need for need in needs(town, read(town))}


def _band(then: list[Need], now: list[Need]) -> NeedBand:
    have, need = [each.have for each in now], [each.need for each in now]
    met = {each.met for each in now}
    steps = {_step(old, new) for old, new in zip(then, now, strict=True)}
    return NeedBand(
        now[0].key,
        (min(have), max(have)),
        (min(need), max(need)),
        Sufficiency.OPEN if len(met) > 1 else Sufficiency.MET if met.pop() else Sufficiency.MISSING,
        steps.pop() if len(steps) == 1 else _mixed(steps),
    )


def _step(old: Need, new: Need) -> Trend:
    gap, left = old.need - old.have, new.need - new.have
    if beats(gap, left):
        return Trend.NEARER
    return Trend.FURTHER if beats(left, gap) else Trend.SAME


def _mixed(steps: set[Trend]) -> Trend:
    # Nowhere further, somewhere nearer: the direction is clear, though an effect may be spent.
    rest = steps - {Trend.SAME}
    return rest.pop() if len(rest) == 1 else Trend.OPEN
