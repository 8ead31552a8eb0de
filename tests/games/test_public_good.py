"""The public good with n players (formula 1.9), with a minimum number (formula 1.10), and its explorer."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kooperation.games.public_good import PublicGoodGame, equilibria, payoff, payoffs
from kooperation.widgets import PublicGood

SHEET = PublicGoodGame(players=6, endowment=10, multiplier=3)
goods = st.builds(
    PublicGoodGame,
    players=st.integers(2, 12),
    endowment=st.integers(1, 20).map(float),
    multiplier=st.integers(1, 140).map(lambda tenths: tenths / 10),
)


def text(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_who_rides_free_on_five_has_more_than_where_all_pay() -> None:
    """Formula 1.9: n = 6, E = 10, m = 3: all pay → 30 each; nobody → 10; one free rider among five → 35."""
    assert payoffs(SHEET, [10] * 6) == pytest.approx([30] * 6, abs=1e-9)
    assert payoffs(SHEET, [0] * 6) == pytest.approx([10] * 6, abs=1e-9)
    assert payoffs(SHEET, [10] * 5 + [0])[-1] == pytest.approx(35, abs=1e-9)
    assert payoff(SHEET, False, 5) == pytest.approx(35, abs=1e-9)


@given(goods, st.data())
def test_a_contributed_unit_costs_one_and_brings_m_over_n(
    good: PublicGoodGame, data: st.DataObject
) -> None:
    others = data.draw(st.integers(0, good.players - 1))
    gain = payoff(good, True, others) - payoff(good, False, others)
    assert gain == pytest.approx((good.marginal_return - 1) * good.endowment, abs=1e-9)


@given(goods)
def test_it_is_a_dilemma_exactly_if_nobody_pays_although_all_would_gain(
    good: PublicGoodGame,
) -> None:
    """Formula 1.9: the dilemma is 1 < m < n."""
    assume(good.multiplier not in (1, good.players))
    nobody_pays = equilibria(good) == (0,)
    all_gain = payoff(good, True, good.players - 1) > payoff(good, False, 0) + 1e-9
    assert (1 < good.multiplier < good.players) == (nobody_pays and all_gain)


def test_parts_of_the_endowment_count_in_proportion() -> None:
    assert payoffs(SHEET, [5, 0, 0, 0, 0, 0]) == pytest.approx([7.5] + [12.5] * 5)


@pytest.mark.parametrize("least", range(2, 7))
def test_a_minimum_number_makes_it_a_question_of_coordination(least: int) -> None:
    """Formula 1.10: nobody, or exactly as many as are needed; with k = 2, m·k/n = 1 is just enough."""
    assert equilibria(PublicGoodGame(6, 10, 3, least)) == (0, least)


def test_a_minimum_number_helps_nobody_who_gets_too_little_back() -> None:
    """Whoever is needed compares m·k/n with 1: with m = 1.4 and k = 4 it is 0.93."""
    assert equilibria(PublicGoodGame(6, 10, 1.4, 4)) == (0,)


def test_below_the_minimum_contributions_are_lost() -> None:
    assert payoffs(PublicGoodGame(6, 10, 3, 4), [10, 10, 10, 0, 0, 0]) == (0, 0, 0, 10, 10, 10)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: PublicGoodGame(1, 10, 3), "ganze Zahl ab 2"),
        (lambda: PublicGoodGame(6, 0, 3), "größer als 0"),
        (lambda: PublicGoodGame(6, 10, float("nan")), "mindestens 0"),
        (lambda: PublicGoodGame(6, 10, 3, 7), "Schwelle 7"),
        (lambda: payoffs(SHEET, [10] * 5), "6 Beteiligte, aber 5 Beiträge"),
        (lambda: payoffs(SHEET, [11] + [0] * 5), "zwischen 0 und 10"),
        (lambda: payoff(SHEET, True, 6), "nur 5 andere"),
    ],
)
def test_what_makes_no_sense_is_refused_in_german(wrong, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        wrong()


@given(st.integers(2, 12), st.floats(1, 20))
def test_if_the_factor_is_the_number_of_players_paying_is_neither_here_nor_there(
    players: int, endowment: float
) -> None:
    """A unit costs 1 and brings m/n = 1 (formula 1.9): whatever the others do, it is the same."""
    good = PublicGoodGame(players, endowment, multiplier=players)
    assert good.is_even
    assert not good.pays_each
    assert equilibria(good) == tuple(range(players + 1))
    for others in range(players):
        assert payoff(good, True, others) == pytest.approx(payoff(good, False, others))


# The explorer ------------------------------------------------------------------------------------


def test_the_explorer_opens_on_six_who_triple_ten() -> None:
    explorer = PublicGood()
    assert explorer.good == SHEET
    shown = text(explorer.sentences.value)
    assert "hat jeder 30" in shown
    assert "hat jeder 10" in shown
    assert "Trittbrettfahrer hat 35" in shown
    assert "Einziges Gleichgewicht (ganz oder gar nicht): niemand trägt bei." in shown
    assert "Trage ich nicht bei 35 25" in text(explorer.table.value)
    assert 'role="img"' in explorer.chart.value


def test_the_minimum_number_is_asked_for_only_where_there_is_one() -> None:
    explorer = PublicGood()
    assert explorer.threshold.hidden
    explorer.with_threshold.value = True
    assert not explorer.threshold.hidden
    assert "niemand trägt bei oder genau 4 tragen bei" in text(explorer.sentences.value)


@pytest.mark.parametrize("players", [2, 3, 12])
def test_sliders_reach_as_far_as_there_are_people(players: int) -> None:
    explorer = PublicGood()
    explorer.with_threshold.value = True
    explorer.players.value = players
    assert explorer.others.value <= players - 1 == explorer.others.highest
    assert explorer.threshold.value <= players == explorer.threshold.highest
    assert explorer.good.players == players


@pytest.mark.parametrize(
    ("multiplier", "word"), [(0.8, "m ≤ 1"), (6, "m = n"), (6.1, "m &gt; n"), (3, "zwischen 1")]
)
def test_it_says_whether_it_is_a_dilemma(multiplier: float, word: str) -> None:
    explorer = PublicGood()
    explorer.multiplier.value = multiplier
    assert word in explorer.sentences.value
