"""The lattice: a reference in ten lines, what can be worked out by hand, and what Nowak and May found."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import islice, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kooperation.games.game import SymmetricGame
from kooperation.repeated.lattice import (
    ALL,
    C,
    D,
    Lattice,
    Rule,
    all_but_one,
    an_island,
    at_random,
    changes,
    drawn,
    groups,
    neighbourhoods,
    next_step,
    steps,
)


def weak(advantage: float) -> SymmetricGame:
    """Return Nowak and May's game: 1 for both who cooperate, b for who exploits, else nothing."""
    return SymmetricGame(temptation=advantage, reward=1, punishment=0, sucker=0)


def after(lattice: Lattice, rule: Rule, count: int) -> Lattice:
    return next(islice(steps(lattice, rule), count, None))


# A reference of its own ---------------------------------------------------------------------------


def reference(board: list[list[int]], b: Fraction, corners: bool) -> list[list[int]]:
    """One step of [nowakmay1992] as the paper says it: exact fractions, places by row and column."""
    size = len(board)
    way = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if corners or i * j == 0]
    kind = {(r, c): board[r][c] for r in range(size) for c in range(size)}
    near = {(r, c): [((r + i) % size, (c + j) % size) for i, j in way] for r, c in kind}
    play = {(1, 1): Fraction(1), (1, 0): Fraction(0), (0, 1): b, (0, 0): Fraction(0)}
    score = {at: sum(play[kind[at], kind[to]] for to in near[at]) for at in kind}
    best = {at: max((score[to], kind[to] == kind[at], kind[to]) for to in near[at]) for at in kind}
    return [[best[r, c][2] for c in range(size)] for r in range(size)]


@given(
    st.integers(3, 9).flatmap(
        lambda size: st.lists(
            st.lists(st.integers(0, 1), min_size=size, max_size=size), min_size=size, max_size=size
        )
    ),
    st.integers(20, 50),
    st.booleans(),
)
@settings(deadline=None)
def test_a_step_is_that_of_the_reference_also_with_ties(
    board: list[list[int]], twentieths: int, corners: bool
) -> None:
    """Every b that the slider has; with b = 9/5 and the like, who cooperates and who does not tie."""
    cells = tuple(cell for row in board for cell in row)
    rule = Rule(weak(twentieths / 20), 8 if corners else 4)
    found = next_step(Lattice(len(board), cells), rule)
    expected = reference(board, Fraction(twentieths, 20), corners)
    assert found.cells == tuple(cell for row in expected for cell in row)


# By hand ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("advantage", "defectors"),
    [
        # It gets 8b from eight who cooperate; around it there are cells with 9 (formula 2.20).
        (1.1, [1, 1, 1, 1]),
        # 9/8 < b < 7/5: it takes its eight neighbours, loses them at once, since 5b < 7, takes them again.
        (1.3, [1, 9, 1, 9, 1]),
        # 7/5 < b < 8/5: of the nine only the corners turn back, since 5b < 8; what is left is a cross,
        # whose middle gets 4b, less than the 8 beside its arms.
        (1.5, [1, 9, 5]),
        # 9/5 < b: at the corners of the nine, 5b > 9; the square grows at each of its four corners.
        (1.85, [1, 9, 25]),
    ],
)
def test_one_defector_among_cooperators_does_as_worked_out_by_hand(
    advantage: float, defectors: list[int]
) -> None:
    course = islice(steps(all_but_one(21), Rule(weak(advantage))), len(defectors))
    assert [441 - lattice.cooperators for lattice in course] == defectors


def test_equal_is_equal_whatever_the_computer_makes_of_decimals() -> None:
    """With b = 9/8 = 1.125 the one gets 9, as who cooperates a little further: nobody takes over anything."""
    rule = Rule(weak(1.13), 8)
    assert changes(all_but_one(21), next_step(all_but_one(21), rule)) == 8
    tied = Rule(SymmetricGame(2.25, 2, 0, 0), 8)
    assert changes(all_but_one(21), next_step(all_but_one(21), tied)) == 0


def test_without_neighbours_at_the_corners_there_are_four() -> None:
    assert {len(near) for near in neighbourhoods(5, 4)} == {5}
    assert {len(set(near)) for near in neighbourhoods(3, 8)} == {9}
    middle = 5 * 2 + 2
    assert set(neighbourhoods(5, 4)[middle]) == {
        middle,
        middle - 5,
        middle + 5,
        middle - 1,
        middle + 1,
    }


@given(st.integers(0, 8), st.integers(0, 8), st.integers(20, 50))
@settings(deadline=None, max_examples=20)
def test_the_lattice_has_no_edge(down: int, right: int, twentieths: int) -> None:
    """Moved first and then a step, or a step first: it is the same."""

    def moved(lattice: Lattice) -> tuple[int, ...]:
        size, cells = lattice.size, lattice.cells
        return tuple(
            cells[(row + down) % size * size + (at + right) % size]
            for row, at in product(range(size), repeat=2)
        )

    lattice, rule = at_random(9, 0.4, seed=7), Rule(weak(twentieths / 20))
    assert next_step(Lattice(9, moved(lattice)), rule).cells == moved(next_step(lattice, rule))


# Nowak and May ------------------------------------------------------------------------------------


