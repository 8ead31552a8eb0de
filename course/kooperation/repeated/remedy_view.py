"""What would have to change for cooperation to hold, in German sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from kooperation.base.comparing import at_least, beats
from kooperation.base.german import join, number
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
    names: dict[tuple[bool, str], list[str]] = {}  # of those of whom the same is to be said
    for verdict in found[:2]:
        ways = _ways(remedy(verdict.strategy.key, game, discount, outside), time_discount)
        names.setdefault((verdict.equilibrium, ways), []).append(verdict.strategy.name)
    return [
        fill(WORDS["holds"] if holds else WORDS["fails"], strategy=join(which), ways=ways)
        for (holds, ways), which in names.items()
    ]


def _ways(change: Remedy, time_discount: float) -> str:
    ways = [_discount_way(change.discount, time_discount)]
    if change.temptation is not None:
        ways.append(WORDS.filled("temptation", value=_rounded(change.temptation, math.floor)))
    ways.append(WORDS.filled("reward", value=_rounded(change.reward, math.ceil)))
    return join(ways, WORDS["or"])


def _discount_way(needed: float, time_discount: float) -> str:
    if at_least(needed, 1):
        return WORDS["impossible"]
    delta, rho = _rounded(needed, math.ceil), number(time_discount)
    if beats(needed, time_discount):
        return WORDS.filled("unreachable", delta=delta, rho=rho)
    w = _rounded(needed / time_discount, math.ceil)
    return WORDS.filled("discount", delta=delta, rho=rho, w=w)


def _rounded(value: float, direction: Callable[[float], int]) -> str:
    """Round to two digits, to the side on which it still holds."""
    slack = 1e-7 if direction is math.floor else -1e-7
    return number(direction(100 * value + slack) / 100)
