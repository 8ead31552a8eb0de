"""Equilibria of the repeated game, by computation: is it wise to stay with a strategy?

A pair of automata is a Nash equilibrium if neither has a better answer than its own, and subgame
perfect if that stays true after every history (formulas 2.2, 2.5 to 2.7).
"""

from __future__ import annotations

from kooperation.base.comparing import at_least
from kooperation.games.game import PLAYERS, PROFILES, Game, payoff_range
from kooperation.repeated.automaton import Automaton, started_in
from kooperation.repeated.best_response import best_response
from kooperation.repeated.match import Discounted, exact_match


def is_equilibrium(
    first: Automaton, second: Automaton, game: Game, discount: float, noise: float = 0.0
) -> bool:
    """Say whether neither player gains by any other strategy whatsoever (Nash equilibrium).

    Raises ValueError unless 0 ≤ δ < 1 and *noise* is in [0, 1].
    """
    horizon = Discounted(discount)
    payoffs = exact_match(first, second, horizon, noise).payoffs(game)
    return all(
        at_least(
            payoffs[player],
            best_response(opponent, game, horizon, noise, player).payoff,
            payoff_range(game),
        )
        for player, opponent in zip(PLAYERS, (second, first), strict=True)
    )


def is_subgame_perfect(
    first: Automaton, second: Automaton, game: Game, discount: float, noise: float = 0.0
) -> bool:
    """Say whether the two are an equilibrium after every history, also one they would not produce.

    A history matters only through the states it leads to. Raises ValueError as is_equilibrium does.
    """
    return all(
        is_equilibrium(started_in(i, first), started_in(j, second), game, discount, noise)
        for i, j in _pairs_after_any_history(first, second)
    )


def _pairs_after_any_history(first: Automaton, second: Automaton) -> list[tuple[int, int]]:
    pairs = [(0, 0)]
    for i, j in pairs:
        for own, other in PROFILES:
            pair = first.after(i, own, other), second.after(j, other, own)
            if pair not in pairs:
                pairs.append(pair)
    return pairs
