"""The best that can be done against an automaton, by computation.

Whoever plays against an automaton faces a decision problem whose states are the automaton's: what
one did before matters only through them. Dynamic programming solves it exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

from kooperation.base.checks import check_discount, check_probability, german, is_number
from kooperation.base.linear import Matrix, Vector, solve
from kooperation.base.words import Words
from kooperation.games.game import PROFILES, Action, C, D, Game, Profile, payoff_range
from kooperation.repeated.automaton import MIRROR, Automaton, Successors
from kooperation.repeated.match import Discounted, Rounds, executed

NAMES = Words("repeated.strategies")
NUMBERS, ERRORS = Words("repeated.errors.numbers"), Words("repeated.errors.best_response")

# Gains below this part of the sums that are compared are rounding and not gains. Finer than
# comparing.TIE: a gain that is missed here is missed in every round to come.
ROUNDING = 1e-12


@dataclass(frozen=True)
class BestResponse:
    """The best expected payoff per round, and what to do for it.

    *actions* has one row per round, or a single row that holds for ever; a row has one action per
    state of the opponent. Where C and D are worth the same, it says C.
    """

    payoff: float
    actions: tuple[tuple[Action, ...], ...]


def best_response(
    opponent: Automaton,
    game: Game,
    horizon: Rounds | Discounted,
    noise: float = 0.0,
    player: int = 0,
) -> BestResponse:
    """Return what is best for *player* (0 or 1) against *opponent* in the other role (formula 2.13).

    For a fixed number of rounds by backward induction (formula 2.8), for a discounted match by policy iteration.
    Raises ValueError if *noise* is not in [0, 1].
    """
    check_probability(noise, NUMBERS["noise"])
    decisions = _decisions(opponent, game, noise, player)
    if isinstance(horizon, Discounted):
        slack = ROUNDING * payoff_range(game) / (1 - horizon.discount)
        return _policy_iteration(decisions, horizon.discount, slack)
    return _backward_induction(
        decisions, horizon.number, ROUNDING * payoff_range(game) * horizon.number
    )


def best_payoff_with_exit(
    opponent: Automaton, game: Game, discount: float, outside: float, player: int = 0
) -> float:
    """Return the best payoff per round for one who may also leave for good (formula 2.3).

    Who leaves, before any round, has *outside* per round from then on. By policy iteration, with
    leaving as a third choice. Raises ValueError unless 0 ≤ δ < 1 and *outside* is a number.
    """
    check_discount(discount)
    if not is_number(outside):
        raise ValueError(ERRORS.filled("no_outside", outside=german(outside)))
    decisions = _decisions(opponent, game, 0.0, player)
    nowhere = [0.0] * len(decisions)
    leaving = _Decision(outside / (1 - discount), nowhere)
    choices = [[here[C], here[D], leaving] for here in decisions]
    slack = ROUNDING * (payoff_range(game) + abs(outside)) / (1 - discount)
    policy = [here[0] for here in choices]
    while True:
        values = _discounted_values(
            [c.following for c in policy], [c.payoff for c in policy], discount
        )
        better = [max(here, key=lambda c: _worth(c, discount, values)) for here in choices]
        gains = [
            _worth(c, discount, values) - value for c, value in zip(better, values, strict=True)
        ]
        if max(gains) <= slack:
            return (1 - discount) * values[0]
        policy = [
            new if gain > slack else old
            for new, old, gain in zip(better, policy, gains, strict=True)
        ]


def response_automaton(response: BestResponse, opponent: Automaton) -> Automaton:
    """Return *response* as a strategy that follows the opponent's states.

    Raises ValueError if *response* changes from round to round.
    """
    if len(response.actions) != 1:
        raise ValueError(ERRORS["changes"])
    cooperation = tuple(float(action is C) for action in response.actions[0])

    def seen_from_here(row: Successors) -> Successors:
        cc, cd, dc, dd = (row[k] for k in MIRROR)
        return cc, cd, dc, dd

    return Automaton(
        "best_response",
        NAMES.filled("best_response", opponent=opponent.name),
        cooperation,
        tuple(map(seen_from_here, opponent.successors)),
    )


@dataclass(frozen=True)
class _Decision:
    """What an intended action brings at once, and the probabilities of the opponent's states."""

    payoff: float
    following: Vector


_Decisions = list[dict[Action, _Decision]]


def _decisions(opponent: Automaton, game: Game, noise: float, player: int) -> _Decisions:
    decisions: _Decisions = []
    for state, cooperation in enumerate(opponent.cooperation):
        theirs = dict(zip(Action, executed(cooperation, noise), strict=True))
        here = {}
        for meant in Action:
            mine = dict(zip(Action, executed(float(meant is C), noise), strict=True))
            payoff, following = 0.0, [0.0] * len(opponent.cooperation)
            for own, other in PROFILES:
                probability = mine[own] * theirs[other]
                at: Profile = (own, other) if player == 0 else (other, own)
                payoff += probability * game.payoff(at, player)
                following[opponent.after(state, other, own)] += probability
            here[meant] = _Decision(payoff, following)
        decisions.append(here)
    return decisions


def _worth(decision: _Decision, discount: float, values: Vector) -> float:
    ahead = sum(p * v for p, v in zip(decision.following, values, strict=True))
    return decision.payoff + discount * ahead


def _backward_induction(decisions: _Decisions, rounds: int, slack: float) -> BestResponse:
    values = [0.0] * len(decisions)
    rows: list[tuple[Action, ...]] = []
    for _ in range(rounds):
        worth = [{a: _worth(here[a], 1.0, values) for a in Action} for here in decisions]
        rows.append(tuple(D if here[D] > here[C] + slack else C for here in worth))
        values = [max(here.values()) for here in worth]
    return BestResponse(values[0] / rounds, tuple(reversed(rows)))


def _policy_iteration(decisions: _Decisions, discount: float, slack: float) -> BestResponse:
    policy = [C] * len(decisions)
    tried: list[list[Action]] = []
    while policy not in tried:  # each improves on the last; rounding could only make a circle
        tried.append(policy)
        chosen = [here[action] for here, action in zip(decisions, policy, strict=True)]
        values = _discounted_values(
            [decision.following for decision in chosen],
            [decision.payoff for decision in chosen],
            discount,
        )
        advantages = [
            _worth(here[C], discount, values) - _worth(here[D], discount, values)
            for here in decisions
        ]
        policy = [
            action if abs(advantage) <= slack else (C if advantage > 0 else D)
            for action, advantage in zip(policy, advantages, strict=True)
        ]
    actions = tuple(C if advantage >= -slack else D for advantage in advantages)
    return BestResponse((1 - discount) * values[0], (actions,))


def _discounted_values(transition: Matrix, payoffs: Vector, discount: float) -> Vector:
    """Return v = payoffs + δ·transition·v."""
    system = [
        [float(i == j) - discount * probability for j, probability in enumerate(row)]
        for i, row in enumerate(transition)
    ]
    return solve(system, payoffs)