def test_one_defector_makes_a_pattern_that_keeps_its_symmetry_and_never_rests() -> None:
    """Their kaleidoscope, 9/5 < b < 2 [nowakmay1992]."""
    size, rule = 41, Rule(weak(1.85))
    course = list(islice(steps(all_but_one(size), rule), 41))
    for lattice in course:
        rows = [lattice.cells[row * size : (row + 1) * size] for row in range(size)]
        assert rows == rows[::-1] == [row[::-1] for row in rows]
        assert rows == [tuple(column) for column in zip(*rows, strict=True)]
    assert all(changes(one, other) for one, other in pairwise(course))
    assert 0.1 < course[-1].cooperators / size**2 < 0.6


@pytest.mark.slow
@pytest.mark.parametrize("defectors", [0.1, 0.3])
def test_both_stay_and_cooperation_is_near_a_third_wherever_one_begins(defectors: float) -> None:
    """12·ln 2 − 8 = 0.318 for 9/5 < b < 2 on a large lattice, whatever the shares at the beginning [nowakmay1992]."""
    late = list(islice(steps(at_random(61, defectors, seed=3), Rule(weak(1.85))), 40, 100))
    mean = sum(lattice.cooperators for lattice in late) / len(late) / 61**2
    assert mean == pytest.approx(12 * math.log(2) - 8, abs=0.03)


@pytest.mark.parametrize(("advantage", "grows"), [(1.85, True), (2.05, False)])
def test_an_island_of_nine_grows_below_two_and_not_above(advantage: float, grows: bool) -> None:
    """At the middle of a side it is 6 against 3b: those who cooperate take the row beside them while b < 2."""
    found = after(an_island(41), Rule(weak(advantage)), 5).cooperators
    assert (found > 9) is grows


# By lot, and with errors --------------------------------------------------------------------------


def test_the_generator_is_marsaglias() -> None:
    """The first numbers after the seed of the paper, shifts 13, 17, 5 [marsaglia2003]."""
    found, chance = [], 2463534242
    for _ in range(3):
        chance = drawn(chance)
        found.append(chance)
    assert found == [723471715, 2497366906, 2064144800]


def test_by_lot_a_cell_cooperates_as_often_as_those_around_it_earn_by_it() -> None:
    """One defector with b = 1.85 gets 14.8, eight cooperating neighbours get 8 each: it stays with 14.8 / 78.8."""
    rule, middle, runs = Rule(weak(1.85), by_best=False), 7 * 3 + 3, 2000
    defects = chance = 0
    for run in range(runs):
        chance = drawn(chance or 1 + run)
        lattice = all_but_one(7)
        defects += next_step(Lattice(7, lattice.cells, chance), rule).cells[middle] == D
    exact = 14.8 / (14.8 + 8 * 8)
    assert defects / runs == pytest.approx(exact, abs=5 * math.sqrt(exact * (1 - exact) / runs))


def test_where_nobody_earns_anything_the_lot_changes_nothing() -> None:
    lattice = Lattice(3, (D,) * 9)
    assert next_step(lattice, Rule(weak(2), by_best=False)).cells == lattice.cells


def test_an_error_is_the_opposite_and_as_frequent_as_it_is_set() -> None:
    """Among all who cooperate nobody would change: whoever does has erred."""
    everybody = Lattice(81, (C,) * 81**2)
    erred = 81**2 - next_step(everybody, Rule(weak(1.85), error=0.02)).cooperators
    assert erred / 81**2 == pytest.approx(0.02, abs=5 * math.sqrt(0.02 * 0.98) / 81)
    assert next_step(everybody, Rule(weak(1.85), error=1)).cooperators == 0


@given(st.integers(1, ALL - 1), st.floats(0, 0.05))
@settings(deadline=None, max_examples=20)
def test_the_same_chance_gives_the_same_history(seed: int, error: float) -> None:
    rule = Rule(weak(1.4), 4, by_best=False, error=error)
    begin = at_random(9, 0.3, seed)
    assert after(begin, rule, 4) == after(begin, rule, 4)
    assert after(begin, rule, 4).step == 4


# What there is to say -----------------------------------------------------------------------------


def test_groups_hang_together_over_the_edge_and_over_corners_only_with_eight() -> None:
    board = ["C...C", ".....", "..C..", ".C...", "C...."]
    lattice = Lattice(5, tuple(int(cell == "C") for row in board for cell in row))
    assert groups(lattice, 4) == (3, 1, 1)
    assert groups(lattice, 8) == (5,)
    assert groups(Lattice(3, (D,) * 9), 8) == ()


# Bad input ----------------------------------------------------------------------------------------


def test_what_is_no_lattice_and_no_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="4 oder 8 Nachbarn, nicht 6"):
        Rule(weak(2), 6)
    with pytest.raises(ValueError, match="Die Fehlerquote muss zwischen 0 und 1"):
        Rule(weak(2), error=2)
    with pytest.raises(ValueError, match="wenn keine Auszahlung negativ ist"):
        Rule(SymmetricGame(3, 2, 1, -1), by_best=False)
    with pytest.raises(ValueError, match="Die Breite des Gitters muss eine ganze Zahl ab 3"):
        all_but_one(2)
    with pytest.raises(ValueError, match="Der Anteil muss zwischen 0 und 1"):
        at_random(5, 1.5, 1)
    with pytest.raises(ValueError, match="Der Anfang des Zufalls muss eine ganze Zahl ab 1"):
        at_random(5, 0.5, 0)
