"""Choosing a strategy is itself a game: repetition turns the incentive problem into one of trust.

If only two strategies are in question, the repeated game is a 2×2 game of its own, whose C is the
first strategy and whose D is the second. For grim trigger against always D it is a stag hunt.
"""

from __future__ import annotations

from kooperation.games.game import PLAYERS, C, D, Game, Profile, pure_equilibria
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

    Its action C is *cooperative*, its action D is *other* (F14.15).
    """
    cc, cd, dc, dd = (
        exact_match(first, second, horizon, noise).payoffs(game)
        for first in (cooperative, other)
        for second in (cooperative, other)
    )
    return Game(cc, cd, dc, dd)


def risk_dominant_equilibrium(game: Game) -> Profile | None:
    """Return CC or DD, whichever is less risky to hope for, or None if they are equally risky.

    The risk is measured by the product of what both lose by deviating alone
    [harsanyiselten1988]. Raises ValueError unless CC and DD are the two strict equilibria.
    """
    losses = {
        at: [game.payoff(at, i) - game.payoff(_alone(at, i), i) for i in PLAYERS]
        for at in ((C, C), (D, D))
    }
    if any(loss <= 0 for both in losses.values() for loss in both):
        names = ", ".join(a.value + b.value for a, b in pure_equilibria(game)) or "keine"
        raise ValueError(
            "Risikodominanz vergleicht zwei strikte Gleichgewichte CC und DD; "
            f"die reinen Gleichgewichte dieses Spiels sind: {names}."
        )
    # Compared as ratios, since the products of tiny losses could underflow to equal zeros.
    balance = losses[C, C][0] / losses[D, D][0] - losses[D, D][1] / losses[C, C][1]
    if balance == 0:
        return None
    return (C, C) if balance > 0 else (D, D)


def _alone(at: Profile, player: int) -> Profile:
    return (at[0].other, at[1]) if player == 0 else (at[0], at[1].other)
