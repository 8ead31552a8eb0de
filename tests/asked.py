"""Strategies that several tests ask, as a learner's function is asked."""

from __future__ import annotations

from kooperation.games.game import Action, C, D
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.observing import Decide, Word


def deciding(automaton: Automaton) -> Decide:
    """Return a deterministic *automaton* as something that can be asked."""

    def decide(own: Word, other: Word) -> Action:
        state = 0
        for mine, theirs in zip(own, other, strict=True):
            state = automaton.after(state, mine, theirs)
        return C if automaton.cooperation[state] else D

    return decide
