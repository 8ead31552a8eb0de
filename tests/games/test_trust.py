"""Trust in the stag hunt (formula 1.6) and in the trust game (formulas 1.7 and 1.8), and both explorers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.games.game import SymmetricGame
from kooperation.games.trust import (
    InvestmentGame,
    binary_trust_threshold,
    expected_giver_payoff,
    expected_payoffs,
    trust_payoffs,
    trust_threshold,
)
from kooperation.widgets import TrustGame, TrustThreshold

STAG_HUNT = SymmetricGame(temptation=3, reward=4, punishment=2, sucker=0)
shares = st.integers(0, 100).map(lambda percent: percent / 100)


def text(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_at_the_stag_hunts_threshold_both_actions_bring_the_same() -> None:
    """Formula 1.6: with R, S, T, P = 4, 0, 3, 2 trust pays from p = 2/3 on; there both bring 8/3."""
    assert trust_threshold(STAG_HUNT) == pytest.approx(2 / 3, abs=1e-12)
    assert expected_payoffs(STAG_HUNT, 2 / 3) == pytest.approx((8 / 3, 8 / 3), abs=1e-12)
    assert expected_payoffs(STAG_HUNT, 0.5) == pytest.approx((2, 2.5))


@given(shares)
def test_above_the_threshold_cooperating_pays_and_below_it_does_not(trust: float) -> None:
    own, other = expected_payoffs(STAG_HUNT, trust)
    assert (own > other) == (trust > 2 / 3)


@given(shares)
def test_in_the_dilemma_no_trust_helps(trust: float) -> None:
    """Formula 1.2: the advantage of defecting is 1 whatever one expects."""
    own, other = expected_payoffs(SymmetricGame(3, 2, 1, 0), trust)
    assert other - own == pytest.approx(1)


def test_with_the_slides_numbers_trusting_pays_above_one_half() -> None:
    """Formula 1.8: q > (P − S)/(R − S) = 1/2 with R = 2, P = 1, S = 0."""
    assert binary_trust_threshold(reward=2, punishment=1, sucker=0) == pytest.approx(0.5, abs=1e-12)


@given(shares, shares)
def test_returning_nothing_is_always_best_for_the_receiver(given_: float, returned: float) -> None:
    """Formula 1.7: so a giver who expects it gives nothing."""
    game = InvestmentGame()
    assert trust_payoffs(game, given_, 0)[1] >= trust_payoffs(game, given_, returned)[1]
    assert trust_payoffs(game, 0, 0)[0] >= trust_payoffs(game, given_, 0)[0]


@given(shares, shares)
def test_what_is_given_is_tripled_and_then_only_divided(given_: float, returned: float) -> None:
    assert sum(trust_payoffs(InvestmentGame(), given_, returned)) == pytest.approx(10 + 20 * given_)


@given(shares.filter(bool), shares.filter(lambda y: y > 0.35))
def test_giving_pays_above_the_threshold_of_the_binary_form(given_: float, returned: float) -> None:
    game = InvestmentGame()
    reward, sucker = trust_payoffs(game, given_, returned)[0], trust_payoffs(game, given_, 0)[0]
    threshold = binary_trust_threshold(reward, 10, sucker)
    assert threshold == pytest.approx(1 / (3 * returned))
    assert expected_giver_payoff(game, given_, returned, threshold) == pytest.approx(10)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: expected_payoffs(STAG_HUNT, 1.5), "Das Vertrauen"),
        (lambda: trust_payoffs(InvestmentGame(), -0.1, 0), "gegebene Anteil"),
        (lambda: trust_payoffs(InvestmentGame(), 0, 2), "zurückgegebene Anteil"),
        (lambda: expected_giver_payoff(InvestmentGame(), 0, 0, 3), "Verlässlichkeit"),
        (lambda: InvestmentGame(0), "größer als 0"),
        (lambda: binary_trust_threshold(1, 1, 0), "R > P > S"),
    ],
)
def test_what_makes_no_sense_is_refused_in_german(wrong, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=message):
        wrong()


# The explorers -----------------------------------------------------------------------------------


def test_moving_trust_over_the_threshold_turns_the_advice() -> None:
    explorer = TrustThreshold()
    assert "„Eigenes Angebot ausbauen“ mehr: 2,5 statt 2" in explorer.sentences.value
    assert "= 0,67" in explorer.sentences.value
    explorer.trust.value = 0.7
    assert "„Personal zusagen“ mehr: 2,8 statt 2,7" in explorer.sentences.value
    assert "Schwelle 0,67" in explorer.chart.value


@pytest.mark.parametrize(
    ("preset", "word"),
    [("gefangenendilemma", "hilft kein Vertrauen"), ("chicken", "sondern des Nachgebens")],
)
def test_games_without_a_threshold_say_why(preset: str, word: str) -> None:
    explorer = TrustThreshold(preset)
    assert word in explorer.sentences.value
    assert "Schwelle" not in explorer.chart.value


def test_a_game_with_two_views_is_refused() -> None:
    with pytest.raises(ValueError, match=r"„ungleiche_macht“.*hirschjagd"):
        TrustThreshold("ungleiche_macht")


def test_the_trust_game_opens_on_its_threshold() -> None:
    explorer = TrustGame()
    assert "(10 − 5) / (15 − 5) = 0,5" in explorer.sentences.value
    assert "Geben lohnt sich nicht: im Mittel 9 statt 10." in explorer.sentences.value
    explorer.reliability.value = 0.6
    assert "Geben lohnt sich: im Mittel 11 statt 10." in explorer.sentences.value
    assert "Der Träger behält alles 5 15".casefold() in text(explorer.table.value).casefold()


def test_a_return_of_a_third_never_pays() -> None:
    explorer = TrustGame()
    explorer.returned.value = 1 / 3
    assert "hilft keine Verlässlichkeit" in explorer.sentences.value
    explorer.given.value = 0
    assert "Sie geben nichts" in explorer.sentences.value
