"""Replicator dynamics and Moran process: closed forms, conservation, and chance in its bounds."""

from __future__ import annotations

import itertools
import math
import operator
import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kooperation.games.game import SymmetricGame
from kooperation.games.trust import trust_threshold
from kooperation.repeated.evolution import (
    Payoffs,
    Shares,
    fastest_growing,
    fitness,
    fixation_probability,
    moran_process,
    replicator_dynamics,
)
from kooperation.repeated.match import Discounted
from kooperation.repeated.strategies import (
    always_cooperate,
    always_defect,
    grim_trigger,
    tit_for_tat,
)
from kooperation.repeated.tournament import TournamentResult, play_tournament

LECTURE = SymmetricGame(temptation=3, reward=2, punishment=1, sucker=0)
AXELROD = SymmetricGame(temptation=5, reward=3, punishment=1, sucker=0)
SLIDE = ((2.0, 0.0), (3.0, 1.0))  # C and D once, row against column
META = ((2.0, 0.75), (1.5, 1.0))  # grim and always D at δ = 0.75, formula 2.9

entries = st.floats(-3, 3)


@st.composite
def populations(draw: st.DrawFn) -> tuple[list[list[float]], list[float]]:
    size = draw(st.integers(2, 4))
    row = st.lists(entries, min_size=size, max_size=size)
    table = draw(st.lists(row, min_size=size, max_size=size))
    weights = draw(st.lists(st.integers(0, 5), min_size=size, max_size=size).filter(any))
    return table, [weight / sum(weights) for weight in weights]


# Replicator dynamics -----------------------------------------------------------------------------


@given(st.floats(0.01, 0.99), st.floats(0.1, 20))
@settings(deadline=None)
def test_in_the_one_shot_dilemma_cooperation_dies_out_logistically(
    start: float, duration: float
) -> None:
    """On the slide D always earns 1 more (formula 1.1: it saves c = 1), so x/(1−x) falls like e^−t."""
    course = replicator_dynamics(SLIDE, (start, 1 - start), duration, 4)
    for k, (share, _) in enumerate(course):
        odds = start / (1 - start) * math.exp(-duration * k / 4)
        assert share == pytest.approx(odds / (1 + odds), abs=1e-9)


@pytest.mark.slow
@given(st.floats(0.01, 0.99))
@settings(deadline=None)
def test_repetition_gives_cooperation_a_basin_of_its_own(start: float) -> None:
    """Formulas 2.9 and 1.6: in the meta-game, grim wins above the trust threshold, 1/3, and else dies."""
    threshold = trust_threshold(SymmetricGame(1.5, 2, 1, 0.75))
    assert threshold == pytest.approx(1 / 3, abs=1e-9)
    end = replicator_dynamics(META, (start, 1 - start), 400, 1)[-1][0]
    if abs(start - threshold) > 1e-2:
        assert end == pytest.approx(1 if start > threshold else 0, abs=1e-6)


def test_the_payoffs_may_come_from_a_tournament() -> None:
    result = play_tournament([grim_trigger(), always_defect()], LECTURE, Discounted(0.75))
    assert [list(row) for row in result.payoffs] == [pytest.approx(row) for row in META]
    course = replicator_dynamics(result.payoffs, (0.5, 0.5), 100, 10)
    assert course[-1][0] > 0.99


def test_rock_paper_scissors_goes_round_and_keeps_its_product() -> None:
    """A constant of motion of the zero-sum game: x·y·z (Hofbauer and Sigmund 1998)."""
    table = ((0.0, -1.0, 1.0), (1.0, 0.0, -1.0), (-1.0, 1.0, 0.0))
    course = replicator_dynamics(table, (0.5, 0.3, 0.2), 30, 60)
    for shares in course:
        assert math.prod(shares) == pytest.approx(0.03, abs=1e-6)
    assert max(abs(a - b) for a, b in zip(course[0], course[25], strict=True)) > 0.1


CYCLE = (0.7, 0.1, 0.2)  # always C, always D, tit for tat


@cache
def with_errors(game: SymmetricGame = LECTURE) -> TournamentResult:
    """One error in a hundred actions, δ = 0.95."""
    players = [always_cooperate(), always_defect(), tit_for_tat()]
    return play_tournament(players, game, Discounted(0.95), 0.01)


