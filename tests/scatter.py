"""How far simulated payoffs may be from the exact ones."""

from __future__ import annotations

from math import nan, sqrt
from statistics import stdev

from kooperation.games.game import Game
from kooperation.repeated.match import Outcome, Pair


def standard_errors(outcome: Outcome, game: Game) -> Pair:
    """Return the payoffs' standard errors: zero for exact outcomes, NaN for one sample."""
    if not outcome.samples:
        return 0.0, 0.0
    if len(outcome.samples) == 1:
        return nan, nan
    count = len(outcome.samples)
    first, second = zip(*(Outcome(sample).payoffs(game) for sample in outcome.samples), strict=True)
    return stdev(first) / sqrt(count), stdev(second) / sqrt(count)
