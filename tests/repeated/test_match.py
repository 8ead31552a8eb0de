"""Exact evaluation: against trees of all histories, series, closed forms, and its own laws."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kooperation.base.linear import solve
from kooperation.games.game import PROFILES, Game, SymmetricGame
from kooperation.repeated.automaton import Automaton, minimal
from kooperation.repeated.chains import (
    Row,
    discounted_visits,
    distributions,
    long_run_visits,
    visits,
)
from kooperation.repeated.match import (
    Discounted,
    Frequencies,
    Horizon,
    LongRun,
    Rounds,
    exact_match,
    executed,
    joint_chain,
)
from kooperation.repeated.simulation import simulated_match
from kooperation.repeated.strategies import (
    FIELD,
    alternating,
    always_cooperate,
    always_defect,
    contrite_tit_for_tat,
    generous_tit_for_tat,
    grim_trigger,
    random_strategy,
    suspicious_tit_for_tat,
    tit_for_tat,
    win_stay_lose_shift,
)
from scatter import standard_errors

LECTURE = SymmetricGame(temptation=3, reward=2, punishment=1, sucker=0)
AXELROD = SymmetricGame(temptation=5, reward=3, punishment=1, sucker=0)
ASYMMETRIC = Game(cc=(4, 2), cd=(-1, 7), dc=(5, 0), dd=(1, 3))

noises = st.sampled_from([0.0, 0.01, 0.2])
horizons = st.one_of(
    st.integers(1, 300).map(Rounds), st.floats(0, 0.99).map(Discounted), st.just(LongRun())
)


@st.composite
def automata(draw: st.DrawFn, deterministic: bool = False) -> Automaton:
    size = draw(st.integers(1, 4))
    state = st.integers(0, size - 1)
    values = [0.0, 1.0] if deterministic else [0.0, 1.0, 0.25, 0.9]
    cooperation = draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))
    row = st.tuples(state, state, state, state)
    rows = draw(st.lists(row, min_size=size, max_size=size))
    return Automaton("any", "Beliebig", tuple(cooperation), tuple(rows))


@st.composite
def chains(draw: st.DrawFn) -> list[Row]:
    """Draw a chain with small whole-number weights: often reducible, often periodic."""
    size = draw(st.integers(1, 6))
    rows: list[Row] = []
    for _ in range(size):
        weights = draw(
            st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=size, max_size=size).filter(any)
        )
        rows.append({k: w / sum(weights) for k, w in enumerate(weights) if w})
    return rows


def by_tree(first: Automaton, second: Automaton, rounds: int, noise: float) -> list[Frequencies]:
    """Return the probabilities of the profiles per round by walking through every history.

    Slow and direct: no chain, no shared states, the error as a further coin toss.
    """
    totals = [[0.0] * 4 for _ in range(rounds)]

    def walk(i: int, j: int, depth: int, weight: float) -> None:
        if depth == rounds:
            return
        for k, (own, other) in enumerate(PROFILES):
            share = weight
            for automaton, state, action in ((first, i, own), (second, j, other)):
                p = (
                    automaton.cooperation[state]
                    if action == "C"
                    else 1 - automaton.cooperation[state]
                )
                share *= p * (1 - noise) + (1 - p) * noise
            if share:
                totals[depth][k] += share
                walk(first.after(i, own, other), second.after(j, other, own), depth + 1, share)

    walk(0, 0, 0, 1.0)
    return [(cc, cd, dc, dd) for cc, cd, dc, dd in totals]


# Against other ways to compute the same -----------------------------------------------------------


@given(automata(), automata(), noises)
@settings(deadline=None)
@pytest.mark.slow
def test_every_round_is_what_the_tree_of_all_histories_says(
    first: Automaton, second: Automaton, noise: float
) -> None:
    expected = by_tree(first, second, 5, noise)
    for number in range(1, 6):
        mean = [sum(column) / number for column in zip(*expected[:number], strict=True)]
        found = exact_match(first, second, Rounds(number), noise).frequencies
        assert found == pytest.approx(mean, abs=1e-12)


@pytest.mark.parametrize("first", FIELD, ids=lambda strategy: strategy.key)
def test_simulated_matches_scatter_around_the_exact_payoffs(first: Automaton) -> None:
    """Own direct simulation, seeded: within five standard errors, against the whole field."""
    chance = random.Random(1980)
    for second in FIELD:
        exact = exact_match(first, second, Rounds(30), 0.05)
        simulated = simulated_match(first, second, Rounds(30), chance, 0.05, repetitions=200)
        assert simulated.simulated
        assert not exact.simulated
        errors = standard_errors(simulated, ASYMMETRIC)
        for a, b, error in zip(
            exact.payoffs(ASYMMETRIC), simulated.payoffs(ASYMMETRIC), errors, strict=True
        ):
            assert abs(a - b) <= 5 * error + 1e-9


@given(chains(), st.integers(1, 200))
@pytest.mark.slow
def test_doubling_counts_what_stepping_counts(rows: list[Row], rounds: int) -> None:
    stepped = [sum(column) for column in zip(*distributions(rows, rounds), strict=True)]
    assert visits(rows, rounds) == pytest.approx(stepped, abs=1e-9)
    assert sum(visits(rows, rounds)) == pytest.approx(rounds, abs=1e-9)


@given(chains(), st.floats(0, 0.95))
@pytest.mark.slow
def test_the_discounted_sum_is_the_series(rows: list[Row], discount: float) -> None:
    weights = [(1 - discount) * discount**k for k in range(800)]
    series = [0.0] * len(rows)
    for weight, shares in zip(weights, distributions(rows, 800), strict=True):
        series = [a + weight * b for a, b in zip(series, shares, strict=True)]
    assert discounted_visits(rows, discount) == pytest.approx(series, abs=1e-9)


@given(chains())
def test_the_long_run_is_the_limit_of_many_rounds_and_of_patience(rows: list[Row]) -> None:
    """Cesàro and Abel: both limits are the same for every finite chain."""
    exact = long_run_visits(rows)
    many = 10**7
    assert [count / many for count in visits(rows, many)] == pytest.approx(exact, abs=1e-4)
    assert discounted_visits(rows, 1 - 1e-7) == pytest.approx(exact, abs=1e-4)
    assert sum(exact) == pytest.approx(1, abs=1e-12)


@given(chains())
@pytest.mark.slow
def test_the_long_run_stays_as_it_is_for_one_more_round(rows: list[Row]) -> None:
    shares = long_run_visits(rows)
    after = [0.0] * len(rows)
    for share, row in zip(shares, rows, strict=True):
        for state, probability in row.items():
            after[state] += share * probability
    assert after == pytest.approx(shares, abs=1e-12)


@given(st.integers(1, 5), st.data())
def test_a_linear_system_is_solved(size: int, data: st.DataObject) -> None:
    entry = st.integers(-3, 3)
    system = data.draw(
        st.lists(st.lists(entry, min_size=size, max_size=size), min_size=size, max_size=size)
    )
    for k in range(size):
        system[k][k] += 20  # diagonally dominant, so not singular
    x = data.draw(st.lists(entry, min_size=size, max_size=size))
    right = [float(sum(a * b for a, b in zip(row, x, strict=True))) for row in system]
    matrix = [[float(a) for a in row] for row in system]
    assert solve(matrix, right) == pytest.approx(x, abs=1e-9)
    assert matrix == system


# Laws --------------------------------------------------------------------------------------------


@given(automata(), automata(), horizons, noises)
def test_shares_of_profiles_sum_to_one(
    first: Automaton, second: Automaton, horizon: Horizon, noise: float
) -> None:
    outcome = exact_match(first, second, horizon, noise)
    assert sum(outcome.frequencies) == pytest.approx(1, abs=1e-9)
    assert min(outcome.frequencies) >= -1e-12
    assert all(-1e-9 <= rate <= 1 + 1e-9 for rate in outcome.cooperation)
    assert standard_errors(outcome, LECTURE.game) == (0, 0)


@given(automata(), automata(), horizons, noises)
def test_exchanging_the_players_mirrors_the_match(
    first: Automaton, second: Automaton, horizon: Horizon, noise: float
) -> None:
    here = exact_match(first, second, horizon, noise)
    there = exact_match(second, first, horizon, noise)
    assert there.mirrored.frequencies == pytest.approx(here.frequencies, abs=1e-9)
    assert there.payoffs(LECTURE.game) == pytest.approx(here.payoffs(LECTURE.game)[::-1], abs=1e-9)
    assert here.mirrored.mirrored == here


@given(automata(), automata(), horizons, noises)
def test_merging_equivalent_states_changes_no_match(
    first: Automaton, second: Automaton, horizon: Horizon, noise: float
) -> None:
    merged = exact_match(minimal(first), minimal(second), horizon, noise)
    assert merged.frequencies == pytest.approx(
        exact_match(first, second, horizon, noise).frequencies, abs=1e-9
    )


@given(automata(), automata(), horizons)
def test_with_an_error_in_every_other_action_nothing_else_matters(
    first: Automaton, second: Automaton, horizon: Horizon
) -> None:
    assert exact_match(first, second, horizon, 0.5).frequencies == pytest.approx(
        (0.25,) * 4, abs=1e-9
    )


@given(automata(deterministic=True), st.integers(1, 60))
def test_tit_for_tat_is_exploited_at_most_once(opponent: Automaton, rounds: int) -> None:
    """It copies with a delay of one round: the other gets ahead by T − S or not at all."""
    outcome = exact_match(tit_for_tat(), opponent, Rounds(rounds))
    behind = outcome.frequencies[1] - outcome.frequencies[2]
    assert round(behind * rounds, 6) in (0, 1)


@given(automata(), automata(), horizons, noises)
def test_the_payoffs_are_those_of_the_shares(
    first: Automaton, second: Automaton, horizon: Horizon, noise: float
) -> None:
    outcome = exact_match(first, second, horizon, noise)
    for player in (0, 1):
        expected = sum(
            share * ASYMMETRIC.payoff(at, player)
            for share, at in zip(outcome.frequencies, PROFILES, strict=True)
        )
        assert outcome.payoffs(ASYMMETRIC)[player] == pytest.approx(expected, abs=1e-12)


# Closed forms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rounds", [1, 2, 3, 7, 64, 200])
def test_tit_for_tat_is_exploited_by_always_defect_in_the_first_round_only(rounds: int) -> None:
    for_tat, for_defect = exact_match(tit_for_tat(), always_defect(), Rounds(rounds)).payoffs(
        AXELROD.game
    )
    assert for_tat * rounds == pytest.approx(0 + (rounds - 1) * 1, abs=1e-9)
    assert for_defect * rounds == pytest.approx(5 + (rounds - 1) * 1, abs=1e-9)


@given(st.floats(0, 0.99))
def test_the_present_values_behind_the_tit_for_tat_thresholds(discount: float) -> None:
    """Formula 2.5: R/(1−δ), T + δP/(1−δ) and (T + δS)/(1−δ²) against tit for tat."""
    t, r, p, s = 5, 3, 1, 0
    # Who alternates from D: misses C at the start, so it is „suspicious“ alternation.
    deviant = Automaton("alternating_from_d", "D, C, D, C …", (0, 1), ((0, 0, 1, 1), (0, 0, 1, 1)))
    for player, value in (
        (always_cooperate(), r / (1 - discount)),
        (always_defect(), t + discount * p / (1 - discount)),
        (deviant, (t + discount * s) / (1 - discount**2)),
    ):
        payoff = exact_match(player, tit_for_tat(), Discounted(discount)).payoffs(AXELROD.game)[0]
        assert payoff / (1 - discount) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("noise", [1e-12, 1e-9, 1e-6, 1e-3, 0.01, 0.2, 0.5, 0.9])
@pytest.mark.parametrize("game", [LECTURE, AXELROD], ids=["slide 14", "Axelrod"])
def test_tit_for_tat_loses_cooperation_to_the_rarest_error(
    game: SymmetricGame, noise: float
) -> None:
    """Formula 2.11: the long-run mean is (T+R+P+S)/4, however small the error."""
    mean = (game.temptation + game.reward + game.punishment + game.sucker) / 4
    outcome = exact_match(tit_for_tat(), tit_for_tat(), LongRun(), noise)
    assert outcome.payoffs(game.game) == pytest.approx((mean, mean), abs=1e-9)
    assert exact_match(tit_for_tat(), tit_for_tat(), LongRun(), 0).payoffs(game.game) == (
        game.reward,
        game.reward,
    )


@given(st.floats(1e-9, 0.5), st.floats(0, 1))
def test_generosity_keeps_cooperation_near_one(noise: float, generosity: float) -> None:
    """Formula 2.11. Rate q of C done: q = ε + (1−2ε)(g + (1−g)q), linear in each one's own marginal."""
    stay = 1 - 2 * noise
    rate = (noise + stay * generosity) / (2 * noise + stay * generosity)
    strategy = generous_tit_for_tat(generosity)
    outcome = exact_match(strategy, strategy, LongRun(), noise)
    assert outcome.cooperation == pytest.approx((rate, rate), abs=1e-9)
    # Slide 14 is a donation game (formula 1.1), so the payoff is 1 + (b − c)·q.
    assert outcome.payoffs(LECTURE.game)[0] == pytest.approx(1 + rate, abs=1e-9)


