"""Cells on a lattice that play with their neighbours and take over what did well there.

The lattice has no edge: what leaves it on the right comes in on the left. A cell stands for a group, so it also
plays with its own kind, as in [nowakmay1992]. All cells look around, then all change at once (formula 2.20).

Payoffs are counted in whole hundredths, so that equal is equal. `lattice.js` does the same, cell by cell and draw by draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from kooperation.base.checks import check_count, check_probability, german
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame

NUMBERS, ERRORS = Words("repeated.errors.numbers"), Words("repeated.errors.lattice")

C, D = 1, 0  # what a cell does
NEIGHBOURS = (4, 8)  # beside, or beside and at the corners
ALL = 1 << 32  # the generator gives whole numbers below
LEAST_SIZE = 3  # a smaller lattice would have cells that are their own neighbours twice


@dataclass(frozen=True)
class Rule:
    """How cells play and what they take over.

    *by_best*: from the best in the neighbourhood, its own kind where that is as good; else from one that is drawn
    in proportion to its payoff [nowakbonhoeffermay1994]. With probability *error* a cell then does the opposite.

    Raises ValueError if the number of neighbours is neither 4 nor 8, if *error* is no probability, or if something is to be drawn
    in proportion to a negative payoff.
    """

    game: SymmetricGame
    neighbours: int = 8
    by_best: bool = True
    error: float = 0.0

    def __post_init__(self) -> None:
        check_probability(self.error, NUMBERS["noise"])
        if self.neighbours not in NEIGHBOURS:
            raise ValueError(ERRORS.filled("neighbours", neighbours=german(self.neighbours)))
        if not self.by_best and min(self.hundredths) < 0:
            raise ValueError(ERRORS["negative"])

    @property
    def hundredths(self) -> tuple[int, int, int, int]:
        """What a cell gets from one encounter, in hundredths: T, R, P, S."""
        game = self.game
        payoffs = (game.temptation, game.reward, game.punishment, game.sucker)
        temptation, reward, punishment, sucker = (round(100 * payoff) for payoff in payoffs)
        return temptation, reward, punishment, sucker

    @property
    def flips(self) -> int:
        """What a draw must lie below for an error."""
        return round(self.error * ALL)

    @property
    def is_settled(self) -> bool:
        """Whether the rule leaves nothing to chance, so that what once does not move never does."""
        return self.by_best and not self.flips

    def worth(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return for D and for C what it gets among 0, 1, … cooperating ones of those that it plays with."""
        temptation, reward, punishment, sucker = self.hundredths
        count = self.neighbours + 1
        return (
            tuple(temptation * n + punishment * (count - n) for n in range(count + 1)),
            tuple(reward * n + sucker * (count - n) for n in range(count + 1)),
        )


@dataclass(frozen=True)
class Lattice:
    """A square of *size* × *size* cells, row by row, after *step* steps; *chance* is where the generator stands."""

    size: int
    cells: tuple[int, ...]
    chance: int = 1
    step: int = 0

    @property
    def cooperators(self) -> int:
        """How many cells cooperate."""
        return sum(self.cells)


# Beginnings ---------------------------------------------------------------------------------------


def all_but_one(size: int) -> Lattice:
    """Return a lattice in which only the cell in the middle defects."""
    return _around_the_middle(size, C, 1)


def an_island(size: int, width: int = 3) -> Lattice:
    """Return a lattice in which only a square of *width* × *width* cells in the middle cooperates."""
    return _around_the_middle(size, D, width)


def _around_the_middle(size: int, outside: int, width: int) -> Lattice:
    check_count(size, NUMBERS["width"], least=LEAST_SIZE)
    first = (size - width) // 2
    inside = range(first, first + width)
    square = product(range(size), repeat=2)
    return Lattice(
        size,
        tuple(1 - outside if row in inside and at in inside else outside for row, at in square),
    )


def at_random(size: int, defectors: float, seed: int) -> Lattice:
    """Return a lattice in which each cell defects with probability *defectors*; *seed* is a whole number from 1."""
    check_count(size, NUMBERS["width"], least=LEAST_SIZE)
    check_probability(defectors, NUMBERS["share"])
    check_count(seed, NUMBERS["seed"])
    limit, chance, cells = round(defectors * ALL), seed, []
    for _ in range(size * size):
        chance = drawn(chance)
        cells.append(D if chance < limit else C)
    return Lattice(size, tuple(cells), chance)


def drawn(chance: int) -> int:
    """Return what the generator draws after *chance*, from 1 to 2³² − 1 in an order that repeats only after all (Marsaglia 2003, Journal of Statistical Software 8, no. 14)."""
    chance ^= chance << 13 & ALL - 1
    chance ^= chance >> 17
    return chance ^ (chance << 5 & ALL - 1)


# One step -----------------------------------------------------------------------------------------


def next_step(lattice: Lattice, rule: Rule) -> Lattice:
    """Return the lattice one step later (formula 2.20)."""
    cells, chance, flips = lattice.cells, lattice.chance, rule.flips
    near = neighbourhoods(lattice.size, rule.neighbours)
    worth = rule.worth()
    gains = [
        worth[own][sum([cells[at] for at in here])] for own, here in zip(cells, near, strict=True)
    ]
    after = []
    for own, here in zip(cells, near, strict=True):
        cooperating = [gains[at] for at in here if cells[at]]
        defecting = [gains[at] for at in here if not cells[at]]
        if rule.by_best:
            mine, others = (cooperating, defecting) if own else (defecting, cooperating)
            taken = 1 - own if others and max(others) > max(mine) else own
        else:
            chance = drawn(chance)
            total = sum(cooperating) + sum(defecting)
            taken = int(chance * total >> 32 < sum(cooperating)) if total else own
        if flips:
            chance = drawn(chance)
            taken = 1 - taken if chance < flips else taken
        after.append(taken)
    return Lattice(lattice.size, tuple(after), chance, lattice.step + 1)


def steps(lattice: Lattice, rule: Rule) -> Iterator[Lattice]:
    """Yield *lattice* and what becomes of it, without an end."""
    while True:
        yield lattice
        lattice = next_step(lattice, rule)


@cache
def neighbourhoods(size: int, neighbours: int) -> tuple[tuple[int, ...], ...]:
    """Return for each cell the places of those around it, and of itself."""
    ways = [way for way in product((-1, 0, 1), repeat=2) if neighbours == 8 or 0 in way]
    return tuple(
        tuple((row + down) % size * size + (at + right) % size for down, right in ways)
        for row, at in product(range(size), repeat=2)
    )


# What there is to say -----------------------------------------------------------------------------


def groups(lattice: Lattice, neighbours: int) -> tuple[int, ...]:
    """Return how many cells each group of cooperating cells has that hang together, the largest first."""
    near = neighbourhoods(lattice.size, neighbours)
    left = {at for at, cell in enumerate(lattice.cells) if cell}
    found = []
    while left:
        frontier, count = [left.pop()], 0
        while frontier:
            count += 1
            beside = left.intersection(near[frontier.pop()])
            left -= beside
            frontier += beside
        found.append(count)
    return tuple(sorted(found, reverse=True))


def changes(before: Lattice, after: Lattice) -> int:
    """Return how many cells do something else than before."""
    return sum(one != other for one, other in zip(before.cells, after.cells, strict=True))
