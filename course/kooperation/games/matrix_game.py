"""Games in normal form with up to four actions a side: elimination, pure and mixed equilibria, all exact.

Player 1 chooses the row, player 2 the column. Payoffs are dimensionless utilities; they are computed with as fractions of what was
set, so that a tie is a tie.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from kooperation.base.linear import solve
from kooperation.base.words import Words

ERRORS = Words("games.errors.matrix_game")

MOST = 4  # actions a side: beyond that, a table is no longer read but computed
Mixture = tuple[Fraction, ...]
Rows = tuple[tuple[Fraction, ...], ...]
Payoff = float | Fraction


@dataclass(frozen=True)
class MatrixGame:
    """A game of *first*'s and *second*'s payoffs: a row for each action of player 1, in it a number for each of player 2.

    Raises ValueError if a side has less than one action or more than MOST, a row has another length, or a payoff is no finite number.
    """

    first: Rows
    second: Rows

    def __init__(
        self, first: Sequence[Sequence[Payoff]], second: Sequence[Sequence[Payoff]]
    ) -> None:
        shapes = {(len(rows), *map(len, rows)) for rows in (first, second)}
        rows, columns = len(first), len(first[0]) if first else 0
        if len(shapes) > 1 or shapes != {(rows, *[columns] * rows)}:
            raise ValueError(ERRORS["unlike_tables"])
        if not (1 <= rows <= MOST and 1 <= columns <= MOST):
            raise ValueError(ERRORS.filled("too_many_actions", most=MOST))
        object.__setattr__(self, "first", _fractions(first))
        object.__setattr__(self, "second", _fractions(second))

    @property
    def rows(self) -> int:
        return len(self.first)

    @property
    def columns(self) -> int:
        return len(self.first[0])

    @cached_property
    def seen_by_second(self) -> Rows:
        """Player 2's payoffs with the own actions as rows."""
        return tuple(zip(*self.second, strict=True))


def _fractions(rows: Sequence[Sequence[Payoff]]) -> Rows:
    try:
        # As it is written: 0.1 is a tenth and not the binary number beside it.
        return tuple(tuple(Fraction(str(value)) for value in row) for row in rows)
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(ERRORS["no_payoff"]) from error


# Elimination --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Elimination:
    """That *player* (0 or 1) never takes *action*, since *better* brings more whatever is left of the other's actions."""

    player: int
    action: int
    better: int


def eliminations(game: MatrixGame) -> tuple[Elimination, ...]:
    """Return one after the other which actions go because another pure one is strictly better (formula 1.11).

    The order of elimination changes the way and not what is left.
    """
    left = (list(range(game.rows)), list(range(game.columns)))
    tables = (game.first, game.seen_by_second)
    found: list[Elimination] = []
    while step := next(_dominated(tables, left), None):
        found.append(step)
        left[step.player].remove(step.action)
    return tuple(found)


def _dominated(
    tables: tuple[Rows, Rows], left: tuple[list[int], list[int]]
) -> Iterator[Elimination]:
    for player in (0, 1):
        table, others = tables[player], left[1 - player]
        for action in left[player]:
            for better in left[player]:
                if all(table[better][other] > table[action][other] for other in others):
                    yield Elimination(player, action, better)


