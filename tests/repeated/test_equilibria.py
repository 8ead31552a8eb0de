"""Best responses by dynamic programming, and the equilibria they prove: formula and computation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dilemmas import AXELROD, LECTURE, STAG_HUNT, dilemmas
from kooperation.games.game import (
    PLAYERS,
    PROFILES,
    Action,
    C,
    D,
    Game,
    Profile,
    SymmetricGame,
    seen_by,
)
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.best_response import best_response, response_automaton
from kooperation.repeated.equilibria import is_equilibrium, is_subgame_perfect
from kooperation.repeated.match import Discounted, LongRun, Rounds, exact_match, executed
from kooperation.repeated.strategies import (
    FIELD,
    alternating,
    always_cooperate,
    always_defect,
    generous_tit_for_tat,
    grim_trigger,
    random_strategy,
    tit_for_tat,
    tit_for_two_tats,
    win_stay_lose_shift,
)
from kooperation.repeated.thresholds import (
    grim_threshold,
    molander_generosity,
    tit_for_tat_thresholds,
    win_stay_lose_shift_threshold,
)

ASYMMETRIC = Game(cc=(4, 2), cd=(-1, 7), dc=(5, 0), dd=(1, 3))

discounts = st.floats(0, 0.97)
payoffs = st.integers(-3, 3)
pairs = st.tuples(payoffs, payoffs)
games = st.builds(Game, cc=pairs, cd=pairs, dc=pairs, dd=pairs)


@st.composite
def automata(draw: st.DrawFn, most_states: int = 3) -> Automaton:
    size = draw(st.integers(1, most_states))
    state = st.integers(0, size - 1)
    values = st.sampled_from([0, 1, 0.25])
    cooperation = draw(st.lists(values, min_size=size, max_size=size))
    row = st.tuples(state, state, state, state)
    rows = draw(st.lists(row, min_size=size, max_size=size))
    return Automaton("any", "Beliebig", tuple(cooperation), tuple(rows))


def best_by_tree(
    opponent: Automaton, game: Game, rounds: int, noise: float, player: int, discount: float = 1.0
) -> float:
    """Return the best expected sum by trying both actions after every history."""

    def best(state: int, left: int) -> float:
        if not left:
            return 0.0
        values = []
        for meant in Action:
            value = 0.0
            for own, other in PROFILES:
                mine = executed(float(meant is C), noise)[own is D]
                theirs = executed(opponent.cooperation[state], noise)[other is D]
                at: Profile = (own, other) if player == 0 else (other, own)
                ahead = best(opponent.after(state, other, own), left - 1)
                value += mine * theirs * (game.payoff(at, player) + discount * ahead)
            values.append(value)
        return max(values)

    return best(0, rounds)


# Best responses ----------------------------------------------------------------------------------


@given(automata(), games, st.integers(1, 4), st.sampled_from([0.0, 0.1]), st.integers(0, 1))
@settings(deadline=None)
def test_backward_induction_finds_what_trying_everything_finds(
    opponent: Automaton, game: Game, rounds: int, noise: float, player: int
) -> None:
    found = best_response(opponent, game, Rounds(rounds), noise, player)
    expected = best_by_tree(opponent, game, rounds, noise, player)
    assert found.payoff * rounds == pytest.approx(expected, abs=1e-9)
    assert len(found.actions) == rounds


@given(automata(), games, st.floats(0, 0.2), st.sampled_from([0.0, 0.1]), st.integers(0, 1))
@settings(deadline=None, max_examples=50)
@pytest.mark.slow
def test_policy_iteration_finds_what_trying_everything_finds(
    opponent: Automaton, game: Game, discount: float, noise: float, player: int
) -> None:
    """Five rounds are enough here up to what the rest can weigh: δ⁵ times the payoffs."""
    found = best_response(opponent, game, Discounted(discount), noise, player).payoff
    expected = (1 - discount) * best_by_tree(opponent, game, 5, noise, player, discount)
    assert found == pytest.approx(expected, abs=3 * discount**5 + 1e-9)


@given(automata(), automata(), games, discounts, st.sampled_from([0.0, 0.1]))
def test_nobody_does_better_than_the_best_response(
    player: Automaton, opponent: Automaton, game: Game, discount: float, noise: float
) -> None:
    horizon = Discounted(discount)
    best = best_response(opponent, game, horizon, noise)
    assert exact_match(player, opponent, horizon, noise).payoffs(game)[0] <= best.payoff + 1e-9


@given(automata(), games, discounts, st.sampled_from([0.0, 0.1]))
def test_the_best_response_earns_what_it_promises(
    opponent: Automaton, game: Game, discount: float, noise: float
) -> None:
    horizon = Discounted(discount)
    best = best_response(opponent, game, horizon, noise)
    played = exact_match(response_automaton(best, opponent), opponent, horizon, noise)
    assert played.payoffs(game)[0] == pytest.approx(best.payoff, abs=1e-9)


@given(automata(), games, st.floats(0.9, 0.999999))
@pytest.mark.slow
def test_policy_iteration_ends_with_very_patient_players(
    opponent: Automaton, game: Game, discount: float
) -> None:
    best = best_response(opponent, game, Discounted(discount))
    played = exact_match(response_automaton(best, opponent), opponent, Discounted(discount))
    assert played.payoffs(game)[0] == pytest.approx(best.payoff, abs=1e-6)


@given(dilemmas, discounts)
def test_against_tit_for_tat_one_of_three_answers_is_best(
    game: SymmetricGame, discount: float
) -> None:
    """Formula 2.5 (c): always C, always D, or alternating from D; and nothing is better."""
    deviant = Automaton("alternating_from_d", "D, C, D, C …", (0, 1), ((0, 0, 1, 1), (0, 0, 1, 1)))
    horizon = Discounted(discount)
    values = [
        exact_match(player, tit_for_tat(), horizon).payoffs(game.game)[0]
        for player in (always_cooperate(), always_defect(), deviant)
    ]
    best = best_response(tit_for_tat(), game.game, horizon).payoff
    assert best == pytest.approx(max(values), abs=1e-9)


def test_two_tats_are_one_too_many_for_tit_for_two_tats() -> None:
    """Who alternates from D is never punished: (T + δR)/(1 + δ) per round, above R."""
    best = best_response(tit_for_two_tats(), AXELROD.game, Discounted(0.9))
    assert best.payoff == pytest.approx((5 + 0.9 * 3) / 1.9, abs=1e-9)
    assert best.actions == ((D, C, C),)


def test_against_tit_for_tat_with_a_known_end_one_defects_in_the_last_round_only() -> None:
    """Formula 2.8, with payoffs that make earlier breaches costly: 2R > T + P."""
    game = SymmetricGame(temptation=5, reward=4, punishment=1, sucker=0)
    actions = best_response(tit_for_tat(), game.game, Rounds(10)).actions
    assert [row[0] for row in actions] == [C] * 9 + [D]


def test_where_all_is_worth_the_same_the_answer_is_c() -> None:
    flat = Game((1, 1), (1, 1), (1, 1), (1, 1))
    assert best_response(tit_for_tat(), flat, Discounted(0.5)).actions == ((C, C),)
    assert best_response(tit_for_tat(), flat, Rounds(3)).actions == ((C, C),) * 3


def test_the_response_of_a_match_with_a_last_round_is_no_automaton() -> None:
    response = best_response(tit_for_tat(), LECTURE.game, Rounds(5))
    with pytest.raises(ValueError, match="von Runde zu Runde"):
        response_automaton(response, tit_for_tat())


def test_a_noise_outside_the_unit_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="Die Fehlerquote"):
        best_response(tit_for_tat(), LECTURE.game, Rounds(5), noise=2)


# Nash equilibria of the repeated game ------------------------------------------------------------


@given(dilemmas, discounts)
def test_tit_for_tat_is_an_equilibrium_exactly_from_its_threshold_on(
    game: SymmetricGame, discount: float
) -> None:
    """Formula 2.5: dynamic programming and max{(T−R)/(T−P), (T−R)/(R−S)} say the same."""
    threshold = tit_for_tat_thresholds(game).equilibrium
    assume(abs(discount - threshold) > 1e-6)
    assert is_equilibrium(tit_for_tat(), tit_for_tat(), game.game, discount) == (
        discount > threshold
    )


@given(dilemmas, discounts)
def test_grim_trigger_is_subgame_perfect_exactly_from_its_threshold_on(
    game: SymmetricGame, discount: float
) -> None:
    """Formula 2.2: as an equilibrium and as a subgame perfect one, from the same δ."""
    threshold = grim_threshold(game)
    assume(abs(discount - threshold) > 1e-6)
    grim = grim_trigger()
    assert is_equilibrium(grim, grim, game.game, discount) == (discount > threshold)
    assert is_subgame_perfect(grim, grim, game.game, discount) == (discount > threshold)


@pytest.mark.parametrize("strategy", [tit_for_tat(), grim_trigger()], ids=lambda s: s.key)
def test_at_the_threshold_itself_cooperation_holds(strategy: Automaton) -> None:
    """Formulas 2.2 and 2.5: „δ ≥“."""
    assert is_equilibrium(strategy, strategy, LECTURE.game, 0.5)
    assert not is_equilibrium(strategy, strategy, LECTURE.game, 0.499999)


@given(dilemmas, st.floats(0, 0.95), discounts)
def test_an_exit_acts_like_a_milder_punishment(
    game: SymmetricGame, share: float, discount: float
) -> None:
    """Formula 2.3: who can leave for e > P is as hard to deter as if mutual defection paid e."""
    outside = game.punishment + share * (game.reward - game.punishment)
    threshold = grim_threshold(game, outside)
    assume(abs(discount - threshold) > 1e-6)
    milder = replace(game, punishment=outside)
    grim = grim_trigger()
    assert is_equilibrium(grim, grim, milder.game, discount) == (discount > threshold)


@given(dilemmas, dilemmas, discounts)
def test_the_less_patient_player_decides(
    first: SymmetricGame, second: SymmetricGame, discount: float
) -> None:
    """Formula 2.4: both cooperate exactly if δ reaches both players' own thresholds."""
    game = Game(
        (first.reward, second.reward),
        (first.sucker, second.temptation),
        (first.temptation, second.sucker),
        (first.punishment, second.punishment),
    )
    threshold = max(grim_threshold(seen_by(player, game)) for player in PLAYERS)
    assume(abs(discount - threshold) > 1e-6)
    grim = grim_trigger()
    assert is_equilibrium(grim, grim, game, discount) == (discount > threshold)


