"""The shadow of the future on one desk: what cooperation is worth now, and what it would take.

Everything is said of a symmetric game without errors, with the discount factor δ and with an exit:
who leaves has *outside* per round for ever (formula 2.3). An exit no better than P changes nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kooperation.base.checks import check_discount
from kooperation.base.comparing import at_least
from kooperation.games.game import SymmetricGame, payoff_range, seen_by
from kooperation.repeated.automaton import Automaton, started_in
from kooperation.repeated.best_response import best_payoff_with_exit
from kooperation.repeated.equilibria import is_subgame_perfect
from kooperation.repeated.match import Discounted, exact_match
from kooperation.repeated.strategies import (
    alternating,
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
    exit_wins,
    grim_threshold,
    present_value,
    tit_for_tat_thresholds,
    win_stay_lose_shift_threshold,
)

STRATEGIES: tuple[Automaton, ...] = (
    grim_trigger(),
    tit_for_tat(),
    win_stay_lose_shift(),
    always_defect(),
    always_cooperate(),
)


# What a course of action is worth ----------------------------------------------------------------


@dataclass(frozen=True)
class Course:
    """What one course of action brings against tit for tat: today's value of it all, and per round.

    *key* is cooperate, defect, alternate (D, C, D, C …) or leave (defect once, then go).
    """

    key: str
    present_value: float
    per_round: float


def courses(game: SymmetricGame, discount: float, outside: float) -> tuple[Course, ...]:
    """Return the courses of action that can be best against tit for tat (formulas 2.5 and 2.3).

    *per_round* is (1 − δ) times the present value: what in every round is worth as much.
    Raises ValueError unless 0 ≤ δ < 1.
    """
    check_discount(discount)
    partner, horizon = tit_for_tat(), Discounted(discount)
    plans = {
        "cooperate": always_cooperate(),
        "defect": always_defect(),
        "alternate": started_in(1, alternating()),
    }
    found = {
        key: exact_match(plan, partner, horizon).payoffs(game.game)[0]
        for key, plan in plans.items()
    }
    found["leave"] = (1 - discount) * game.temptation + discount * outside
    return tuple(Course(k, present_value(value, discount), value) for k, value in found.items())


# What holds --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verdict:
    """Whether two who both follow *strategy* stay with it, by computation.

    *own* is what each has per round, *best* what any deviation (leaving included) could bring.
    *threshold* is the least δ in closed form, ∞ for «never», None if the game is no dilemma.
    *subgame_perfect* is None if the exit is better than P: then it is a game of another form.
    """

    strategy: Automaton
    threshold: float | None
    own: float
    best: float
    equilibrium: bool
    subgame_perfect: bool | None


def verdicts(game: SymmetricGame, discount: float, outside: float) -> tuple[Verdict, ...]:
    """Return the verdict on each of STRATEGIES. Raises ValueError unless 0 ≤ δ < 1."""
    return tuple(_verdict(strategy, game, discount, outside) for strategy in STRATEGIES)


def _verdict(strategy: Automaton, game: SymmetricGame, discount: float, outside: float) -> Verdict:
    own = exact_match(strategy, strategy, Discounted(discount)).payoffs(game.game)[0]
    best = best_payoff_with_exit(strategy, game.game, discount, outside)
    return Verdict(
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

    The thresholds of thresholds.py, with «defect once, then leave» as a further deviation (formula 2.3).
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
            raise ValueError(f"Für «{key}» ist keine Schwelle bekannt.")


# What would have to change -----------------------------------------------------------------------


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
    """Return what would make «grim_trigger» or «tit_for_tat» an equilibrium (formulas 2.2 and 2.5, slide 17).

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


def trust_game(game: SymmetricGame, discount: float) -> SymmetricGame:
    """Return the choice between grim trigger (C) and always D (D), per round (formula 2.9).

    A stag hunt as soon as δ is above grim trigger's threshold. Raises ValueError unless 0 ≤ δ < 1.
    """
    chosen = strategy_choice(grim_trigger(), always_defect(), game.game, Discounted(discount))
    return seen_by(0, chosen)