@given(st.floats(1e-9, 0.5))
def test_win_stay_lose_shift_corrects_an_error_within_two_rounds(noise: float) -> None:
    """Formulas 2.11 and 2.7. Both are always in the same mode: D if they differed last, probability u."""
    differ, t, r, p, s = 2 * noise * (1 - noise), 5, 3, 1, 0
    both, neither = (1 - noise) ** 2, noise**2
    peace = both * r + neither * p + differ * (t + s) / 2
    quarrel = both * p + neither * r + differ * (t + s) / 2
    pavlov = win_stay_lose_shift()
    payoff = exact_match(pavlov, pavlov, LongRun(), noise).payoffs(AXELROD.game)[0]
    assert payoff == pytest.approx((1 - differ) * peace + differ * quarrel, abs=1e-9)


@given(st.floats(1e-9, 0.5))
def test_grim_trigger_falls_to_the_punishment(noise: float) -> None:
    """Formula 2.11: after the first error both mean D for ever; C is then done by error only."""
    grim = grim_trigger()
    outcome = exact_match(grim, grim, LongRun(), noise)
    assert outcome.cooperation == pytest.approx((noise, noise), abs=1e-9)
    assert outcome.payoffs(LECTURE.game)[0] == pytest.approx(1 + noise, abs=1e-9)