@given(dilemmas, discounts)
def test_always_defect_is_an_equilibrium_at_every_discount(
    game: SymmetricGame, discount: float
) -> None:
    """Formula 2.14: repetition makes cooperation possible, it does not enforce it."""
    assert is_subgame_perfect(always_defect(), always_defect(), game.game, discount)
    assert not is_equilibrium(always_cooperate(), always_cooperate(), game.game, discount)


@given(dilemmas, st.floats(0, 1))
def test_beyond_molanders_generosity_exploiting_pays(game: SymmetricGame, share: float) -> None:
    """Formula 2.12: without errors and very patient, it is an equilibrium exactly up to g*."""
    assume(2 * game.reward > game.temptation + game.sucker + 1e-3)
    limit = molander_generosity(game)
    for generosity, holds in ((share * limit - 1e-3, True), (limit + share * (1 - limit), False)):
        assume(0 <= generosity <= 1)
        strategy = generous_tit_for_tat(generosity)
        if holds:
            assert is_equilibrium(strategy, strategy, game.game, 1 - 1e-6)
        elif generosity > limit + 1e-3:
            assert not is_equilibrium(strategy, strategy, game.game, 1 - 1e-6)


@given(automata(), automata(), games, discounts)
def test_subgame_perfection_implies_equilibrium(
    first: Automaton, second: Automaton, game: Game, discount: float
) -> None:
    if is_subgame_perfect(first, second, game, discount):
        assert is_equilibrium(first, second, game, discount)


