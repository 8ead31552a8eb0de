"""The shadow of the future on one desk: which strategies hold now, and from which δ on.

Everything is said of a symmetric game without errors, with the discount factor δ and with an exit:
who leaves has *outside* per round for ever (formula 2.3). An exit no better than P changes nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kooperation.base.comparing import at_least
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, payoff_range, seen_by
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.best_response import best_payoff_with_exit
from kooperation.repeated.equilibria import is_subgame_perfect
from kooperation.repeated.match import Discounted, exact_match
from kooperation.repeated.strategies import (
    always_cooperate,
    always_defect,
    grim_trigger,
    tit_for_tat,
    win_stay_lose_shift,
)
from kooperation.repeated.strategy_choice import strategy_choice
from kooperation.repeated.thresholds import (
    check_dilemma,
    exit_matters,
    grim_threshold,
    tit_for_tat_thresholds,
    win_stay_lose_shift_threshold,
)

ERRORS = Words("repeated.errors.shadow")

STRATEGIES: tuple[Automaton, ...] = (
    grim_trigger(),
    tit_for_tat(),
    win_stay_lose_shift(),
    always_defect(),
    always_cooperate(),
)


@dataclass(frozen=True)
class StrategyVerdict:
    """Whether two who both follow *strategy* stay with it, by computation.

    *own* is what each has per round, *best* what any deviation (leaving included) could bring.
    *threshold* is the least δ in closed form, ∞ for „never“, None if the game is no dilemma.
    *subgame_perfect* is None if the exit is better than P: then it is a game of another form.
    """

    strategy: Automaton
    threshold: float | None
    own: float
    best: float
    equilibrium: bool
    subgame_perfect: bool | None


def verdicts(game: SymmetricGame, discount: float, outside: float) -> tuple[StrategyVerdict, ...]:
    """Return the verdict on each of STRATEGIES. Raises ValueError unless 0 ≤ δ < 1."""
    return tuple(_verdict(strategy, game, discount, outside) for strategy in STRATEGIES)


def _verdict(
    strategy: Automaton, game: SymmetricGame, discount: float, outside: float
) -> StrategyVerdict:
    own = exact_match(strategy, strategy, Discounted(discount)).payoffs(game.game)[0]
    best = best_payoff_with_exit(strategy, game.game, discount, outside)
    return StrategyVerdict(
        strategy=strategy,
        threshold=threshold(strategy.key, game, outside) if is_dilemma(game) else None,
        own=own,
        best=best,
        equilibrium=at_least(own, best, payoff_range(game.game)),
        subgame_perfect=(
            None
            if exit_matters(game, outside)
            else is_subgame_perfect(strategy, strategy, game.game, discount)
        ),
    )


def is_dilemma(game: SymmetricGame) -> bool:
    """Say whether T > R > P ≥ S, so that thresholds exist."""
    try:
        check_dilemma(game)
    except ValueError:
        return False
    return True


def threshold(key: str, game: SymmetricGame, outside: float = -math.inf) -> float:
    """Return the least δ at which two of STRATEGIES' *key* are a Nash equilibrium, ∞ for never.

    The thresholds of thresholds.py, with „defect once, then leave“ as a further deviation (formula 2.3).
    Raises ValueError unless T > R > P ≥ S.
    """
    punished = grim_threshold(game, outside)
    match key:
        case "grim_trigger":
            return punished
        case "tit_for_tat":
            return max(punished, tit_for_tat_thresholds(game).against_alternation)
        case "win_stay_lose_shift":
            return max(punished, win_stay_lose_shift_threshold(game))
        case "always_defect":
            return math.inf if exit_matters(game, outside) else 0.0
        case "always_cooperate":
            return math.inf
        case _:
            raise ValueError(ERRORS.filled("no_threshold", strategy=key))


def trust_game(game: SymmetricGame, discount: float) -> SymmetricGame:
    """Return the choice between grim trigger (C) and always D (D), per round (formula 2.9).

    A stag hunt as soon as δ is above grim trigger's threshold. Raises ValueError unless 0 ≤ δ < 1.
    """
    chosen = strategy_choice(grim_trigger(), always_defect(), game.game, Discounted(discount))
    return seen_by(0, chosen)
