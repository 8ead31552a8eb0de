"""Games with up to four actions a side, exact: against nashpy, against definitions, against games of the literature."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

import nashpy
import numpy as np
import pytest
from scipy.spatial import QhullError

from kooperation.games.matrix_game import (
    MOST,
    MatrixGame,
    are_infinite,
    best_rows,
    efficient_cells,
    eliminations,
    extreme_equilibria,
    left_over,
    pure_cells,
)

Table = list[list[int]]


def drawn(count: int, seed: int, least: int = 1) -> Iterator[tuple[Table, Table]]:
    """Yield random games of all sizes; most payoffs are so small that there are ties."""
    rng = random.Random(seed)
    for _ in range(count):
        rows, columns = rng.randint(least, MOST), rng.randint(least, MOST)
        most = rng.choice([1, 2, 3, 50])
        first, second = (
            [[rng.randint(0, most) for _ in range(columns)] for _ in range(rows)] for _ in "12"
        )
        yield first, second


def used(shares: tuple[Fraction, ...]) -> set[int]:
    return {at for at, share in enumerate(shares) if share}


@pytest.mark.slow
def test_each_is_an_equilibrium_and_there_is_always_one() -> None:
    for first, second in drawn(400, seed=1):
        game = MatrixGame(first, second)
        found = extreme_equilibria(game)
        assert found
        for profile in found:
            assert sum(profile.first) == sum(profile.second) == 1
            assert used(profile.first) <= best_rows(game.first, profile.second)
            assert used(profile.second) <= best_rows(game.seen_by_second, profile.first)
        pure = {(used(p.first).pop(), used(p.second).pop()) for p in found if p.is_pure}
        assert pure == set(pure_cells(game))


@pytest.mark.slow
@pytest.mark.parametrize("enough", [120, pytest.param(2000, marks=pytest.mark.nightly)])
def test_nashpy_knows_none_that_is_missing(enough: int) -> None:
    """Its numerical search may overlook some where there are ties; where there are none, both find the same."""
    compared = generic = 0
    for first, second in drawn(5 * enough, seed=2, least=2):
        ours = {
            (tuple(map(float, p.first)), tuple(map(float, p.second)))
            for p in extreme_equilibria(MatrixGame(first, second))
        }
        rounded = {tuple(tuple(round(x, 6) for x in side) for side in pair) for pair in ours}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                theirs = list(nashpy.Game(np.array(first), np.array(second)).vertex_enumeration())
            except (QhullError, TypeError):  # a polytope that is flat for it
                continue
        found = {
            tuple(tuple(round(float(x), 6) + 0 for x in side) for side in pair) for pair in theirs
        }
        assert found <= rounded
        compared += 1
        values = [value for table in (first, second) for row in table for value in row]
        if len(set(values)) == len(values):
            generic += 1
            assert found == rounded
    assert compared > enough
    assert generic > enough / 24


def test_games_of_the_literature() -> None:
    scissors = MatrixGame(
        [[0, -1, 1], [1, 0, -1], [-1, 1, 0]], [[0, 1, -1], [-1, 0, 1], [1, -1, 0]]
    )
    [only] = extreme_equilibria(scissors)
    third = Fraction(1, 3)
    assert only.first == only.second == (third, third, third)
    assert set(only.worth) == {0}
    # Battle of the sexes: two pure ones, and each insists with two thirds (Luce/Raiffa 1957).
    sexes = MatrixGame([[2, 0], [0, 1]], [[1, 0], [0, 2]])
    mixed = extreme_equilibria(sexes)[-1]
    assert mixed.first == (Fraction(2, 3), third)
    assert mixed.worth == (Fraction(2, 3), Fraction(2, 3))
    # A game that elimination solves (Gibbons 1992, figure 1.1.1): up, middle.
    gibbons = MatrixGame([[1, 1, 0], [0, 0, 2]], [[0, 2, 1], [3, 1, 0]])
    assert [(s.player, s.action) for s in eliminations(gibbons)] == [(1, 2), (0, 1), (1, 0)]
    assert left_over(gibbons) == ((0,), (1,))
    assert pure_cells(gibbons) == ((0, 1),)


@pytest.mark.slow
def test_no_equilibrium_uses_what_was_eliminated() -> None:
    for first, second in drawn(200, seed=3):
        game = MatrixGame(first, second)
        rows, columns = left_over(game)
        for profile in extreme_equilibria(game):
            assert used(profile.first) <= set(rows)
            assert used(profile.second) <= set(columns)


def test_what_is_left_does_not_depend_on_the_order() -> None:
    for first, second in drawn(60, seed=4):
        rows, columns = left_over(MatrixGame(first, second))
        for order in list(permutations(range(len(first))))[:6]:
            shuffled = MatrixGame([first[at] for at in order], [second[at] for at in order])
            again, columns_again = left_over(shuffled)
            assert {order[at] for at in again} == set(rows)
            assert columns_again == columns


def test_ties_make_infinitely_many_and_generic_games_none_of_that() -> None:
    assert are_infinite(extreme_equilibria(MatrixGame([[1, 1], [1, 1]], [[2, 2], [2, 2]])))
    assert not are_infinite(extreme_equilibria(MatrixGame([[2, 0], [0, 1]], [[1, 0], [0, 2]])))


def test_a_tie_that_was_typed_is_a_tie() -> None:
    """0.1 + 0.2 is no 0.3 to a binary machine, and 0.3 is one to whoever typed it."""
    game = MatrixGame([[0.3], [0.1 + 0.2]], [[0], [0]])
    assert game.first[0][0] == Fraction(3, 10)
    assert efficient_cells(MatrixGame([[0.3, 0.3]], [[1, 2]])) == ((0, 1),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([], []),
        ([[]], [[]]),
        ([[1, 2]], [[1]]),
        ([[1], [2, 3]], [[1], [2, 3]]),
        ([[1] * 5], [[1] * 5]),
        ([[float("nan")]], [[1]]),
        ([[float("inf")]], [[1]]),
    ],
)
def test_what_is_no_small_game_is_refused(
    first: list[list[float]], second: list[list[float]]
) -> None:
    with pytest.raises(ValueError, match=r"Zeilen und Spalten|Handlungen|endliche Zahl"):
        MatrixGame(first, second)
