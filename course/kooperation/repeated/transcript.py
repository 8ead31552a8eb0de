"""A match round by round: what both meant to do, what they did, and in which state each of them was.

match.py says what a match brings on average; here one course of it is written down. Chance comes from outside, round by
round, so that the same luck shows what else would have been: with another strategy, or without an error (formula 2.22).
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kooperation.base.checks import check_count, check_probability
from kooperation.base.words import Words
from kooperation.games.game import Action, C, D, Game, Profile
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Discounted, Horizon, Pair, Rounds
from kooperation.repeated.simulation import OwnStrategy, Player, ask, seeded

NUMBERS, ERRORS = Words("repeated.errors.numbers"), Words("repeated.errors.transcript")

MOST_ROUNDS = 400

# Of one round, each in [0, 1): what decides the choices of both, if they leave it to chance, and the errors of both.
Luck = tuple[float, float, float, float]
Slips = Collection[tuple[int, int]]  # (round, player), both from 0: errors that happen in any case


@dataclass(frozen=True)
class Move:
    """What one side did: *state* of its automaton (None if it has none), what it *meant* and what was *done*."""

    state: int | None
    meant: Action
    done: Action

    @property
    def is_slip(self) -> bool:
        """Say whether the opposite of what was meant was done."""
        return self.meant is not self.done


@dataclass(frozen=True)
class PlayedRound:
    """One round: the moves of both."""

    first: Move
    second: Move

    @property
    def profile(self) -> Profile:
        """What both did."""
        return self.first.done, self.second.done


Transcript = tuple[PlayedRound, ...]


def drawn_luck(rounds: int, chance: random.Random) -> tuple[Luck, ...]:
    """Return the luck of *rounds* rounds. Raises ValueError unless that is a whole number from 1."""
    check_count(rounds, NUMBERS["rounds"])
    draw = chance.random
    return tuple((draw(), draw(), draw(), draw()) for _ in range(rounds))


def drawn_length(horizon: Horizon, chance: random.Random) -> int:
    """Return how many rounds a match has; one with an open end goes on with probability δ, MOST_ROUNDS at most.

    Raises ValueError for a long run, which has no end.
    """
    if isinstance(horizon, Rounds):
        return horizon.number
    if not isinstance(horizon, Discounted):
        raise ValueError(ERRORS["without_end"])
    rounds = 1
    while rounds < MOST_ROUNDS and chance.random() < horizon.discount:
        rounds += 1
    return rounds


def transcript(
    first: Player, second: Player, luck: Sequence[Luck], noise: float = 0.0, slips: Slips = ()
) -> Transcript:
    """Return the match of *first* against *second* with that *luck*, one round for each of its items.

    An action turns into its opposite with probability *noise*, and where *slips* say so. Both see what was done. Raises
    ValueError if *noise* is not in [0, 1], and where a learner's own function is no good.
    """
    check_probability(noise, NUMBERS["noise"])
    states = [0, 0]
    done: tuple[list[Action], list[Action]] = [], []
    rounds: list[PlayedRound] = []
    with seeded(random.Random(str(luck))):  # a learner's function may ask Python's own chance
        for number, (choice, other_choice, error, other_error) in enumerate(luck):
            meant = (
                _meant(first, states[0], done[0], done[1], choice),
                _meant(second, states[1], done[1], done[0], other_choice),
            )
            fails = (
                error < noise or (number, 0) in slips,
                other_error < noise or (number, 1) in slips,
            )
            did = tuple(a.other if fail else a for a, fail in zip(meant, fails, strict=True))
            moves = [
                Move(state if isinstance(player, Automaton) else None, *actions)
                for player, state, *actions in zip((first, second), states, meant, did, strict=True)
            ]
            rounds.append(PlayedRound(*moves))
            for side, player in enumerate((first, second)):
                done[side].append(did[side])
                if isinstance(player, Automaton):
                    states[side] = player.after(states[side], did[side], did[1 - side])
    return tuple(rounds)


def _meant(
    player: Player, state: int, own: list[Action], other: list[Action], choice: float
) -> Action:
    if isinstance(player, OwnStrategy):
        return ask(player, tuple(own), tuple(other))
    return C if choice < player.cooperation[state] else D


def totals(rounds: Transcript, game: Game) -> Pair:
    """Return what both have in the end."""
    first, second = (sum(game.payoff(each.profile, player) for each in rounds) for player in (0, 1))
    return first, second


def differing(one: Transcript, other: Transcript) -> tuple[int, ...]:
    """Return the rounds, from 0, in which not the same was done. Raises ValueError if they are not equally long."""
    pairs = enumerate(zip(one, other, strict=True))
    return tuple(number for number, (a, b) in pairs if a.profile != b.profile)
