"""The shadow of the future in German sentences: what δ means, and what holds at it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kooperation.base.comparing import TIE, same
from kooperation.base.german import join, number, told_apart
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, payoff_range
from kooperation.games.trust import trust_threshold
from kooperation.kit.html import Markup, fill
from kooperation.repeated.courses import best_course, courses
from kooperation.repeated.courses_view import course_name
from kooperation.repeated.shadow import StrategyVerdict, is_dilemma, trust_game
from kooperation.repeated.thresholds import (
    exit_matters,
    exit_wins,
    expected_rounds,
    risk_dominance_threshold,
)

WORDS = Words("repeated.shadow.said")


def weight_sentences(continuation: float, time_discount: float, discount: float) -> list[Markup]:
    """Say what δ is made of, and how long a match lasts."""
    weight = fill(
        WORDS["weight"],
        w=number(continuation),
        rho=number(time_discount),
        delta=number(discount, 4),
        percent=number(100 * discount),
    )
    if discount == 0:
        return [weight, fill(WORDS["one_round"])]
    if continuation == 1:
        return [weight, fill(WORDS["no_end"])]
    rounds = fill(
        WORDS["rounds"],
        w=number(continuation),
        rounds=rounds_text(continuation),
        end=number(100 * (1 - continuation)),
    )
    return [weight, rounds]


def rounds_text(continuation: float) -> str:
    """Return how many rounds there are on average, with more digits where one would read „1 Runden“."""
    expected = expected_rounds(continuation)
    return number(expected, 1 if expected >= 1.05 else 3)


def finding_sentences(
    game: SymmetricGame, discount: float, outside: float, found: Sequence[StrategyVerdict]
) -> list[Markup]:
    """Say what is best now, which strategies are equilibria, and what the exit does."""
    return [_best(game, discount, outside), _equilibria(found), _exit(game, outside)]


def _best(game: SymmetricGame, discount: float, outside: float) -> Markup:
    found = courses(game, discount, outside)
    own, best = found[0], best_course(found, game)
    if best is own:
        return fill(WORDS["cooperating_is_best"], value=number(own.present_value))
    value, most = told_apart(own.present_value, best.present_value)
    course = course_name(best.key)
    return fill(WORDS["deviating_is_best"], course=course, best=most, value=value)


def _equilibria(found: Sequence[StrategyVerdict]) -> Markup:
    names = [f"„{verdict.strategy.name}“" for verdict in found if verdict.equilibrium]
    return fill(WORDS["equilibria"], names=join(names)) if names else fill(WORDS["no_equilibrium"])


def trust_sentences(game: SymmetricGame, discount: float, outside: float) -> list[Markup]:
    """Say what kind of game the choice of a strategy is, and how much trust grim trigger takes, where nobody would leave.

    For a fold: lecture 6 asks which game it is, further down.
    """
    if exit_matters(game, outside):
        return [fill(WORDS["without_exit"])]
    if not is_dilemma(game):
        return []
    choice, unit = trust_game(game, discount), payoff_range(game.game)
    if same(choice.reward, choice.temptation, unit):
        return [fill(WORDS["edge"])]
    if choice.reward < choice.temptation:
        return [fill(WORDS["still_dilemma"])]
    if same(choice.punishment, choice.sucker, unit):
        return [fill(WORDS["no_trust_needed"])]
    needed = trust_threshold(choice)
    trust = fill(WORDS["trust"], percent=number(math.ceil(1000 * (needed - TIE)) / 10, 1))
    return [trust + " " + _risk(needed, number(risk_dominance_threshold(game)))]


def _risk(needed: float, threshold: str) -> Markup:
    if same(needed, 0.5):
        return fill(WORDS["risk_none"])
    if needed < 0.5:
        return fill(WORDS["risk_cooperation"], threshold=threshold)
    return fill(WORDS["risk_defection"], threshold=threshold)


def _patience(game: SymmetricGame, outside: float) -> str:
    """Say what an exit better than P asks of patience: nothing where there is nothing to gain by a breach."""
    if not is_dilemma(game):
        return ""
    as_good = same(outside, game.reward, payoff_range(game.game))
    return WORDS["exit_as_good"] if as_good else WORDS["exit_patience"]


def _exit(game: SymmetricGame, outside: float) -> Markup:
    leaving = number(outside)
    if exit_wins(game, outside):
        return fill(WORDS["exit_wins"], exit=leaving, reward=number(game.reward))
    punishment = number(game.punishment)
    if exit_matters(game, outside):
        patience = _patience(game, outside)
        return fill(WORDS["exit_matters"], exit=leaving, punishment=punishment, patience=patience)
    return fill(WORDS["exit_idle"], exit=leaving, punishment=punishment)