def test_with_rare_errors_the_forgiving_stay_near_r_and_the_grim_near_p() -> None:
    """Formula 2.11, on slide 14 (R = 2, P = 1)."""

    def with_own_kind(strategy: Automaton) -> float:
        return exact_match(strategy, strategy, LongRun(), 1e-6).payoffs(LECTURE.game)[0]

    for strategy in (generous_tit_for_tat(0.5), win_stay_lose_shift(), contrite_tit_for_tat()):
        assert with_own_kind(strategy) == pytest.approx(2, abs=1e-5)
    assert with_own_kind(grim_trigger()) == pytest.approx(1, abs=1e-5)


def test_at_molanders_generosity_exploiting_is_worth_exactly_r() -> None:
    """Formula 2.12: on slide 14 g* = 1/2, and always D earns 2.0 from it in the long run."""
    payoff = exact_match(always_defect(), generous_tit_for_tat(0.5), LongRun()).payoffs(
        LECTURE.game
    )
    assert payoff[0] == pytest.approx(2.0, abs=1e-9)


def test_win_stay_lose_shift_exploits_the_naive_after_one_error() -> None:
    """Formula 2.7: against always C each error switches between C for ever and D for ever."""
    outcome = exact_match(win_stay_lose_shift(), always_cooperate(), LongRun(), 1e-9)
    assert outcome.cooperation[0] == pytest.approx(0.5, abs=1e-6)
    assert exact_match(win_stay_lose_shift(), always_cooperate(), LongRun()).cooperation[0] == 1