# Subgame perfection in closed form ---------------------------------------------------------------


@pytest.mark.parametrize("discount", [0.1, 0.4, 0.6, 2 / 3, 0.7, 0.9, 0.99])
def test_with_axelrods_payoffs_tit_for_tat_is_never_subgame_perfect(discount: float) -> None:
    """Formula 2.6: punishing must pay, and forgiving must not; both hold at one δ at most."""
    assert not is_subgame_perfect(tit_for_tat(), tit_for_tat(), AXELROD.game, discount)


def test_on_the_slide_tit_for_tat_is_subgame_perfect_at_one_half_only() -> None:
    """Formula 2.6: δ = (T−R)/(R−S) = (P−S)/(T−P) = 1/2."""
    for discount in (0.3, 0.49, 0.51, 0.9):
        assert not is_subgame_perfect(tit_for_tat(), tit_for_tat(), LECTURE.game, discount)
    assert is_subgame_perfect(tit_for_tat(), tit_for_tat(), LECTURE.game, 0.5)


@given(dilemmas, discounts)
def test_tit_for_tat_is_subgame_perfect_only_where_both_conditions_meet(
    game: SymmetricGame, discount: float
) -> None:
    """Formula 2.6 as a law: away from those single values of δ it never is."""
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    assume(abs(discount - (t - r) / (r - s)) > 1e-6 or abs(discount - (p - s) / (t - p)) > 1e-6)
    assert not is_subgame_perfect(tit_for_tat(), tit_for_tat(), game.game, discount)


