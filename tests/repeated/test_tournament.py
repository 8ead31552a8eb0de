"""Tournaments after Axelrod's rules (formula 2.16), and what may not be read from them."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.games.game import SymmetricGame
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Discounted, Horizon, LongRun, Rounds, exact_match
from kooperation.repeated.simulation import OwnStrategy
from kooperation.repeated.strategies import (
    FIELD,
    always_cooperate,
    always_defect,
    generous_tit_for_tat,
    grim_trigger,
    joss,
    random_strategy,
    tit_for_tat,
    tit_for_two_tats,
    two_tits_for_tat,
    win_stay_lose_shift,
)
from kooperation.repeated.tournament import TournamentResult, play_tournament, round_robin, score

LECTURE = SymmetricGame(temptation=3, reward=2, punishment=1, sucker=0)
AXELROD = SymmetricGame(temptation=5, reward=3, punishment=1, sucker=0)
TEN = (
    always_cooperate(),
    always_defect(),
    tit_for_tat(),
    tit_for_two_tats(),
    two_tits_for_tat(),
    generous_tit_for_tat(1 / 3),
    grim_trigger(),
    win_stay_lose_shift(),
    random_strategy(),
    joss(),
)

fields = st.lists(st.sampled_from(FIELD), min_size=2, max_size=5)
horizons: st.SearchStrategy[Horizon] = st.one_of(
    st.integers(1, 200).map(Rounds), st.floats(0, 0.99).map(Discounted), st.just(LongRun())
)


def place(tournament: TournamentResult, name: str) -> int:
    return next(standing.place for standing in tournament.ranking if standing.name == name)


def test_a_small_tournament_by_hand() -> None:
    """ALLC, ALLD and TFT over two rounds of 3/2/1/0, each with itself: on paper.

    ALLC: 2, 0, 2. ALLD: 3, 1, (3+1)/2 = 2. TFT: 2, (0+1)/2 = 1/2, 2.
    """
    result = play_tournament(
        [always_cooperate(), always_defect(), tit_for_tat()], LECTURE, Rounds(2)
    )
    assert result.payoffs == ((2, 0, 2), (3, 1, 2), (2, 0.5, 2))
    assert [(s.place, s.player) for s in result.ranking] == [(1, 1), (2, 2), (3, 0)]
    assert [s.score for s in result.ranking] == pytest.approx([2, 1.5, 4 / 3])
    assert result.matches.cooperation == ((1, 1, 1), (0, 0, 0), (1, 0.5, 1))


def test_the_match_with_ones_own_kind_can_be_left_out() -> None:
    matches = round_robin([always_cooperate(), always_defect()], Rounds(5))
    with_self = score(matches, LECTURE).ranking
    without = score(matches, LECTURE, with_self=False).ranking
    assert [s.score for s in with_self] == pytest.approx([2, 1])
    assert [s.score for s in without] == pytest.approx([3, 0])


def test_tit_for_tat_never_wins_a_match_and_can_win_a_tournament() -> None:
    """Axelrod 1984; the field here: those of this course's strategies that reciprocate."""
    field = [tit_for_tat(), always_defect(), grim_trigger(), two_tits_for_tat(), joss()]
    result = play_tournament([*field, tit_for_two_tats()], AXELROD, Rounds(200))
    for opponent in result.matches.outcomes[0]:
        mine, theirs = opponent.payoffs(AXELROD.game)
        assert mine <= theirs + 1e-12


def test_the_winner_depends_on_the_field() -> None:
    """Among the naive always D wins, among those who reciprocate it comes last."""
    naive = [always_cooperate()] * 4
    among_naive = play_tournament([*naive, tit_for_tat(), always_defect()], LECTURE, Rounds(50))
    assert place(among_naive, "Immer defektieren") == 1
    wary = [tit_for_tat(), grim_trigger(), win_stay_lose_shift()]
    among_wary = play_tournament([*wary, always_defect()], LECTURE, Rounds(50))
    assert place(among_wary, "Immer defektieren") == 4


