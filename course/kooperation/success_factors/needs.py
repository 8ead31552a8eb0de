"""What the course's models say of a local cooperation, and what δ and τ would have to reach."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from kooperation.base.comparing import at_least, beats
from kooperation.games.classification import GameKind, classify
from kooperation.games.game import Profile, SymmetricGame
from kooperation.games.public_good import PublicGoodGame, payoff
from kooperation.games.solution import pure_equilibria
from kooperation.games.trust import binary_trust_threshold, trust_threshold
from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.modes import growth, trust_thresholds
from kooperation.negotiation.situation import Setting, Situation
from kooperation.repeated.match import Rounds, exact_match
from kooperation.repeated.shadow import is_dilemma, trust_game
from kooperation.repeated.strategies import tit_for_tat
from kooperation.repeated.thresholds import grim_threshold, tit_for_tat_thresholds
from kooperation.success_factors.levers import TownSituation

ROUNDS = 20
CURVATURE = 2.0
NEEDS = "grim", "tit_for_tat", "risk_dominance", "start", "contract", "stronger", "weaker"
kept = lru_cache(maxsize=256)  # a slider asks for many towns that differ in one thing
STRICT = {"contract", "stronger", "weaker"}  # at the threshold itself, trusting is a tie


@dataclass(frozen=True)
class TownReading:
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

    kind: GameKind
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


def read(situation: TownSituation) -> TownReading:
    """Return what the models say of *situation*."""
    game = situation.game
    dilemma = is_dilemma(game)
    return TownReading(
        kind=_kind(game),
        equilibria=_equilibria(game),
        discount=situation.discount,
        grim=grim_threshold(game) if dilemma else None,
        tit_for_tat=tit_for_tat_thresholds(game).equilibrium if dilemma else None,
        risk_dominance=_risk_dominance(game),
        strategy_trust=_strategy_trust(game, situation.discount),
        contract_trust=_contract_trust(game),
        cooperation=_cooperation(situation.noise),
        free_ride=_free_ride(situation),
        growth=_growth(*_negotiation(situation)),
        problem_solving=_problem_solving(*_negotiation(situation)),
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


def needs(situation: TownSituation, reading: TownReading) -> tuple[Need, ...]:
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


@kept
def _kind(game: SymmetricGame) -> GameKind:
    return classify(game.game).kind


@kept
def _equilibria(game: SymmetricGame) -> tuple[Profile, ...]:
    return pure_equilibria(game.game)


@kept
def _strategy_trust(game: SymmetricGame, discount: float) -> float | None:
    try:
        return trust_threshold(trust_game(game, discount))
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


@kept
def _cooperation(noise: float) -> float:
    # Not over δ: a longer relation gives errors more time to echo, which would hide what ε does.
    own = tit_for_tat()
    return exact_match(own, own, Rounds(ROUNDS), noise).cooperation[0]


def _free_ride(situation: TownSituation) -> float:
    good = PublicGoodGame(situation.parties, 10, situation.multiplier)
    others = situation.parties - 1
    return payoff(good, False, others) - payoff(good, True, others)


@kept
def _growth(situation: Situation, setting: Setting) -> float:
    return growth(situation, setting)


@kept
def _problem_solving(situation: Situation, setting: Setting) -> tuple[float, float]:
    stronger, weaker = sorted(trust_thresholds(situation, setting))
    return stronger, weaker


def _negotiation(situation: TownSituation) -> tuple[Situation, Setting]:
    """Return the situation as the modes of slide 15 take it, with r = 2 and d = (0, 0)."""
    setting = Setting(
        power=situation.power,
        trust=situation.trust,
        room=situation.leeway,
        cost=situation.process_cost,
    )
    return _conflict(situation.enlargement), setting


@kept
def _conflict(enlargement: float) -> Situation:
    return Situation((0.0, 0.0), (), DivisibleIssue(CURVATURE), enlargement)
