"""Forgiveness: what generous tit for tat gets, and what others get from it, by its generosity.

Long-run payoffs per round, exactly. Too little generosity, and errors between friends echo; too
much, and exploiting it pays [molander1985].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kooperation.base.comparing import beats
from kooperation.games.game import SymmetricGame
from kooperation.repeated.match import LongRun, Pair, exact_match
from kooperation.repeated.strategies import (
    alternating,
    always_cooperate,
    always_defect,
    generous_tit_for_tat,
    tit_for_tat,
)


@dataclass(frozen=True)
class Forgiveness:
    """What happens at one *generosity*: pairs of (its own payoff, the other's), by the other."""

    generosity: float
    itself: Pair
    tit_for_tat: Pair
    always_defect: Pair
    alternating: Pair
    always_cooperate: Pair

    @property
    def exploited(self) -> bool:
        """Say whether always defecting or alternating gets more from it than always cooperating does.

        Not more than it gets with its own kind: that errors echo between two of it is no exploitation.
        """
        return beats(max(self.always_defect[1], self.alternating[1]), self.always_cooperate[1])


def forgiveness(game: SymmetricGame, generosity: float, noise: float) -> Forgiveness:
    """Return what generous tit for tat gets in the long run, with execution errors *noise*.

    Raises ValueError if *generosity* or *noise* is not in [0, 1].
    """
    generous = generous_tit_for_tat(generosity)
    others = (generous, tit_for_tat(), always_defect(), alternating(), always_cooperate())
    pairs = (exact_match(generous, other, LongRun(), noise).payoffs(game.game) for other in others)
    return Forgiveness(generosity, *pairs)


def forgiveness_curve(
    game: SymmetricGame, noise: float, points: Sequence[float]
) -> tuple[Forgiveness, ...]:
    """Return what happens at each generosity of *points*."""
    return tuple(forgiveness(game, generosity, noise) for generosity in points)
