"""Why a strategy does well: nice, retaliating, forgiving, clear, as Axelrod put it.

Axelrod describes them in words [axelrod1984]; the definitions for automata below are ours, chosen
for the course (didactic assumption). They look at play without errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kooperation.games.game import C, D
from kooperation.repeated.automaton import Automaton, minimal, started_in
from kooperation.repeated.match import LongRun, exact_match
from kooperation.repeated.strategies import always_cooperate


@dataclass(frozen=True)
class Traits:
    """Which of the four properties a strategy has."""

    nice: bool
    retaliating: bool
    forgiving: bool
    clear: bool


@cache
def traits(strategy: Automaton) -> Traits:
    """Return the properties of *strategy*.

    - nice: it is never the first to defect;
    - retaliating: a defection against its cooperation makes it less cooperative in the next round;
    - forgiving: if the other defects once and then always cooperates, it cooperates again in the
      end, more often than not;
    - clear: it leaves nothing to chance, and three states are enough to describe it.
    """
    smallest = minimal(strategy)
    return Traits(
        nice=_is_nice(smallest),
        retaliating=_retaliates(smallest),
        forgiving=_forgives(smallest),
        clear=smallest.is_deterministic and len(smallest.cooperation) <= 3,
    )


def _is_nice(strategy: Automaton) -> bool:
    state, seen = 0, set[int]()
    while state not in seen:
        if strategy.cooperation[state] < 1:
            return False
        seen.add(state)
        state = strategy.after(state, C, C)
    return True


def _retaliates(strategy: Automaton) -> bool:
    """Compare the next round after (C, D) with that after (C, C), where it first cooperates."""
    state = _first_cooperative_state(strategy)
    if state is None:
        return False
    provoked = strategy.cooperation[strategy.after(state, C, D)]
    return provoked < strategy.cooperation[strategy.after(state, C, C)]


def _forgives(strategy: Automaton) -> bool:
    state = _first_cooperative_state(strategy)
    if state is None:
        return False
    provoked = started_in(strategy.after(state, C, D), strategy)
    return exact_match(provoked, always_cooperate(), LongRun()).cooperation[0] > 0.5


def _first_cooperative_state(strategy: Automaton) -> int | None:
    """Return the first state with a chance of C that play against a cooperator leads to."""
    waiting, seen = [0], set[int]()
    while waiting:
        state = waiting.pop(0)
        if strategy.cooperation[state] > 0:
            return state
        seen.add(state)
        following = strategy.after(state, D, C)
        if following not in seen:
            waiting.append(following)
    return None
