"""The shadow of the future in closed form: from which discount factor on cooperation holds.

The discount factor δ says what the next round weighs against this one, in [0, 1). Each function
takes T, R, P and S of one player. A threshold of 1 or more means: no δ suffices.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kooperation.base.checks import check_discount, check_probability, is_number
from kooperation.base.comparing import beats
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, payoff_range

NUMBERS, ERRORS = Words("repeated.errors.numbers"), Words("repeated.errors.thresholds")


def effective_discount(continuation: float, time_discount: float) -> float:
    """Return δ = w·ρ: the probability to meet again times what a later payoff is worth (formula 2.1).

    Raises ValueError if one of them is not in [0, 1].
    """
    check_probability(continuation, NUMBERS["meeting_again"])
    check_probability(time_discount, NUMBERS["time_discount"])
    return continuation * time_discount


def expected_rounds(continuation: float) -> float:
    """Return how many rounds a match has on average, 1/(1 − w) (formula 2.1).

    Raises ValueError unless 0 ≤ w < 1.
    """
    check_discount(continuation)
    return 1 / (1 - continuation)


def present_value(per_round: float, discount: float) -> float:
    """Return what *per_round* in every round is worth today, this round included (formula 2.1).

    Raises ValueError unless 0 ≤ δ < 1.
    """
    check_discount(discount)
    return per_round / (1 - discount)


def grim_threshold(game: SymmetricGame, outside: float = -math.inf) -> float:
    """Return the least δ at which grim trigger holds: (T − R)/(T − max(P, e)) (formulas 2.2 and 2.3).

    *outside* is e, what a player has per round who leaves after the breach; −∞ if one cannot
    leave. If leaving is better than cooperating (e > R), no δ suffices and the result is ∞.

    Raises ValueError unless T > R > P. Source: [friedman1971].
    """
    check_dilemma(game)
    if math.isnan(outside) or outside == math.inf:
        raise ValueError(ERRORS.filled("no_outside", outside=outside))
    t, r, p = game.temptation, game.reward, game.punishment
    if exit_wins(game, outside):
        return math.inf
    return (t - r) / (t - max(p, min(outside, r)))


def exit_matters(game: SymmetricGame, outside: float) -> bool:
    """Say whether leaving is better than being punished: e > P (formula 2.3)."""
    return beats(outside, game.punishment, payoff_range(game.game))


def exit_wins(game: SymmetricGame, outside: float) -> bool:
    """Say whether leaving is better than cooperating together: e > R (formula 2.3)."""
    return beats(outside, game.reward, payoff_range(game.game))


@dataclass(frozen=True)
class TitForTatThresholds:
    """From which δ on tit for tat deters each of the two deviations that can pay against it."""

    against_defection: float
    against_alternation: float

    @property
    def equilibrium(self) -> float:
        """The least δ at which tit for tat against itself is a Nash equilibrium: both hold."""
        return max(self.against_defection, self.against_alternation)


def tit_for_tat_thresholds(game: SymmetricGame) -> TitForTatThresholds:
    """Return (T − R)/(T − P) against „always D“ and (T − R)/(R − S) against „D, C, D, C …“ (formula 2.5).

    Tit for tat remembers one action, so some best response to it is „always C“ or one of these.
    Raises ValueError unless T > R > P and R > S. Sources: [axelrod1984], [axelrodhamilton1981].
    """
    check_dilemma(game)
    gain = game.temptation - game.reward
    return TitForTatThresholds(
        against_defection=gain / (game.temptation - game.punishment),
        against_alternation=gain / (game.reward - game.sucker),
    )


def win_stay_lose_shift_threshold(game: SymmetricGame) -> float:
    """Return from which δ on win–stay, lose–shift is subgame perfect: (T − R)/(R − P) (formula 2.7).

    Raises ValueError unless T > R > P ≥ S: only then is it the only condition.
    """
    check_dilemma(game)
    return (game.temptation - game.reward) / (game.reward - game.punishment)


def molander_generosity(game: SymmetricGame) -> float:
    """Return how often to forgive: min{1 − (T − R)/(R − S), (R − P)/(T − P)} (formula 2.12).

    Beyond it, exploiting generous tit for tat begins to pay. In [0, 1] where 2R ≥ T + S.
    Raises ValueError unless T > R > P ≥ S and 2R ≥ T + S. Source: [molander1985].
    """
    check_dilemma(game)
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    if beats(t + s, 2 * r, t - s):
        raise ValueError(
            ERRORS.filled("alternating", cooperation=number(2 * r), alternation=number(t + s))
        )
    return min(max(1 - (t - r) / (r - s), 0.0), (r - p) / (t - p))


def risk_dominance_threshold(game: SymmetricGame) -> float:
    """Return above which δ grim trigger risk-dominates always D: (T − R + P − S)/(T − S).

    Above it, cooperating pays even for one who thinks the other's choice between the two a coin
    toss (formula 2.9). Raises ValueError unless T > R > P ≥ S.
    Sources: [blonskietal2011], [dalbofrechette2011].
    """
    check_dilemma(game)
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    return (t - r + p - s) / (t - s)


def check_dilemma(game: SymmetricGame) -> None:
    """Raise ValueError unless T > R > P ≥ S: else repetition solves another problem, or none."""
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    if not (all(map(is_number, (t, r, p, s))) and t > r > p >= s):
        raise ValueError(
            ERRORS.filled("no_dilemma", t=number(t), r=number(r), p=number(p), s=number(s))
        )
