"""Playing against a hidden strategy, round by round, and what the rounds give away about it.

A game is a record; a move makes the next one. Whether there is another round is decided after each
one, with the same probability: nobody knows the last round (formula 2.8).
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kooperation.base.checks import check_discount, check_probability
from kooperation.games.game import Action, C, Profile, SymmetricGame
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.best_response import BestResponse, best_response, response_automaton
from kooperation.repeated.match import Discounted, Rounds, exact_match


@dataclass(frozen=True)
class Play:
    """A game so far: *rounds* are (own action, opponent's action), *state* is the opponent's."""

    opponent: Automaton
    rounds: tuple[Profile, ...] = ()
    state: int = 0
    over: bool = False

    def totals(self, game: SymmetricGame) -> tuple[float, float]:
        """Return what the player and the opponent have so far."""
        table = game.game
        own, other = (sum(table.payoff(at, i) for at in self.rounds) for i in (0, 1))
        return own, other


def new_play(field: Sequence[Automaton], chance: random.Random) -> Play:
    """Return a game against one of *field*, each as likely. Raises ValueError if there is none."""
    if not field:
        raise ValueError("Ein Spiel braucht mindestens eine Strategie als Gegenüber.")
    return Play(chance.choice(field))


def played(play: Play, own: Action, continuation: float, chance: random.Random) -> Play:
    """Return *play* after one more round, in which the player does *own*.

    With probability *continuation* there will be another. Raises ValueError if the game is over or
    *continuation* is not in [0, 1].
    """
    check_probability(continuation, "Die Wahrscheinlichkeit einer weiteren Runde")
    if play.over:
        raise ValueError("Dieses Spiel ist zu Ende.")
    other = play.opponent.action(play.state, chance)
    return replace(
        play,
        rounds=(*play.rounds, (own, other)),
        state=play.opponent.after(play.state, other, own),
        over=chance.random() >= continuation,
    )


# Afterwards --------------------------------------------------------------------------------------


def log_likelihood(strategy: Automaton, rounds: Sequence[Profile]) -> float:
    """Return the logarithm of how probable it is that *strategy* answers as in *rounds*.

    −∞ if it could not. A logarithm, since the product over a thousand rounds would be lost.
    """
    total, state = 0.0, 0
    for own, other in rounds:
        cooperates = strategy.cooperation[state]
        probability = cooperates if other is C else 1 - cooperates
        if probability == 0:
            return -math.inf
        total += math.log(probability)
        state = strategy.after(state, other, own)
    return total


def suspicions(field: Sequence[Automaton], rounds: Sequence[Profile]) -> tuple[float, ...]:
    """Return how probable each of *field* is after *rounds*, if all were as likely before.

    By Bayes (formula 2.15). Raises ValueError if none of them could have played so.
    """
    logs = [log_likelihood(strategy, rounds) for strategy in field]
    largest = max(logs, default=-math.inf)
    if largest == -math.inf:
        raise ValueError("So hätte keine dieser Strategien gespielt.")
    weights = [math.exp(value - largest) for value in logs]
    return tuple(weight / sum(weights) for weight in weights)


@dataclass(frozen=True)
class Benchmark:
    """What the best response to a strategy earns, in expectation, in as many rounds.

    *opening* is what it does in the first rounds, None if that depends on the opponent's chance.
    """

    total: float
    per_round: float
    opening: tuple[Action, ...] | None


def benchmark(
    opponent: Automaton, game: SymmetricGame, continuation: float, rounds: int, shown: int = 8
) -> Benchmark:
    """Return what one who knew *opponent*, but not the end, would have earned in *rounds* rounds.

    The best response is that to an unknown end: another round comes with *continuation*. Who is
    lucky with the last round can earn more in a single game. Raises ValueError unless
    0 ≤ continuation < 1 and *rounds* is a whole number from 1.
    """
    check_discount(continuation)
    answer = best_response(opponent, game.game, Discounted(continuation))
    known = response_automaton(answer, opponent)
    per_round = exact_match(known, opponent, Rounds(rounds)).payoffs(game.game)[0]
    return Benchmark(per_round * rounds, per_round, _opening(answer, opponent, shown))


def _opening(answer: BestResponse, opponent: Automaton, shown: int) -> tuple[Action, ...] | None:
    """Follow *answer* against *opponent*, whatever the opponent does by chance."""
    (plan,) = answer.actions
    states, actions = {0}, []
    for _ in range(shown):
        chosen = {plan[state] for state in states}
        if len(chosen) > 1:
            return None
        own = chosen.pop()
        actions.append(own)
        states = {
            opponent.after(state, other, own)
            for state in states
            for other in Action
            if (opponent.cooperation[state] if other is C else 1 - opponent.cooperation[state]) > 0
        }
    return tuple(actions)