# Where the start decides --------------------------------------------------------------------------


def test_the_first_action_decides_what_two_echoes_repeat_for_ever() -> None:
    """Tit for tat and its suspicious twin: CC, alternating revenge, or DD, for ever."""
    nice, wary = tit_for_tat(), suspicious_tit_for_tat()
    assert exact_match(nice, nice, LongRun()).frequencies == (1, 0, 0, 0)
    assert exact_match(nice, wary, LongRun()).frequencies == pytest.approx((0, 0.5, 0.5, 0))
    assert exact_match(wary, wary, LongRun()).frequencies == (0, 0, 0, 1)


@given(st.floats(0, 1))
def test_a_coin_tossed_once_decides_for_ever(heads: float) -> None:
    """Two closed classes, entered with probabilities p and 1 − p."""
    once = Automaton("once", "Einmal gewürfelt", (heads, 1, 0), ((1, 1, 2, 2), (1,) * 4, (2,) * 4))
    outcome = exact_match(once, always_cooperate(), LongRun())
    assert outcome.frequencies == pytest.approx((heads, 0, 1 - heads, 0), abs=1e-12)


def test_random_play_sooner_or_later_ends_the_grims_patience() -> None:
    """Its first D is certain to come, so in the long run grim never cooperates."""
    assert exact_match(grim_trigger(), random_strategy(), LongRun()).frequencies == pytest.approx(
        (0, 0, 0.5, 0.5), abs=1e-12
    )


