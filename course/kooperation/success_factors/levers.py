"""Levers of slide 17 on one desk: what a local cooperation looks like in the course's models.

A situation is a set of numbers that the earlier models take. A lever moves some of them; how far is
a didactic assumption, which stands with its sign in `success_factors/levers.toml`, never in code. What follows
from a situation (kind of game, thresholds, trust needed, change of mode) is computed exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kooperation.base.checks import check_count, check_probability, german, is_number
from kooperation.base.comparing import at_least, beats
from kooperation.games.game import Kind, Profile, SymmetricGame, classify, pure_equilibria
from kooperation.games.public_good import PublicGoodGame, payoff
from kooperation.games.trust import binary_trust_threshold, trust_threshold
from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.modes import growth, trust_thresholds
from kooperation.negotiation.situation import Setting
from kooperation.negotiation.situation import Situation as Negotiation
from kooperation.repeated.match import Rounds, exact_match
from kooperation.repeated.shadow import is_dilemma, trust_game
from kooperation.repeated.strategies import tit_for_tat
from kooperation.repeated.thresholds import grim_threshold, tit_for_tat_thresholds

SHARES = ("continuity", "permanence", "noise", "trust", "leeway", "power")
ROUNDS = 20
CURVATURE = 2.0
STRICT = {"contract", "stronger", "weaker"}  # at the threshold itself, trusting is a tie
MOST_NOISE = 0.5  # beyond it, one does rather the opposite of what one means


@dataclass(frozen=True)
class Situation:
    """A cooperation of two offices (and of *parties* around them) in numbers.

    *continuity*: probability that the same people meet again; *permanence*: that the arrangement
    still exists then; *time_discount* ρ; *noise* ε: share of misread or failed actions; *trust* τ;
    *leeway* h; *process_cost* c and *enlargement* κ_max of joint problem solving; *power* β of the
    stronger side; *multiplier* m of the public good of *parties* n.

    Raises ValueError if a number is out of its range.
    """

    temptation: float
    reward: float
    punishment: float
    sucker: float
    continuity: float
    permanence: float
    time_discount: float
    noise: float
    trust: float
    leeway: float
    process_cost: float
    enlargement: float
    power: float
    multiplier: float
    parties: int

    def __post_init__(self) -> None:
        for name in SHARES:
            check_probability(getattr(self, name), f"«{name}»")
        for name in ("process_cost", "enlargement", "multiplier"):
            value = getattr(self, name)
            if not is_number(value) or value < 0:
                raise ValueError(f"«{name}» muss mindestens 0 sein, nicht {german(value)}.")
        if not 0 <= self.time_discount < 1:
            raise ValueError(
                f"«time_discount» muss unter 1 liegen, nicht {german(self.time_discount)}."
            )
        if self.noise > MOST_NOISE or not 0 < self.power < 1:
            raise ValueError("Die Fehlerquote geht bis 0,5, die Macht liegt zwischen 0 und 1.")
        check_count(self.parties, "Die Zahl der Beteiligten", least=2)

    @property
    def game(self) -> SymmetricGame:
        """The game of one round."""
        return SymmetricGame(self.temptation, self.reward, self.punishment, self.sucker)

    @property
    def discount(self) -> float:
        """δ = w·ρ, where one meets again if both people and arrangement are still there (formula 2.1)."""
        return self.continuity * self.permanence * self.time_discount


# Pulling levers ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Effect:
    """What a lever pulled all the way adds to *parameter*, a field of Situation."""

    parameter: str
    change: float


def pulled(
    start: Situation,
    levers: Mapping[str, Iterable[Effect]],
    positions: Mapping[str, float],
) -> Situation:
    """Return *start* with each lever pulled to its position from 0 to 1; effects add up (formula 5.1).

    Shares stay within [0, 1], S does not rise above P, nothing falls below 0.
    Raises ValueError for an unknown lever or a position outside [0, 1].
    """
    values: dict[str, float] = {}
    for key, position in positions.items():
        if key not in levers:
            raise ValueError(f"Den Hebel «{key}» gibt es nicht.")
        check_probability(position, f"Die Stellung von «{key}»")
        for effect in levers[key]:
            value = values.get(effect.parameter, getattr(start, effect.parameter))
            values[effect.parameter] = value + position * effect.change
    moved: dict[str, Any] = {k: _within(k, v, start) for k, v in values.items()}
    return replace(start, **moved)


def _within(parameter: str, value: float, start: Situation) -> float:
    value = round(value, 9)
    if parameter in ("temptation", "reward", "punishment"):
        return value
    highest = {"sucker": start.punishment, "noise": MOST_NOISE}.get(parameter)
    if highest is None and parameter in SHARES:
        highest = 1.0
    value = value if parameter == "sucker" else max(value, 0.0)
    return value if highest is None else min(value, highest)


# What follows ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """What the models say of a situation (formula 5.2).

    *grim* and *tit_for_tat* are thresholds of δ, None if the round is no dilemma; *risk_dominance* is
    that above which grim trigger risk-dominates always D, in a stag hunt too.
    *strategy_trust* is the trust from which grim trigger pays instead of always D, None while the
    choice between them is itself a dilemma; *contract_trust* that of the trust game, None where
    there is none. *cooperation* is how often two who play tit for tat for ROUNDS rounds cooperate in
    spite of errors.
    *free_ride* is what not paying brings where all others pay. *problem_solving* holds the trust
    that the stronger and the weaker side need (above 1: none will do, formula 3.7).
    """

    kind: Kind
    equilibria: tuple[Profile, ...]
    discount: float
    grim: float | None
    tit_for_tat: float | None
    risk_dominance: float
    strategy_trust: float | None
    contract_trust: float | None
    cooperation: float
    free_ride: float
    growth: float
    problem_solving: tuple[float, float]


def read(situation: Situation) -> Reading:
    """Return what the models say of *situation*."""
    game = situation.game
    dilemma = is_dilemma(game)
    return Reading(
        kind=classify(game.game).kind,
        equilibria=pure_equilibria(game.game),
        discount=situation.discount,
        grim=grim_threshold(game) if dilemma else None,
        tit_for_tat=tit_for_tat_thresholds(game).equilibrium if dilemma else None,
        risk_dominance=_risk_dominance(game),
        strategy_trust=_strategy_trust(situation),
        contract_trust=_contract_trust(game),
        cooperation=_cooperation(situation),
        free_ride=_free_ride(situation),
        growth=growth(*_negotiation(situation)),
        problem_solving=_problem_solving(situation),
    )


@dataclass(frozen=True)
class Need:
    """How much of something a situation has, and from where on it is enough; ∞ if never.

    *key* is grim, tit_for_tat, risk_dominance (of δ), start, contract, stronger or weaker (of τ).
    """

    key: str
    have: float
    need: float

    @property
    def met(self) -> bool:
        return (beats if self.key in STRICT else at_least)(self.have, self.need)


def needs(situation: Situation, reading: Reading) -> tuple[Need, ...]:
    """Return what δ and τ have to reach. That one τ stands for trust in all models is didactic.

    A need is 0 where nothing is in the way: no δ is needed if the round itself is no dilemma.
    """
    stronger, weaker = reading.problem_solving
    delta, tau = reading.discount, situation.trust
    start, contract = reading.strategy_trust, reading.contract_trust
    return (
        Need("grim", delta, reading.grim or 0.0),
        Need("tit_for_tat", delta, reading.tit_for_tat or 0.0),
        Need("risk_dominance", delta, reading.risk_dominance),
        Need("start", tau, math.inf if start is None else start),
        Need("contract", tau, contract or 0.0),
        Need("stronger", tau, stronger),
        Need("weaker", tau, weaker),
    )


def _strategy_trust(situation: Situation) -> float | None:
    try:
        return trust_threshold(trust_game(situation.game, situation.discount))
    except ValueError:
        return None


def _risk_dominance(game: SymmetricGame) -> float:
    # As in thresholds.risk_dominance_threshold, which knows dilemmas only: 1 − (R − P)/(T − S).
    gain = (game.reward - game.punishment) / (game.temptation - game.sucker)
    return max(0.0, 1 - gain)


def _contract_trust(game: SymmetricGame) -> float | None:
    try:
        return binary_trust_threshold(game.reward, game.punishment, game.sucker)
    except ValueError:
        return None


def _cooperation(situation: Situation) -> float:
    # Not over δ: a longer relation gives errors more time to echo, which would hide what ε does.
    own = tit_for_tat()
    return exact_match(own, own, Rounds(ROUNDS), situation.noise).cooperation[0]


def _free_ride(situation: Situation) -> float:
    good = PublicGoodGame(situation.parties, 10, situation.multiplier)
    others = situation.parties - 1
    return payoff(good, False, others) - payoff(good, True, others)


def _problem_solving(situation: Situation) -> tuple[float, float]:
    stronger, weaker = sorted(trust_thresholds(*_negotiation(situation)))
    return stronger, weaker


def _negotiation(situation: Situation) -> tuple[Negotiation, Setting]:
    """Return the situation as the modes of slide 15 take it, with r = 2 and d = (0, 0)."""
    issue = DivisibleIssue(CURVATURE)
    setting = Setting(
        power=situation.power,
        trust=situation.trust,
        room=situation.leeway,
        cost=situation.process_cost,
    )
    return Negotiation((0.0, 0.0), (), issue, situation.enlargement), setting
