"""A strategy that can only be asked: from its answers, the automaton that behaves alike, if it has few states.

Without errors a strategy's own history follows from what the other did, so its behaviour is a function of the other's
words: a Moore machine. Such a machine with few states is found by asking (Angluin's L*, with the analysis of
counterexamples of Rivest and Schapire [angluin1987, rivestschapire1993]) and tried on words that it was not made from. What
is found holds for what was asked: a rule that waits for round 60 is no automaton of few states, and is not seen in 50.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from kooperation.games.game import Action, C, D
from kooperation.repeated.automaton import Automaton, Successors

Word = tuple[Action, ...]  # what the other did, round by round
Decide = Callable[[Word, Word], Action]  # own and the other's actions so far → the next action
Along = Callable[
    [Word], Sequence[Action]
]  # what it does after nothing, after the first of the word, … after all of it

MOST_STATES = 8
SHORT, LONG, LONG_WORDS, SEED = (
    6,
    50,
    8,
    1,
)  # words that an automaton is tried on: lengths, how many, whose chance
ALIKE, TIMES = (
    3,
    4,
)  # whether chance is at work is tried on words so long, each asked again so often


class Observed:
    """What a strategy does after each word of the other's. *along* says it for all beginnings of a word at once."""

    def __init__(self, along: Along) -> None:
        self._along = along
        self._known: dict[Word, Action] = {}

    def after(self, word: Word) -> Action:
        """Return what it does after *word*; asked once."""
        if word not in self._known:
            for length, action in enumerate(self._along(word)):
                self._known.setdefault(word[:length], action)
        return self._known[word]

    def is_as_before(self, word: Word) -> bool:
        """Ask again what it does along *word*, and say whether it is the same."""
        before = [self.after(word[:length]) for length in range(len(word) + 1)]
        return list(self._along(word)) == before


def along(decide: Decide) -> Along:
    """Return how a strategy is asked that *decides* from both histories."""

    def asked(word: Word) -> list[Action]:
        own: list[Action] = []
        for length in range(len(word) + 1):
            own.append(decide(tuple(own), word[:length]))
        return own

    return asked


def is_steady(strategy: Observed) -> bool:
    """Say whether the strategy does the same whenever it is asked the same: no chance, no memory of its own."""
    words = list(product((C, D), repeat=ALIKE))
    return all(strategy.is_as_before(word) for _ in range(TIMES) for word in words)


def automaton_of(name: str, strategy: Observed) -> Automaton | None:
    """Return the automaton with at most MOST_STATES that does as the steady *strategy* does, None if there is none.

    Its states are numbered in the order in which they are reached, C before D: equal behaviour, equal automaton.
    """
    for word in (*product((C, D), repeat=SHORT), *_long()):
        strategy.after(word)  # and so after each of its beginnings, with one question
    endings: list[Word] = [()]
    while True:
        states = _states(strategy, endings)
        if states is None:
            return None
        moves = _moves(strategy, endings, states)
        wrong = next(
            (
                w
                for w in _tried()
                if strategy.after(states[_run(moves, w)]) is not strategy.after(w)
            ),
            None,
        )
        if wrong is None:
            return _automaton(name, [strategy.after(word) for word in states], moves)
        endings.append(_telling(strategy, states, moves, wrong))


def _states(strategy: Observed, endings: Sequence[Word]) -> list[Word] | None:
    """Return one word for each state that *endings* tell apart; None if they are too many."""
    words: list[Word] = [()]
    rows = {_row(strategy, (), endings)}
    for word in words:  # it grows
        for action in (C, D):
            row = _row(strategy, (*word, action), endings)
            if row not in rows:
                rows.add(row)
                words.append((*word, action))
                if len(words) > MOST_STATES:
                    return None
    return words


def _row(strategy: Observed, word: Word, endings: Sequence[Word]) -> Word:
    return tuple(strategy.after(word + ending) for ending in endings)


def _moves(
    strategy: Observed, endings: Sequence[Word], states: Sequence[Word]
) -> list[tuple[int, int]]:
    """Return which state follows each one after C and after D of the other's."""
    number = {_row(strategy, word, endings): k for k, word in enumerate(states)}
    return [
        (
            number[_row(strategy, (*word, C), endings)],
            number[_row(strategy, (*word, D), endings)],
        )
        for word in states
    ]


def _run(moves: Sequence[tuple[int, int]], word: Word, state: int = 0) -> int:
    for action in word:
        state = moves[state][action is D]
    return state


def _telling(
    strategy: Observed, states: Sequence[Word], moves: Sequence[tuple[int, int]], wrong: Word
) -> Word:
    """Return the end of *wrong* that tells two words apart which the automaton takes for one state.

    In place of the beginning of *wrong* stands the word of the state to which it leads: at first the strategy does as
    after *wrong* itself, at last as the automaton says, and in between it changes once at least.
    """

    def does(length: int) -> Action:
        return strategy.after(states[_run(moves, wrong[:length])] + wrong[length:])

    low, high = 0, len(wrong)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if does(middle) is does(0) else (low, middle)
    return wrong[high:]


def _words(length: int) -> Iterator[Word]:
    for size in range(length + 1):
        yield from product((C, D), repeat=size)


def _tried() -> Iterator[Word]:
    """Yield all short words, and of some long ones each beginning."""
    yield from _words(SHORT)
    for word in _long():
        yield from (word[: length + 1] for length in range(SHORT, LONG))


def _long() -> Iterator[Word]:
    chance = random.Random(SEED)
    for number in range(LONG_WORDS):
        share = (0.0, 1.0, 0.5)[min(number, 2)]
        yield tuple(D if chance.random() < share else C for _ in range(LONG))


def _automaton(name: str, actions: Sequence[Action], moves: Sequence[tuple[int, int]]) -> Automaton:
    """Return the automaton; what it did itself decides nothing, since without errors it always does what it means."""

    def row(state: int) -> Successors:
        after_c, after_d = moves[state]
        return after_c, after_d, after_c, after_d

    cooperation = tuple(float(action is C) for action in actions)
    return Automaton("", name, cooperation, tuple(map(row, range(len(actions)))))
