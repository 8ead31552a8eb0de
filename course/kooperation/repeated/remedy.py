"""What would have to change for cooperation to hold: δ, the temptation or the reward (slide 17)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kooperation.base.checks import check_discount
from kooperation.games.game import SymmetricGame
from kooperation.repeated.shadow import threshold
from kooperation.repeated.thresholds import check_dilemma, exit_wins


@dataclass(frozen=True)
class Remedy:
    """What alone would do for cooperation to hold, all else as it is.

    *discount* is the least δ (1 or more: none will do), *temptation* the highest T at the present
    δ (None if no T is low enough), *reward* the least R.
    """

    discount: float
    temptation: float | None
    reward: float


def remedy(key: str, game: SymmetricGame, discount: float, outside: float = -math.inf) -> Remedy:
    """Return what would make „grim_trigger“ or „tit_for_tat“ an equilibrium (formulas 2.2 and 2.5, slide 17).

    The thresholds solved for T and for R (formula 2.19). Raises ValueError unless
    T > R > P ≥ S and 0 ≤ δ < 1.
    """
    check_discount(discount)
    check_dilemma(game)
    t, r, s = game.temptation, game.reward, game.sucker
    after = max(game.punishment, outside)
    highest = [(r - discount * after) / (1 - discount)]
    least = [t * (1 - discount) + discount * after, after]
    if key == "tit_for_tat":
        highest.append(r + discount * (r - s))
        least.append((t + discount * s) / (1 + discount))
    return Remedy(
        discount=threshold(key, game, outside),
        temptation=None if exit_wins(game, outside) else min(highest),
        reward=max(least),
    )