def left_over(game: MatrixGame) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return which actions of each player no elimination takes away."""
    gone = {(step.player, step.action) for step in eliminations(game)}
    sizes = (game.rows, game.columns)
    first, second = (
        tuple(a for a in range(size) if (player, a) not in gone)
        for player, size in enumerate(sizes)
    )
    return first, second


def efficient_cells(game: MatrixGame) -> tuple[tuple[int, int], ...]:
    """Return the cells that no other cell improves for one without harming the other."""
    worth = {
        (row, column): (game.first[row][column], game.second[row][column])
        for row in range(game.rows)
        for column in range(game.columns)
    }

    def improved(pair: tuple[Fraction, Fraction]) -> bool:
        return any(p != pair and p[0] >= pair[0] and p[1] >= pair[1] for p in worth.values())

    return tuple(cell for cell, pair in worth.items() if not improved(pair))


# Equilibria ---------------------------------------------------------------------------------------


def best_rows(table: Rows, other: Sequence[Fraction]) -> frozenset[int]:
    """Return the rows of *table* with the highest payoff against the mixture *other* of the columns."""
    worth = [_times(row, other) for row in table]
    return frozenset(at for at, value in enumerate(worth) if value == max(worth))


def pure_cells(game: MatrixGame) -> tuple[tuple[int, int], ...]:
    """Return the cells (row, column) that nobody leaves alone with a gain (formula 1.3)."""
    return tuple(
        (row, column)
        for row in range(game.rows)
        for column in range(game.columns)
        if row in best_rows(game.first, pure_row(column, game.columns))
        and column in best_rows(game.seen_by_second, pure_row(row, game.rows))
    )


@dataclass(frozen=True)
class MixedProfile:
    """A mixture of each player, as shares of the own actions, and what it is worth to each."""

    first: Mixture
    second: Mixture
    worth: tuple[Fraction, Fraction]

    @property
    def is_pure(self) -> bool:
        return max(self.first) == max(self.second) == 1


def extreme_equilibria(game: MatrixGame) -> tuple[MixedProfile, ...]:
    """Return all equilibria of which every other one is made by mixing (formula 1.12); never none (Nash 1951).

    Whoever plays a vertex of the own best-response polyhedron against a vertex of the other's, so that each action is unused or a best
    response, is in equilibrium, and the set of equilibria is a finite union of hulls of such pairs (Mangasarian 1964).
    """
    firsts = _vertices(
        game.seen_by_second
    )  # mixtures of player 1, labelled by what player 2 answers
    seconds = _vertices(game.first)
    every = frozenset(range(game.rows + game.columns))
    found = []
    for first, answers in firsts:
        unused = frozenset(at for at, share in enumerate(first) if not share)
        own = unused | {game.rows + column for column in answers}
        for second, replies in seconds:
            idle = {game.rows + at for at, share in enumerate(second) if not share}
            if own | replies | idle == every:
                worth = (_worth(game.first, first, second), _worth(game.second, first, second))
                found.append(MixedProfile(first, second, worth))
    return tuple(
        sorted(found, key=lambda e: (not e.is_pure, *(-share for share in (*e.first, *e.second))))
    )


def are_infinite(equilibria: Sequence[MixedProfile]) -> bool:
    """Say whether there are more equilibria between these: two that share a side's mixture can be mixed."""
    return any(
        one.first == other.first or one.second == other.second
        for one, other in combinations(equilibria, 2)
    )


def _vertices(table: Rows) -> list[tuple[Mixture, frozenset[int]]]:
    """Return the mixtures of the columns of *table* at which a vertex lies, each with the rows that are best against it.

    A vertex is where as many conditions hold exactly as there are unknowns (the shares and the value): shares that are 0, rows that
    bring the value, and that the shares make one.
    """
    columns = len(table[0])
    found: dict[Mixture, frozenset[int]] = {}
    conditions = [(at, None) for at in range(columns)] + [(None, row) for row in range(len(table))]
    for tight in combinations(conditions, columns):
        zeros = [column for column, _ in tight if column is not None]
        rows = [row for _, row in tight if row is not None]
        if not rows:
            continue
        mixture = _solved(table, zeros, rows)
        if mixture is None or min(mixture) < 0 or mixture in found:
            continue
        best = best_rows(table, mixture)
        if best.issuperset(rows):
            found[mixture] = best
    return list(found.items())


def _solved(table: Rows, zeros: Sequence[int], rows: Sequence[int]) -> Mixture | None:
    """Return the one mixture without *zeros* against which all *rows* bring the same; None if there is none, or no single one."""
    used = [at for at in range(len(table[0])) if at not in zeros]
    # Unknown are the shares of what is used; each row less the first one brings nothing, and the shares make one.
    system = [[table[row][at] - table[rows[0]][at] for at in used] for row in rows[1:]]
    try:
        shares = solve(
            [*system, [Fraction(1)] * len(used)], [Fraction(0)] * len(system) + [Fraction(1)]
        )
    except ZeroDivisionError:
        return None
    mixture = [Fraction(0)] * len(table[0])
    for at, share in zip(used, shares, strict=True):
        mixture[at] = share
    return tuple(mixture)


def pure_row(at: int, size: int) -> Mixture:
    """Return the mixture of *size* actions that always takes the one *at*."""
    return tuple(Fraction(at == place) for place in range(size))


def _times(row: Sequence[Fraction], shares: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(row, shares, strict=True)), Fraction(0))


def _worth(table: Rows, first: Mixture, second: Mixture) -> Fraction:
    return _times([_times(row, second) for row in table], first)