@given(dilemmas, discounts)
def test_win_stay_lose_shift_is_subgame_perfect_exactly_from_its_threshold_on(
    game: SymmetricGame, discount: float
) -> None:
    """Formula 2.7: δ ≥ (T − R)/(R − P)."""
    threshold = win_stay_lose_shift_threshold(game)
    assume(abs(discount - threshold) > 1e-6)
    pavlov = win_stay_lose_shift()
    assert is_subgame_perfect(pavlov, pavlov, game.game, discount) == (discount > threshold)


def test_on_the_slide_win_stay_lose_shift_is_never_subgame_perfect() -> None:
    """Formula 2.7."""
    pavlov = win_stay_lose_shift()
    for discount in (0.5, 0.9, 0.99, 0.999):
        assert not is_subgame_perfect(pavlov, pavlov, LECTURE.game, discount)


@pytest.mark.parametrize("wrong", [1, -0.1, 1.2])
def test_an_equilibrium_needs_a_discount_factor(wrong: float) -> None:
    for question in (is_equilibrium, is_subgame_perfect):
        with pytest.raises(ValueError, match="δ"):
            question(tit_for_tat(), tit_for_tat(), LECTURE.game, wrong)


# A known end -------------------------------------------------------------------------------------


def until(end: int) -> Automaton:
    """Return grim trigger that defects from round *end* on, whatever was."""
    trusting = [(at + 1, end, at + 1, end) for at in range(end)]
    return Automaton("", "", (1.0,) * end + (0.0,), (*trusting, (end,) * 4))


def test_with_a_known_end_backward_induction_leaves_no_cooperation() -> None:
    """Formula 2.8, step by step: who meets a grim trigger that defects from some round on defects one before it."""
    for end in range(1, 13):
        actions = best_response(until(end), LECTURE.game, Rounds(12)).actions
        assert [actions[at][min(at, end)] for at in range(12)] == [C] * (end - 1) + [D] * (13 - end)


@given(st.sampled_from([*FIELD, alternating(), random_strategy(0.3)]), st.integers(1, 30))
def test_in_the_last_round_everybody_does_best_to_defect(opponent: Automaton, rounds: int) -> None:
    """Formula 2.8: the first step of the induction, against any opponent in any state."""
    last = best_response(opponent, LECTURE.game, Rounds(rounds)).actions[-1]
    assert set(last) == {D}


def test_in_a_stag_hunt_cooperation_can_last_through_a_known_last_day() -> None:
    """Formula 2.8 asks for one equilibrium: with R > T the best answer to grim trigger never defects."""
    actions = best_response(grim_trigger(), STAG_HUNT.game, Rounds(10)).actions
    assert [row[0] for row in actions] == [C] * 10


def test_in_the_long_run_nobody_beats_tit_for_tat_by_more_than_a_moment() -> None:
    """The mean per round is the same for both, whoever the opponent is (Axelrod 1984)."""
    for opponent in FIELD:
        mine, theirs = exact_match(tit_for_tat(), opponent, LongRun()).payoffs(LECTURE.game)
        assert mine == pytest.approx(theirs, abs=1e-9)