def test_noise_puts_generous_before_strict_reciprocity() -> None:
    """Formula 2.11: without errors both do alike, with errors strict revenge costs more.

    Among reciprocators only; a field with exploiters can favour the strict one.
    """
    strict, generous = tit_for_tat(), generous_tit_for_tat(1 / 3)
    field = [strict, generous, grim_trigger(), win_stay_lose_shift(), tit_for_two_tats()]
    calm = play_tournament(field, AXELROD, Rounds(200))
    assert place(calm, strict.name) == place(calm, generous.name) == 1
    noisy = play_tournament(field, AXELROD, Rounds(200), noise=0.05)
    assert place(noisy, generous.name) < place(noisy, strict.name)


def test_equal_scores_share_a_place() -> None:
    """All nice strategies cooperate throughout with each other."""
    nice = [tit_for_tat(), grim_trigger(), always_cooperate(), tit_for_two_tats()]
    result = play_tournament(nice, AXELROD, Discounted(0.9))
    assert [standing.place for standing in result.ranking] == [1, 1, 1, 1]
    assert [standing.player for standing in result.ranking] == [0, 1, 2, 3]


@given(fields, horizons, st.sampled_from([0.0, 0.05]))
def test_the_table_holds_every_match_from_both_sides(
    field: list[Automaton], horizon: Horizon, noise: float
) -> None:
    result = play_tournament(field, AXELROD, horizon, noise)
    for i, first in enumerate(field):
        for j, second in enumerate(field):
            alone = exact_match(first, second, horizon, noise)
            assert result.payoffs[i][j] == pytest.approx(alone.payoffs(AXELROD.game)[0], abs=1e-9)
            assert result.matches.cooperation[i][j] == pytest.approx(alone.cooperation[0], abs=1e-9)
    assert not result.matches.simulated


@given(fields, horizons)
def test_the_ranking_is_ordered_and_complete(field: list[Automaton], horizon: Horizon) -> None:
    ranking = play_tournament(field, LECTURE, horizon).ranking
    assert sorted(standing.player for standing in ranking) == list(range(len(field)))
    assert ranking[0].place == 1
    for better, worse in pairwise(ranking):
        assert better.score >= worse.score - 1e-9
        assert (better.place < worse.place) == (better.score > worse.score + 1e-9)


@given(fields, st.integers(1, 5), st.integers(-3, 3))
def test_the_unit_of_utility_changes_no_place(
    field: list[Automaton], scale: int, origin: int
) -> None:
    matches = round_robin(field, Rounds(37), 0.02)
    moved = SymmetricGame(*(scale * value + origin for value in (5, 3, 1, 0)))
    before, after = score(matches, AXELROD).ranking, score(matches, moved).ranking
    assert {s.player: s.place for s in before} == {s.player: s.place for s in after}


def test_a_field_with_an_own_function_says_that_it_is_simulated() -> None:
    mine = OwnStrategy("meine", lambda own, other: "C" if len(own) % 3 else "D")
    result = play_tournament(
        [tit_for_tat(), mine, joss()], AXELROD, Rounds(20), 0.02, random.Random(1), 10
    )
    assert result.matches.simulated
    assert [[outcome.simulated for outcome in row] for row in result.matches.outcomes] == [
        [False, True, False],
        [True, True, True],
        [False, True, False],
    ]
    assert "meine" in {standing.name for standing in result.ranking}


def test_a_tournament_needs_players() -> None:
    with pytest.raises(ValueError, match="mindestens eine Strategie"):
        play_tournament([], AXELROD, Rounds(5))
    with pytest.raises(ValueError, match="zwei Strategien"):
        score(round_robin([joss()], Rounds(5)), AXELROD, with_self=False)
    assert play_tournament([tit_for_tat()], AXELROD, Rounds(5)).ranking[0].score == 3
