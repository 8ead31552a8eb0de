"""What would have to change for cooperation to hold, in German sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from kooperation.base.comparing import TIE, at_least, beats
from kooperation.base.german import either, join, number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.kit.html import Markup, fill
from kooperation.repeated.remedy import Remedy, remedy
from kooperation.repeated.shadow import StrategyVerdict
from kooperation.repeated.thresholds import check_dilemma

WORDS = Words("repeated.remedy")


def remedy_sentences(
    game: SymmetricGame,
    discount: float,
    time_discount: float,
    outside: float,
    found: Sequence[StrategyVerdict],
) -> list[Markup]:
    """Say for grim trigger and tit for tat which δ, which T or which R would make them hold."""
    try:
        check_dilemma(game)
    except ValueError as wrong:
        return [fill(WORDS["no_dilemma"], reason=str(wrong))]
    # The names of those of whom the same is to be said.
    names: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for verdict in found[:2]:
        ways = _ways(remedy(verdict.strategy.key, game, discount, outside), time_discount)
        names.setdefault((verdict.equilibrium, ways), []).append(verdict.strategy.name)
    said = [_said(holds, ways, which) for (holds, ways), which in names.items()]
    hopeless = [v.strategy.name for v in found[:2] if at_least(v.threshold or 0, 1)]
    return [*said, fill(WORDS["impossible"], strategy=join(hopeless))] if hopeless else said


def _said(holds: bool, ways: Sequence[str], which: Sequence[str]) -> Markup:
    pattern = WORDS["fails"] if len(ways) > 1 else WORDS["fails_but_one"]
    if holds:
        pattern = WORDS["holds"]
    return fill(pattern, strategy=join(which), ways=either(ways))


def _ways(change: Remedy, time_discount: float) -> tuple[str, ...]:
    ways = []
    if not at_least(change.discount, 1):
        ways.append(_discount_way(change.discount, time_discount))
    if change.temptation is not None:
        ways.append(WORDS.filled("temptation", value=_rounded(change.temptation, math.floor)))
    return (*ways, WORDS.filled("reward", value=_rounded(change.reward, math.ceil)))


def _discount_way(needed: float, time_discount: float) -> str:
    delta, rho = _rounded(needed, math.ceil), number(time_discount)
    if beats(needed, time_discount):
        return WORDS.filled("unreachable", delta=delta, rho=rho)
    w = _rounded(needed / time_discount, math.ceil)
    return WORDS.filled("discount", delta=delta, rho=rho, w=w)


def _rounded(value: float, direction: Callable[[float], int]) -> str:
    """Round to two digits, to the side on which it still holds."""
    slack = TIE if direction is math.floor else -TIE
    return number(direction(100 * (value + slack)) / 100)
