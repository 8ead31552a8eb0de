"""Choosing a strategy is itself a game: repetition turns the incentive problem into one of trust.

If only two strategies are in question, the repeated game is a 2×2 game of its own, whose C is the
first strategy and whose D is the second. For grim trigger against always D it is a stag hunt.
"""

from __future__ import annotations

from kooperation.games.game import Game
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Horizon, exact_match


def strategy_choice(
    cooperative: Automaton,
    other: Automaton,
    game: Game,
    horizon: Horizon,
    noise: float = 0.0,
) -> Game:
    """Return the game in which both players choose one of two strategies, with payoffs per round.

    Its action C is *cooperative*, its action D is *other* (formula 2.9).
    """
    cc, cd, dc, dd = (
        exact_match(first, second, horizon, noise).payoffs(game)
        for first in (cooperative, other)
        for second in (cooperative, other)
    )
    return Game(cc, cd, dc, dd)