def test_grim_waits_two_rounds_on_average_for_a_fair_coin_to_defect() -> None:
    """Discounted: it cooperates while all coins before showed C, Σ (1−δ)(δ/2)ᵗ."""
    outcome = exact_match(grim_trigger(), random_strategy(), Discounted(0.8))
    assert outcome.cooperation[0] == pytest.approx(0.2 / (1 - 0.4), abs=1e-9)


def test_the_joint_chains_of_the_field_stay_small() -> None:
    """Ten thousand rounds cost what fourteen doublings cost (2 to 12 joint states)."""
    sizes = [len(joint_chain(a, b, 0.01).states) for a in FIELD for b in FIELD]
    assert max(sizes) <= 12


def test_alternating_goes_by_what_was_done() -> None:
    for number, rate in ((1, 1), (2, 1 / 2), (3, 2 / 3), (4, 1 / 2)):
        outcome = exact_match(alternating(), always_cooperate(), Rounds(number))
        assert outcome.cooperation[0] == pytest.approx(rate, abs=1e-12)


@given(st.floats(0, 1), st.floats(0, 1))
def test_an_error_turns_the_meant_action_into_the_other(meant: float, noise: float) -> None:
    c, d = executed(meant, noise)
    assert c + d == pytest.approx(1, abs=1e-12)
    assert executed(1 - meant, noise) == pytest.approx((d, c), abs=1e-12)
    assert executed(meant, 0) == pytest.approx((meant, 1 - meant), abs=1e-12)


# Bad input, and cheap import ----------------------------------------------------------------------


@pytest.mark.parametrize("noise", [-0.01, 1.01, float("nan"), "viel"])
def test_a_noise_outside_the_unit_interval_is_named(noise: float) -> None:
    for horizon in (Rounds(3), Discounted(0.5), LongRun()):
        with pytest.raises(ValueError, match="Die Fehlerquote muss zwischen 0 und 1 liegen"):
            exact_match(tit_for_tat(), tit_for_tat(), horizon, noise)


def test_an_endless_discounted_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="Mit δ = 1 wächst die Summe der Auszahlungen ohne Ende"):
        Discounted(1)
    with pytest.raises(ValueError, match="kleiner als 1 sein, nicht 1,5"):
        Discounted(1.5)


@pytest.mark.parametrize("number", [0, -3, 2.5, True, "zehn"])
def test_rounds_are_counted_in_whole_numbers(number: int) -> None:
    with pytest.raises(ValueError, match="Die Zahl der Runden muss eine ganze Zahl ab 1 sein"):
        Rounds(number)


def test_importing_the_engine_is_cheap_and_brings_nothing_along() -> None:
    code = (
        "import sys, kooperation.repeated; "
        "print(sorted({'numpy', 'plotly', 'ipywidgets', 'nbgrader', 'axelrod'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_number_of_rounds_costs_no_time() -> None:
    """A loop over as many rounds would not end."""
    players = contrite_tit_for_tat(), tit_for_tat()
    fewer, many = (exact_match(*players, Rounds(10**n), 0.01) for n in (6, 9))
    assert many.frequencies == pytest.approx(fewer.frequencies, rel=1e-3)
