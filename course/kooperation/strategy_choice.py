"""Choosing a strategy is itself a game: repetition turns the incentive problem into one of trust.

If only two strategies are in question, the repeated game is a 2×2 game of its own, whose C is the
first strategy and whose D is the second. For grim trigger against always D it is a stag hunt.
"""

from __future__ import annotations

from kooperation.automaton import Automaton
from kooperation.checks import german
from kooperation.games import Game, SymmetricGame
from kooperation.repeated import Horizon, exact_match


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


def trust_threshold(game: SymmetricGame) -> float:
    """Return the least probability of the other's C at which C pays: (P − S)/((R − T) + (P − S)).

    In (0, 1) (formula 1.6); below one half, the equilibrium CC is risk-dominant [harsanyiselten1988].
    Raises ValueError unless R > T and P > S, as in a stag hunt: else trust is
    not what decides.
    """
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    if not (r > t and p > s):
        raise ValueError(
            "Eine Vertrauensschwelle gibt es nur mit R > T und P > S, nicht mit "
            f"T = {german(t)}, R = {german(r)}, P = {german(p)}, S = {german(s)}."
        )
    return (p - s) / ((r - t) + (p - s))
