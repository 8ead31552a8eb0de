"""From answers to an automaton: what is found does as the strategy does, and is as small as can be."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product

import pytest

from asked import deciding
from kooperation.games.game import Action, C, D
from kooperation.repeated.automaton import Automaton, Successors
from kooperation.repeated.observing import (
    LONG,
    MOST_STATES,
    Decide,
    Observed,
    Word,
    along,
    automaton_of,
    is_steady,
)
from kooperation.repeated.strategies import FIELD

DETERMINISTIC = [automaton for automaton in FIELD if automaton.is_deterministic]


def answers(decide: Decide, word: Word) -> list[Action]:
    """Return what *decide* does in each round against one who plays *word*."""
    own: list[Action] = []
    for length in range(len(word) + 1):
        own.append(decide(tuple(own), word[:length]))
    return own


def found(decide: Decide) -> Automaton | None:
    return automaton_of("x", Observed(along(decide)))


@pytest.mark.parametrize("strategy", DETERMINISTIC, ids=lambda a: a.key)
def test_a_strategy_of_the_literature_is_found_by_its_answers(strategy: Automaton) -> None:
    automaton = found(deciding(strategy))
    assert automaton is not None
    for word in product((C, D), repeat=9):
        assert answers(deciding(automaton), word) == answers(deciding(strategy), word)


def random_automaton(seed: int) -> Automaton:
    chance = random.Random(seed)
    states = range(chance.randint(1, MOST_STATES))
    rows: list[Successors] = [
        (chance.choice(states), chance.choice(states), chance.choice(states), chance.choice(states))
        for _ in states
    ]
    return Automaton("r", "r", tuple(float(chance.randint(0, 1)) for _ in states), tuple(rows))


def behaviours(automaton: Automaton) -> int:
    """Return how many states are reached and told apart by words of eight: as many as it needs (Myhill, Nerode)."""
    decide = deciding(automaton)
    endings = [w for n in range(MOST_STATES + 1) for w in product((C, D), repeat=n)]
    reached: list[Word] = [()]
    rows = [tuple(answers(decide, (*(), *e))[-1] for e in endings)]
    for word in reached:
        for action in (C, D):
            longer = (*word, action)
            row = tuple(answers(decide, longer + e)[-1] for e in endings)
            if row not in rows:
                rows.append(row)
                reached.append(longer)
    return len(reached)


@pytest.mark.parametrize("seed", range(12))
def test_any_automaton_of_eight_states_is_found_and_has_no_state_too_many(seed: int) -> None:
    automaton = random_automaton(seed)
    seen = found(deciding(automaton))
    assert seen is not None
    chance = random.Random(seed)
    for _ in range(50):
        word = tuple(chance.choice((C, D)) for _ in range(LONG))
        assert answers(deciding(seen), word) == answers(deciding(automaton), word)
    assert len(seen.cooperation) == behaviours(automaton)


def counting(number: int) -> Decide:
    return lambda own, _: D if len(own) % number == number - 1 else C


def test_eight_states_are_found_and_nine_are_too_many() -> None:
    eight = found(counting(MOST_STATES))
    assert eight is not None
    assert len(eight.cooperation) == MOST_STATES
    assert found(counting(MOST_STATES + 1)) is None


def more_often(_own: Word, other: Word) -> Action:
    return D if other.count(D) > other.count(C) else C


def at_the_end(own: Word, _other: Word) -> Action:
    return D if len(own) == LONG - 1 else C


@pytest.mark.parametrize("decide", [more_often, at_the_end])
def test_what_counts_without_end_is_no_automaton_of_few_states(decide: Decide) -> None:
    assert is_steady(Observed(along(decide)))
    assert found(decide) is None


def test_what_comes_after_all_that_was_asked_is_not_seen() -> None:
    seen = found(lambda own, _: D if len(own) > LONG else C)
    assert seen is not None
    assert seen.cooperation == (1.0,)


def test_chance_and_a_memory_of_its_own_are_not_steady() -> None:
    chance = random.Random(1)

    def forgives(_own: Word, other: Word) -> Action:
        return D if other and other[-1] is D and chance.random() > 0.3 else C

    for _ in range(20):
        assert not is_steady(Observed(along(forgives)))
    turns = iter(range(10_000))
    assert not is_steady(Observed(along(lambda _own, _other: D if next(turns) % 3 else C)))


@pytest.mark.parametrize("strategy", DETERMINISTIC, ids=lambda a: a.key)
def test_it_takes_a_hundred_questions(strategy: Automaton) -> None:
    """Each costs a message to another process."""
    asked: list[Word] = []

    def counted(word: Word) -> Sequence[Action]:
        asked.append(word)
        return along(deciding(strategy))(word)

    observed = Observed(counted)
    assert is_steady(observed)
    assert automaton_of("x", observed) is not None
    assert len(asked) < 130


def test_its_own_history_is_what_it_did() -> None:
    def looks_at_itself(own: Word, other: Word) -> Action:
        assert len(own) == len(other)
        return D if own and own[-1] is C and other[-1] is D else C

    seen = found(looks_at_itself)
    assert seen is not None
    assert answers(deciding(seen), (D, D, D, C)) == [C, D, C, D, C]
