"""Tournaments after Axelrod's rules: everybody meets everybody, and oneself [axelrod1980a].

A strategy's score is its mean payoff per round over all its matches (formula 2.16). What
wins depends on the field, the payoffs, the noise and the horizon [rapoportsealecolman2015]: a
tournament describes its field, it does not find the best strategy.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from kooperation.base.comparing import beats
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, payoff_range
from kooperation.repeated.match import Horizon, Outcome
from kooperation.repeated.simulation import Player, play_match

ERRORS = Words("repeated.errors.tournament")

Table = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class RoundRobin:
    """All matches of a field: outcomes[i][j] is player i's match against player j, i first.

    Payoffs play no role yet, so that other payoffs do not mean other matches.
    """

    names: tuple[str, ...]
    outcomes: tuple[tuple[Outcome, ...], ...]

    @property
    def cooperation(self) -> Table:
        """How often row cooperates with column, in [0, 1]."""
        return tuple(tuple(outcome.cooperation[0] for outcome in row) for row in self.outcomes)

    @property
    def simulated(self) -> bool:
        """Say whether some of the matches are simulated."""
        return any(outcome.simulated for row in self.outcomes for outcome in row)


@dataclass(frozen=True)
class Standing:
    """A strategy's place (1 is the best; equal scores share a place), score and cooperation."""

    place: int
    player: int
    name: str
    score: float
    cooperation: float


@dataclass(frozen=True)
class TournamentResult:
    """A scored round robin: payoffs[i][j] is what i gets per round from j; the best stand first."""

    matches: RoundRobin
    payoffs: Table
    ranking: tuple[Standing, ...]


def round_robin(
    players: Sequence[Player],
    horizon: Horizon,
    noise: float = 0.0,
    chance: random.Random | None = None,
    repetitions: int = 50,
) -> RoundRobin:
    """Return all matches of *players*, each pair played once and read from both sides.

    Two automata are evaluated exactly, others simulated with *chance* and *repetitions*. Raises
    ValueError if there are no players, and where play_match does.
    """
    if not players:
        raise ValueError(ERRORS["nobody"])
    table: dict[tuple[int, int], Outcome] = {}
    for i, first in enumerate(players):
        for j in range(i, len(players)):
            outcome = play_match(first, players[j], horizon, noise, chance, repetitions)
            table[i, j] = outcome
            if i != j:
                table[j, i] = outcome.mirrored
    everyone = range(len(players))
    return RoundRobin(
        tuple(player.name for player in players),
        tuple(tuple(table[i, j] for j in everyone) for i in everyone),
    )


def score(matches: RoundRobin, game: SymmetricGame, with_self: bool = True) -> TournamentResult:
    """Return the payoffs and the ranking; *with_self* counts the match against one's own kind.

    Raises ValueError if only the match against itself is there and does not count.
    """
    size = len(matches.names)
    if size == 1 and not with_self:
        raise ValueError(ERRORS["one_alone"])
    table = game.game
    payoffs = tuple(tuple(outcome.payoffs(table)[0] for outcome in row) for row in matches.outcomes)
    scores = [_mean(row, i, with_self) for i, row in enumerate(payoffs)]
    rates = [_mean(row, i, with_self) for i, row in enumerate(matches.cooperation)]
    unit = payoff_range(table)
    places = [1 + sum(beats(other, own, unit) for other in scores) for own in scores]
    ranking = tuple(
        Standing(places[i], i, matches.names[i], scores[i], rates[i])
        for i in sorted(range(size), key=lambda i: places[i])
    )
    return TournamentResult(matches, payoffs, ranking)


def play_tournament(
    players: Sequence[Player],
    game: SymmetricGame,
    horizon: Horizon,
    noise: float = 0.0,
    chance: random.Random | None = None,
    repetitions: int = 50,
) -> TournamentResult:
    """Return the scored tournament of *players*, each of whom also meets its own kind."""
    return score(round_robin(players, horizon, noise, chance, repetitions), game)


def _mean(row: Sequence[float], own: int, with_self: bool) -> float:
    counted = [value for j, value in enumerate(row) if with_self or j != own]
    return sum(counted) / len(counted)
