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
from kooperation.base.words import Words
from kooperation.games.game import Action, C, D, Profile, SymmetricGame
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.best_response import BestResponse, best_response, response_automaton
from kooperation.repeated.match import Discounted, Rounds, exact_match, executed
from kooperation.repeated.transcript import Luck, Move, PlayedRound, Transcript, totals, transcript

NUMBERS, ERRORS = Words("repeated.errors.numbers"), Words("repeated.errors.play")


@dataclass(frozen=True)
class Play:
    """A game so far: *rounds* are (own action, opponent's action) as they were done, *state* is the opponent's.

    *noise* is the probability with which an action turns into its opposite, *luck* what decided in each round: with it,
    what else would have been can be told.
    """

    opponent: Automaton
    rounds: tuple[Profile, ...] = ()
    state: int = 0
    over: bool = False
    noise: float = 0.0
    luck: tuple[Luck, ...] = ()

    def totals(self, game: SymmetricGame) -> tuple[float, float]:
        """Return what the player and the opponent have so far."""
        table = game.game
        own, other = (sum(table.payoff(at, i) for at in self.rounds) for i in (0, 1))
        return own, other


def new_play(field: Sequence[Automaton], chance: random.Random, noise: float = 0.0) -> Play:
    """Return a game against one of *field*, each as likely, with errors *noise*.

    Raises ValueError if there is none, or *noise* is not in [0, 1].
    """
    check_probability(noise, NUMBERS["noise"])
    if not field:
        raise ValueError(ERRORS["nobody"])
    return Play(chance.choice(field), noise=noise)


def played(play: Play, own: Action, continuation: float, chance: random.Random) -> Play:
    """Return *play* after one more round, in which the player means to do *own*.

    With probability *continuation* there will be another. Raises ValueError if the game is over or
    *continuation* is not in [0, 1].
    """
    check_probability(continuation, NUMBERS["continuation"])
    if play.over:
        raise ValueError(ERRORS["over"])
    choice = chance.random()
    error, other_error = (chance.random(), chance.random()) if play.noise else (1.0, 1.0)
    did = own.other if error < play.noise else own
    other = C if choice < play.opponent.cooperation[play.state] else D
    other = other.other if other_error < play.noise else other
    return replace(
        play,
        rounds=(*play.rounds, (did, other)),
        state=play.opponent.after(play.state, other, did),
        over=chance.random() >= continuation,
        luck=(*play.luck, (0.0, choice, error, other_error)),
    )


def course(play: Play) -> Transcript:
    """Return *play* round by round: what both meant, and in which state the opponent was."""
    rounds, state = [], 0
    for (own, other), (_, _, error, other_error) in zip(play.rounds, play.luck, strict=True):
        meant = own.other if error < play.noise else own
        intended = other.other if other_error < play.noise else other
        rounds.append(PlayedRound(Move(None, meant, own), Move(state, intended, other)))
        state = play.opponent.after(state, other, own)
    return tuple(rounds)


# Afterwards --------------------------------------------------------------------------------------


def log_likelihood(strategy: Automaton, rounds: Sequence[Profile], noise: float = 0.0) -> float:
    """Return the logarithm of how probable it is that *strategy* answers as in *rounds*, with errors *noise*.

    −∞ if it could not. A logarithm, since the product over a thousand rounds would be lost.
    """
    total, state = 0.0, 0
    for own, other in rounds:
        cooperates, defects = executed(strategy.cooperation[state], noise)
        probability = cooperates if other is C else defects
        if probability == 0:
            return -math.inf
        total += math.log(probability)
        state = strategy.after(state, other, own)
    return total


def suspicions(
    field: Sequence[Automaton], rounds: Sequence[Profile], noise: float = 0.0
) -> tuple[float, ...]:
    """Return how probable each of *field* is after *rounds* with errors *noise*, if all were as likely before.

    By Bayes (formula 2.15). Raises ValueError if none of them could have played so.
    """
    logs = [log_likelihood(strategy, rounds, noise) for strategy in field]
    largest = max(logs, default=-math.inf)
    if largest == -math.inf:
        raise ValueError(ERRORS["nobody_played_so"])
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
    opponent: Automaton,
    game: SymmetricGame,
    continuation: float,
    rounds: int,
    shown: int = 8,
    noise: float = 0.0,
) -> Benchmark:
    """Return what one who knew *opponent*, but not the end, would have earned in *rounds* rounds with errors *noise*.

    The best response is that to an unknown end: another round comes with *continuation*. Who is
    lucky with the last round can earn more in a single game. Raises ValueError unless
    0 ≤ continuation < 1 and *rounds* is a whole number from 1.
    """
    check_discount(continuation)
    answer = best_response(opponent, game.game, Discounted(continuation), noise)
    known = response_automaton(answer, opponent)
    per_round = exact_match(known, opponent, Rounds(rounds), noise).payoffs(game.game)[0]
    return Benchmark(per_round * rounds, per_round, _opening(answer, opponent, shown, noise))


def best_course(play: Play, game: SymmetricGame, continuation: float) -> Transcript:
    """Return the rounds of *play* as they would have been with the best response, with the same luck (formula 2.13).

    Raises ValueError unless 0 ≤ continuation < 1.
    """
    check_discount(continuation)
    answer = best_response(play.opponent, game.game, Discounted(continuation), play.noise)
    known = response_automaton(answer, play.opponent)
    return transcript(known, play.opponent, play.luck, play.noise)


@dataclass(frozen=True)
class Finished:
    """What came of a game: its rounds, what the player had, what the best response had, and whether the guess was right."""

    rounds: int
    own: float
    best: float
    is_right: bool


def finished(play: Play, guess: str, game: SymmetricGame, continuation: float) -> Finished:
    """Return what came of *play* with that *guess*, the key of a strategy."""
    best = totals(best_course(play, game, continuation), game.game)[0]
    own = play.totals(game)[0]
    return Finished(len(play.rounds), own, best, guess == play.opponent.key)


def per_round(games: Sequence[Finished]) -> tuple[float, float]:
    """Return what the player and the best response had per round, over all *games*, one at least."""
    rounds = sum(each.rounds for each in games)
    return sum(each.own for each in games) / rounds, sum(each.best for each in games) / rounds


def _opening(
    answer: BestResponse, opponent: Automaton, shown: int, noise: float
) -> tuple[Action, ...] | None:
    """Follow *answer* against *opponent*, whatever the opponent and errors do by chance."""
    (plan,) = answer.actions
    states, actions = {0}, []
    for _ in range(shown):
        chosen = {plan[state] for state in states}
        if len(chosen) > 1:
            return None
        own = chosen.pop()
        actions.append(own)
        states = {
            opponent.after(state, other, did)
            for state in states
            for other, likely in zip(
                Action, executed(opponent.cooperation[state], noise), strict=True
            )
            for did in ({own, own.other} if noise else {own})
            if likely > 0
        }
    return tuple(actions)
