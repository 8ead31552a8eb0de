"""Strategies as finite automata.

An automaton is always in one state. A state says with what probability it cooperates; what both
then did says which state comes next. Chance is in the action alone, so whoever knows the automaton
and the history knows its state. After an execution error the automaton sees what it did, not what
it meant to do, and so does the other.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kooperation.base.checks import check_probability
from kooperation.base.words import Words
from kooperation.games.game import PROFILES, Action, C, D, Profile

ERRORS, NUMBERS = Words("repeated.errors.automaton"), Words("repeated.errors.numbers")

# What the other calls CC, CD, DC, DD: positions in PROFILES with the roles exchanged.
MIRROR = (0, 2, 1, 3)
_POSITION: dict[Profile, int] = {at: k for k, at in enumerate(PROFILES)}

Successors = tuple[int, int, int, int]


@dataclass(frozen=True)
class Automaton:
    """A strategy with finitely many states, starting in state 0.

    *cooperation* has one probability of C per state; *successors* one row per state with the next
    state after CC, CD, DC and DD, own action first. *name* is what a learner reads, *aliases* are
    further names in the literature, *sources* keys of the bibliography.

    Raises ValueError if a probability is not in [0, 1] or a successor is not a state.
    """

    key: str
    name: str
    cooperation: tuple[float, ...]
    successors: tuple[Successors, ...]
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.cooperation or len(self.cooperation) != len(self.successors):
            raise ValueError(ERRORS.filled("unlike_states", name=self.name))
        for probability in self.cooperation:
            check_probability(probability, NUMBERS.filled("cooperation_of", name=self.name))
        for row in self.successors:
            if len(row) != len(PROFILES) or not all(0 <= k < len(self.cooperation) for k in row):
                raise ValueError(ERRORS.filled("no_states", name=self.name, row=row))

    @property
    def is_deterministic(self) -> bool:
        """Say whether it leaves nothing to chance."""
        return all(probability in (0, 1) for probability in self.cooperation)

    def after(self, state: int, own: Action, other: Action) -> int:
        """Return the state that follows *state* when the two actions were *own* and *other*."""
        return self.successors[state][_POSITION[own, other]]

    def action(self, state: int, chance: random.Random) -> Action:
        """Return what it means to do in *state*."""
        return C if chance.random() < self.cooperation[state] else D


def started_in(state: int, automaton: Automaton) -> Automaton:
    """Return *automaton* as it goes on from *state*: the same, with that state as its start."""
    order = [state, *(k for k in range(len(automaton.cooperation)) if k != state)]
    place = {old: new for new, old in enumerate(order)}
    return _renumbered(automaton, order, place)


def minimal(automaton: Automaton) -> Automaton:
    """Return the smallest automaton that behaves alike: equivalent states merged, others dropped.

    States are equivalent if they cooperate alike and every profile leads to equivalent states
    (partition refinement, as for deterministic automata [moore1956]).
    """
    reachable = [0]
    for state in reachable:
        reachable.extend(
            k for k in dict.fromkeys(automaton.successors[state]) if k not in reachable
        )
    block: dict[int, object] = {k: automaton.cooperation[k] for k in reachable}
    while True:
        signature = {
            k: (block[k], tuple(block[s] for s in automaton.successors[k])) for k in reachable
        }
        number = {sign: i for i, sign in enumerate(dict.fromkeys(signature.values()))}
        if len(number) == len(set(block.values())):
            break
        block = {k: number[signature[k]] for k in reachable}
    place = {k: number[signature[k]] for k in reachable}
    representative = {new: old for old, new in reversed(place.items())}
    return _renumbered(automaton, [representative[i] for i in range(len(number))], place)


def _renumbered(automaton: Automaton, order: Sequence[int], place: Mapping[int, int]) -> Automaton:
    """Return the states in *order*; *place* says which new number each old one gets."""

    def row(state: int) -> Successors:
        cc, cd, dc, dd = (place[k] for k in automaton.successors[state])
        return cc, cd, dc, dd

    return replace(
        automaton,
        cooperation=tuple(automaton.cooperation[k] for k in order),
        successors=tuple(map(row, order)),
    )
