"""Matches with a learner's own strategy: a Python function of two histories.

Nothing can be known about such a function but what it does, so its matches are simulated: a number
of repetitions, with chance from a seeded generator. The outcome says that it is simulated.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kooperation.base.checks import check_count, check_probability, german
from kooperation.base.words import Words
from kooperation.games.game import PROFILES, Action
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import (
    Discounted,
    Frequencies,
    Horizon,
    Outcome,
    Rounds,
    exact_match,
)
from kooperation.repeated.step_limit import StepLimitReached, call_with_step_limit

WORDS = Words("repeated.field")
ERRORS, NUMBERS = Words("repeated.errors.simulation"), Words("repeated.errors.numbers")
History = tuple[Action, ...]

# Lines of Python that one decision may take: a fifth of a second, and far more than any rule needs
# that looks at a history of a thousand rounds a hundred times.
STEPS_PER_DECISION = 1_000_000

# A discounted match is cut where the rest weighs less than this; it may not get longer than that.
NEGLIGIBLE_WEIGHT = 1e-4
MOST_ROUNDS = 1000


@dataclass(frozen=True)
class OwnStrategy:
    """A learner's strategy: *decide* maps (own history, other's history) to C or D.

    The histories are tuples of actions, the latest last, both empty in the first round. *decide*
    may return an Action or its letter.
    """

    name: str
    decide: Callable[[History, History], object]

    def __post_init__(self) -> None:
        if not callable(self.decide):
            raise ValueError(ERRORS.filled("no_function", name=self.name))


Player = Automaton | OwnStrategy


def play_match(
    first: Player,
    second: Player,
    horizon: Horizon,
    noise: float = 0.0,
    chance: random.Random | None = None,
    repetitions: int = 50,
) -> Outcome:
    """Return the outcome: exact for two automata, else from *repetitions* simulated matches.

    Raises ValueError where exact_match and simulated_match do, and if *chance* is missing where it
    is needed.
    """
    if isinstance(first, Automaton) and isinstance(second, Automaton):
        return exact_match(first, second, horizon, noise)
    if chance is None:
        raise ValueError(ERRORS["no_chance"])
    return simulated_match(first, second, horizon, chance, noise, repetitions)


def simulated_match(
    first: Player,
    second: Player,
    horizon: Horizon,
    chance: random.Random,
    noise: float = 0.0,
    repetitions: int = 50,
) -> Outcome:
    """Return the mean outcome of *repetitions* simulated matches, each with its own chance.

    The same state of *chance* gives the same outcome, also for functions that use Python's module
    `random`. Raises ValueError for a long run, a discounted match of more than MOST_ROUNDS rounds,
    and a function that raises, returns something else than C or D, or does not come to an end.
    """
    check_probability(noise, NUMBERS["noise"])
    check_count(repetitions, NUMBERS["repetitions"])
    weights = _weights(horizon)
    with seeded(chance):
        samples = tuple(
            _simulate_once(first, second, weights, chance, noise) for _ in range(repetitions)
        )
    cc, cd, dc, dd = (sum(shares) / repetitions for shares in zip(*samples, strict=True))
    return Outcome((cc, cd, dc, dd), samples)


def _weights(horizon: Horizon) -> list[float]:
    """Return what each round counts for; the weights sum to 1."""
    if isinstance(horizon, Rounds):
        return [1 / horizon.number] * horizon.number
    if not isinstance(horizon, Discounted):
        raise ValueError(ERRORS["no_rounds"])
    discount = horizon.discount
    rounds = math.ceil(math.log(NEGLIGIBLE_WEIGHT) / math.log(discount)) if discount > 0 else 1
    if rounds > MOST_ROUNDS:
        raise ValueError(
            ERRORS.filled(
                "too_many_rounds", discount=german(discount), rounds=rounds, most=MOST_ROUNDS
            )
        )
    total = 1 - discount**rounds
    return [(1 - discount) * discount**k / total for k in range(rounds)]


def _simulate_once(
    first: Player, second: Player, weights: list[float], chance: random.Random, noise: float
) -> Frequencies:
    choosers = _chooser(first, chance), _chooser(second, chance)
    histories: tuple[list[Action], list[Action]] = [], []
    spent = dict.fromkeys(PROFILES, 0.0)
    for weight in weights:
        own, other = choosers[0](*histories), choosers[1](*histories[::-1])
        own = own.other if noise and chance.random() < noise else own
        other = other.other if noise and chance.random() < noise else other
        histories[0].append(own)
        histories[1].append(other)
        spent[own, other] += weight
    cc, cd, dc, dd = spent.values()
    return cc, cd, dc, dd


def _chooser(
    player: Player, chance: random.Random
) -> Callable[[list[Action], list[Action]], Action]:
    """Return who chooses the next action for one match, from the histories so far."""
    if isinstance(player, OwnStrategy):
        return lambda own, other: ask(player, tuple(own), tuple(other))
    state = 0

    def choose(own: list[Action], other: list[Action]) -> Action:
        nonlocal state
        if own:
            state = player.after(state, own[-1], other[-1])
        return player.action(state, chance)

    return choose


def ask(strategy: OwnStrategy, own: History, other: History) -> Action:
    """Return what the learner's function decides after these histories.

    Raises ValueError, in German and with the round, if it raises, returns something else than C
    or D, or takes more than STEPS_PER_DECISION lines.
    """
    where = WORDS.filled("own", name=strategy.name)
    now = ERRORS.filled("round", number=len(own) + 1)
    try:
        answer = call_with_step_limit(strategy.decide, (own, other), STEPS_PER_DECISION)
    except StepLimitReached:
        raise ValueError(ERRORS.filled("endless", where=where, now=now)) from None
    except (Exception, SystemExit) as error:
        raise ValueError(
            ERRORS.filled(
                "breaks_off", where=where, now=now, kind=type(error).__name__, error=error
            )
        ) from error
    if type(answer) is Action or (type(answer) is str and answer in ("C", "D")):
        return Action(answer)
    if answer is None:
        raise ValueError(ERRORS.filled("nothing", where=where, now=now))
    shown = repr(answer)[:40] if isinstance(answer, str | int | float) else type(answer).__name__
    raise ValueError(ERRORS.filled("no_action", where=where, now=now, shown=shown))


@contextmanager
def seeded(chance: random.Random) -> Iterator[None]:
    """Seed Python's global generator from *chance*, and put it back afterwards."""
    before = random.getstate()
    random.seed(chance.getrandbits(64))
    try:
        yield
    finally:
        random.setstate(before)
