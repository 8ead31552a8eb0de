"""The repeated game: what two automata get, exactly.

Two automata that play each other form a Markov chain on the pairs of their states. Whatever is
asked of a match (its rounds, its discounted sum, its long run) is how much time that chain spends
where. Nothing is simulated here; see simulation.py for strategies that are Python functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kooperation.base.checks import check_count, check_discount, check_probability
from kooperation.base.words import Words
from kooperation.games.game import PROFILES, Game
from kooperation.repeated.automaton import MIRROR, Automaton
from kooperation.repeated.chains import (
    Row,
    discounted_visits,
    long_run_visits,
    visits,
)

NUMBERS = Words("repeated.errors.numbers")

Frequencies = tuple[float, float, float, float]
Pair = tuple[float, float]


@dataclass(frozen=True)
class Rounds:
    """A match of so many rounds. Raises ValueError unless *number* is a whole number from 1."""

    number: int

    def __post_init__(self) -> None:
        check_count(self.number, NUMBERS["rounds"])


@dataclass(frozen=True)
class Discounted:
    """A match without a known end, in which the next round weighs *discount* (δ) of this one.

    Equally, a match that goes on after each round with probability δ; then it has 1/(1 − δ) rounds
    on average. Raises ValueError unless 0 ≤ δ < 1.
    """

    discount: float

    def __post_init__(self) -> None:
        check_discount(self.discount)


@dataclass(frozen=True)
class LongRun:
    """The mean per round as the number of rounds grows without bound."""


Horizon = Rounds | Discounted | LongRun


@dataclass(frozen=True)
class Outcome:
    """How a match goes: the shares of rounds with CC, CD, DC and DD, player 1's action first.

    The shares sum to 1; in a discounted match a round counts with its weight. They are exact
    expectations if *samples* is empty, else the mean of *samples*, one tuple for each simulated
    match.
    """

    frequencies: Frequencies
    samples: tuple[Frequencies, ...] = ()

    @property
    def simulated(self) -> bool:
        """Say whether the numbers are estimates from simulated matches."""
        return bool(self.samples)

    @property
    def cooperation(self) -> Pair:
        """Each player's rate of cooperation, in [0, 1]."""
        cc, cd, dc, _ = self.frequencies
        return cc + cd, cc + dc

    def payoffs(self, game: Game) -> Pair:
        """Return each player's expected payoff per round."""
        return _payoffs(self.frequencies, game)

    @property
    def mirrored(self) -> Outcome:
        """The same match with the players exchanged."""
        return Outcome(_mirror(self.frequencies), tuple(map(_mirror, self.samples)))


def _payoffs(frequencies: Frequencies, game: Game) -> Pair:
    a, b, c, d = frequencies
    cc, cd, dc, dd = game.cc, game.cd, game.dc, game.dd
    return (
        a * cc[0] + b * cd[0] + c * dc[0] + d * dd[0],
        a * cc[1] + b * cd[1] + c * dc[1] + d * dd[1],
    )


def _mirror(frequencies: Frequencies) -> Frequencies:
    cc, cd, dc, dd = frequencies
    return cc, dc, cd, dd


@lru_cache(maxsize=2048)  # who changes one strategy of a field plays its matches alone anew
def exact_match(
    first: Automaton, second: Automaton, horizon: Horizon, noise: float = 0.0
) -> Outcome:
    """Return the exact expected outcome of *first* against *second* (formulas 2.10 and 2.11).

    *noise* is the probability with which each action, independently, turns into its opposite; both
    see what was done. Raises ValueError if it is not in [0, 1].
    """
    chain = joint_chain(first, second, noise)
    match horizon:
        case Rounds(number):
            spent = [count / number for count in visits(chain.rows, number)]
        case Discounted(discount):
            spent = discounted_visits(chain.rows, discount)
        case LongRun():
            spent = long_run_visits(chain.rows)
    return Outcome(chain.frequencies(spent))


@dataclass(frozen=True)
class JointChain:
    """A match as a Markov chain: for each pair of states, where to, and what is done there."""

    states: tuple[tuple[int, int], ...]
    rows: tuple[Row, ...]
    profiles: tuple[Frequencies, ...]

    def frequencies(self, spent: list[float]) -> Frequencies:
        """Return the shares of CC, CD, DC and DD if *spent* is the time spent in each pair."""
        cc, cd, dc, dd = (
            sum(share * here[k] for share, here in zip(spent, self.profiles, strict=True))
            for k in range(len(PROFILES))
        )
        return cc, cd, dc, dd


def joint_chain(first: Automaton, second: Automaton, noise: float = 0.0) -> JointChain:
    """Return the chain on those pairs of states that play can reach, the pair of starts first."""
    check_probability(noise, NUMBERS["noise"])
    number = {(0, 0): 0}
    states = [(0, 0)]
    rows: list[Row] = []
    profiles: list[Frequencies] = []
    mine = [executed(probability, noise) for probability in first.cooperation]
    theirs = [executed(probability, noise) for probability in second.cooperation]
    for i, j in states:
        (c, d), (x, y) = mine[i], theirs[j]
        here = (c * x, c * y, d * x, d * y)
        row: dict[int, float] = {}
        for probability, own, mirrored in zip(here, first.successors[i], MIRROR, strict=True):
            if probability:
                pair = own, second.successors[j][mirrored]
                if pair not in number:
                    number[pair] = len(states)
                    states.append(pair)
                row[number[pair]] = row.get(number[pair], 0.0) + probability
        rows.append(row)
        profiles.append(here)
    return JointChain(tuple(states), tuple(rows), tuple(profiles))


def executed(cooperation: float, noise: float) -> Pair:
    """Return the probabilities that C and that D is done if C is meant with *cooperation*."""
    # Not 1 − the other: an error of 10⁻¹² would lose its digits.
    defection = 1 - cooperation
    return (
        cooperation * (1 - noise) + defection * noise,
        defection * (1 - noise) + cooperation * noise,
    )