def test_those_who_always_defect_come_back_again_and_again() -> None:
    """Recomputed by an independent solver below: gone at time 60, there again later (formula 2.17)."""
    course = replicator_dynamics(with_errors().payoffs, CYCLE, 2500, 625)
    at = {time: course[time // 4] for time in (60, 1000, 1700, 2500)}
    assert at[60][1] < 1e-9
    assert [round(100 * share, 1) for share in at[1000]] == [73.5, 0.0, 26.5]
    assert round(100 * at[1700][1], 1) == 6.5
    assert round(100 * at[2500][1], 1) == 60.5
    # Always D is 10 % or more in some 113 units of time once; it has been so in each of these waves.
    rises = [k for k in range(1, len(course)) if course[k - 1][1] <= 0.1 < course[k][1]]
    assert 22 <= len(rises) <= 23
    waits = [4 * (b - a) for a, b in itertools.pairwise(rises[1:])]
    assert all(108 <= wait <= 120 for wait in waits)


@pytest.mark.slow
def test_with_the_lectures_payoffs_the_cycle_closes_and_with_axelrods_it_dies_down() -> None:
    """Formula 2.17: in the plane of shares the trace of the derivative at rest is 0 here, negative there."""
    here, there = (with_errors(game).payoffs for game in (LECTURE, AXELROD))
    assert mixture_at_rest(here) == pytest.approx((0.399, 0.064, 0.537), abs=5e-4)
    assert mixture_at_rest(there) == pytest.approx((0.415, 0.069, 0.516), abs=5e-4)
    assert abs(trace_at_rest(here)) < 1e-9
    assert trace_at_rest(there) < -1e-3
    shares = [at[1] for at in replicator_dynamics(here, CYCLE, 2500, 2500)]
    waves = [max(shares[start : start + 130]) for start in range(0, 2340, 130)]
    assert waves == pytest.approx([waves[0]] * len(waves), abs=0.01)
    end = replicator_dynamics(there, CYCLE, 4000, 200)[-1]
    assert end == pytest.approx(mixture_at_rest(there), abs=1e-3)


def trace_at_rest(payoffs: Payoffs) -> float:
    """Return d(ẋ_0)/dx_0 + d(ẋ_1)/dx_1 where all have the same, with x_2 = 1 − x_0 − x_1.

    There f_i equals the mean m, so ẋ_i = x_i·(f_i − m) changes by x_i·(∂f_i − ∂m) only.
    """
    at = mixture_at_rest(payoffs)
    slopes = [[row[k] - row[2] for row in payoffs] for k in (0, 1)]  # ∂f_j/∂x_k
    means = [sum(map(operator.mul, at, slope)) for slope in slopes]  # as Σ f_j·∂x_j is 0
    return float(sum(at[k] * (slopes[k][k] - means[k]) for k in (0, 1)))


def mixture_at_rest(payoffs: Payoffs) -> Shares:
    """Return the shares at which three strategies have the same payoff, by Cramer's rule."""
    first, second = ([payoffs[0][j] - payoffs[k][j] for j in range(3)] for k in (1, 2))
    cross = [
        first[(j + 1) % 3] * second[(j + 2) % 3] - first[(j + 2) % 3] * second[(j + 1) % 3]
        for j in range(3)
    ]
    return tuple(value / sum(cross) for value in cross)


def test_an_independent_solver_finds_the_same_cycle() -> None:
    """Fourth-order steps of 0.1 on ln(x/x of tit for tat): other variables, other steps."""
    payoffs = with_errors().payoffs

    def slope(logs: tuple[float, float]) -> tuple[float, float]:
        odds = [math.exp(logs[0]), math.exp(logs[1]), 1.0]
        gains = fitness(payoffs, [value / sum(odds) for value in odds])
        return gains[0] - gains[2], gains[1] - gains[2]

    def ahead(
        logs: tuple[float, float], rate: tuple[float, float], by: float
    ) -> tuple[float, float]:
        return logs[0] + by * rate[0], logs[1] + by * rate[1]

    logs, step = (math.log(CYCLE[0] / CYCLE[2]), math.log(CYCLE[1] / CYCLE[2])), 0.1
    for _ in range(round(250 / step)):
        a = slope(logs)
        b = slope(ahead(logs, a, step / 2))
        c = slope(ahead(logs, b, step / 2))
        d = slope(ahead(logs, c, step))
        mean = tuple((w + 2 * x + 2 * y + z) / 6 for w, x, y, z in zip(a, b, c, d, strict=True))
        logs = ahead(logs, (mean[0], mean[1]), step)
    odds = [math.exp(logs[0]), math.exp(logs[1]), 1.0]
    end = replicator_dynamics(payoffs, CYCLE, 250, 1)[-1]
    assert end == pytest.approx([value / sum(odds) for value in odds], abs=1e-5)


def test_at_rest_nobody_has_more_than_the_mean() -> None:
    """Always D alone is at rest; beside always C, however few, always D grows and always C never does."""
    payoffs = with_errors().payoffs
    assert fastest_growing(payoffs, (0.0, 1.0, 0.0)) is None
    assert fastest_growing(payoffs, (1e-12, 1 - 1e-12, 0.0)) is None
    assert fastest_growing(payoffs, (1 - 1e-12, 1e-12, 0.0)) == 1
    assert fastest_growing(payoffs, (0.0, 0.0, 1.0)) is None
    assert (
        fastest_growing(payoffs, (1e-12, 0.0, 1 - 1e-12)) == 0
    )  # errors are cheaper for who forgives


@given(populations(), st.floats(0.1, 10), st.integers(1, 5))
@settings(deadline=None)
def test_shares_stay_shares_and_who_is_absent_stays_absent(
    population: tuple[list[list[float]], list[float]], duration: float, steps: int
) -> None:
    table, start = population
    course = replicator_dynamics(table, start, duration, steps)
    assert len(course) == steps + 1
    assert course[0] == pytest.approx(start)
    for shares in course:
        assert sum(shares) == pytest.approx(1, abs=1e-12)
        for share, first in zip(shares, start, strict=True):
            assert share >= 0
            assert (share == 0) == (first == 0)


@given(populations(), st.floats(-5, 5))
@settings(deadline=None)
def test_only_differences_of_payoffs_move_the_shares(
    population: tuple[list[list[float]], list[float]], bonus: float
) -> None:
    """A column's bonus goes to all alike."""
    table, start = population
    moved = [[value + bonus for value in row] for row in table]
    here = replicator_dynamics(table, start, 2, 1)[-1]
    assert replicator_dynamics(moved, start, 2, 1)[-1] == pytest.approx(here, abs=1e-9)


@given(populations())
@settings(deadline=None)
def test_at_first_the_better_than_average_grow(
    population: tuple[list[list[float]], list[float]],
) -> None:
    """dx/dt = x·(f − mean f)."""
    table, start = population
    payoffs = fitness(table, start)
    mean = sum(x * f for x, f in zip(start, payoffs, strict=True))
    later = replicator_dynamics(table, start, 1e-4, 1)[-1]
    for x, f, y in zip(start, payoffs, later, strict=True):
        assert (y - x) / 1e-4 == pytest.approx(x * (f - mean), abs=1e-2)


def test_time_can_be_cut_as_one_likes() -> None:
    """The steps are for looking at; the accuracy does not depend on them."""
    whole = replicator_dynamics(META, (0.4, 0.6), 10, 1)[-1]
    parts = replicator_dynamics(META, (0.4, 0.6), 10, 200)[-1]
    assert whole == pytest.approx(parts, abs=1e-6)


# Moran process -----------------------------------------------------------------------------------


@given(st.integers(2, 50), st.data())
def test_without_selection_everyone_has_the_same_chance(
    population: int, data: st.DataObject
) -> None:
    invaders = data.draw(st.integers(0, population))
    found = fixation_probability(SLIDE, population, selection=0, invaders=invaders)
    assert found == pytest.approx(invaders / population, abs=1e-12)


@given(st.integers(2, 60), st.floats(-1, 1).filter(lambda x: abs(x) > 1e-3))
def test_with_constant_fitness_fixation_is_the_textbook_formula(
    population: int, advantage: float
) -> None:
    """ρ = (1 − 1/r)/(1 − 1/rᴺ) with r the ratio of fitness (Moran 1958; Nowak 2006)."""
    ratio = math.exp(advantage)
    expected = (1 - 1 / ratio) / (1 - 1 / ratio**population)
    found = fixation_probability(((advantage, advantage), (0, 0)), population)
    assert found == pytest.approx(expected, rel=1e-9)


@given(
    st.tuples(st.tuples(entries, entries), st.tuples(entries, entries)),
    st.integers(2, 12),
    st.floats(0, 2),
    st.data(),
)
def test_fixation_solves_the_walk_step_by_step(
    table: tuple[tuple[float, float], tuple[float, float]],
    population: int,
    selection: float,
    data: st.DataObject,
) -> None:
    """ρᵢ = (birth·ρᵢ₊₁ + death·ρᵢ₋₁)/(birth + death), with ρ₀ = 0 and ρ_N = 1."""
    count = data.draw(st.integers(1, population - 1))
    before, here, after = (
        fixation_probability(table, population, selection, count + k) for k in (-1, 0, 1)
    )
    rest = population - count
    mine = (table[0][0] * (count - 1) + table[0][1] * rest) / (population - 1)
    theirs = (table[1][0] * count + table[1][1] * (rest - 1)) / (population - 1)
    birth, death = math.exp(selection * mine), math.exp(selection * theirs)
    assert here == pytest.approx((birth * after + death * before) / (birth + death), abs=1e-9)


@given(st.tuples(st.tuples(entries, entries), st.tuples(entries, entries)), st.integers(2, 30))
def test_one_of_the_two_takes_over(
    table: tuple[tuple[float, float], tuple[float, float]], population: int
) -> None:
    (a, b), (c, d) = table
    first = fixation_probability(table, population, invaders=1)
    second = fixation_probability(((d, c), (b, a)), population, invaders=population - 1)
    assert first + second == pytest.approx(1, abs=1e-9)


def test_simulated_takeovers_are_as_frequent_as_computed() -> None:
    """Grim among always D, ten individuals (formula 2.9); within five standard errors, seeded."""
    chance, runs = random.Random(14), 1500
    exact = fixation_probability(META, 10, selection=2, invaders=3)
    won = sum(
        list(moran_process(META, (3, 7), chance, selection=2))[-1] == (10, 0) for _ in range(runs)
    )
    assert won / runs == pytest.approx(exact, abs=5 * math.sqrt(exact * (1 - exact) / runs))


def test_the_population_stays_as_large_as_it_is_and_the_absent_stay_absent() -> None:
    result = play_tournament(
        [always_cooperate(), always_defect(), grim_trigger()], LECTURE, Discounted(0.75)
    )
    course = list(itertools.islice(moran_process(result.payoffs, (5, 0, 5), random.Random(1)), 500))
    assert course[0] == (5, 0, 5)
    for before, after in itertools.pairwise(course):
        assert sum(after) == 10
        assert after[1] == 0
        assert sorted(a - b for a, b in zip(after, before, strict=True)) in ([-1, 0, 1], [0, 0, 0])
    assert max(course[-1]) == 10 or len(course) == 500


def test_the_same_seed_gives_the_same_history() -> None:
    def run(seed: int) -> list[tuple[int, ...]]:
        return list(moran_process(META, (5, 5), random.Random(seed)))

    assert run(3) == run(3)
    assert any(run(3) != run(seed) for seed in range(4, 8))


def test_a_population_of_one_kind_has_no_history() -> None:
    assert list(moran_process(META, (4, 0), random.Random(1))) == [(4, 0)]


# Bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ((0.5, 0.6), "ergeben zusammen 1,1 statt 1"),
        ((1.5, -0.5), "−0,5 ist kein Anteil"),
        ((1.0,), "Strategien gibt es 2, Anteile 1\\."),
        ((float("nan"), 1), "ist kein Anteil"),
    ],
)
def test_shares_that_are_none_are_refused(start: tuple[float, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replicator_dynamics(META, start, 1, 1)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ((1,), "Strategien gibt es 2, Anzahlen 1\\."),
        ((1, 0), "Die Größe der Population muss eine ganze Zahl ab 2 sein"),
        ((-1, 5), "Eine Anzahl muss eine ganze Zahl ab 0 sein"),
        ((2.5, 1), "Eine Anzahl muss eine ganze Zahl ab 0 sein"),
    ],
)
def test_populations_that_are_none_are_refused(counts: tuple[int, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        moran_process(META, counts, random.Random(1))


def test_what_cannot_evolve_is_refused() -> None:
    with pytest.raises(ValueError, match="so viele Spalten wie Zeilen"):
        replicator_dynamics(((1.0,), (2.0,)), (0.5, 0.5), 1, 1)
    with pytest.raises(ValueError, match="ist keine Auszahlung"):
        replicator_dynamics(((float("inf"),),), (1,), 1, 1)
    with pytest.raises(ValueError, match="Die Dauer muss größer als 0 sein"):
        replicator_dynamics(META, (0.5, 0.5), 0, 1)
    with pytest.raises(ValueError, match="Die Zahl der Schritte"):
        replicator_dynamics(META, (0.5, 0.5), 1, 0)
    with pytest.raises(ValueError, match="Auslese muss mindestens 0 sein, nicht −1"):
        fixation_probability(META, 10, selection=-1)
    with pytest.raises(ValueError, match="zwei Strategien, nicht 1"):
        fixation_probability(((1.0,),), 10)
    with pytest.raises(ValueError, match="11 Eindringlinge passen nicht"):
        fixation_probability(META, 10, invaders=11)
