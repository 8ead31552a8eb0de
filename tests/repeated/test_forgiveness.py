"""Noise against generosity (formulas 2.11 and 2.12), and the explorer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.games.game import SymmetricGame
from kooperation.repeated.forgiveness import forgiveness, forgiveness_curve
from kooperation.repeated.thresholds import molander_generosity
from kooperation.widgets import ForgivenessExplorer

SLIDE, AXELROD = SymmetricGame(3, 2, 1, 0), SymmetricGame(5, 3, 1, 0)
shares = st.integers(0, 100).map(lambda percent: percent / 100)


@pytest.mark.parametrize("noise", [0.001, 0.01, 0.1])
@pytest.mark.parametrize("game", [SLIDE, AXELROD])
def test_without_forgiving_any_noise_brings_the_mean_of_all_payoffs(
    game: SymmetricGame, noise: float
) -> None:
    """Formula 2.11: (T + R + P + S)/4 for every error rate, however small."""
    mean = (game.temptation + game.reward + game.punishment + game.sucker) / 4
    assert forgiveness(game, 0, noise).itself == pytest.approx((mean, mean), abs=1e-9)


def test_some_generosity_stays_close_to_the_reward() -> None:
    """Formula 2.11: generous tit for tat stays near R."""
    assert forgiveness(SLIDE, 0.3, 0.01).itself[0] > 1.95


def test_at_molanders_limit_always_defecting_brings_just_as_much_on_the_slide() -> None:
    """Formula 2.12: g* = 1/2, and always defecting against it brings exactly 2.0."""
    at = forgiveness(SLIDE, molander_generosity(SLIDE), 0)
    assert at.always_defect[1] == pytest.approx(2, abs=1e-9)
    assert at.itself[0] == pytest.approx(2, abs=1e-9)
    assert not at.exploited


@pytest.mark.parametrize(("game", "limit"), [(SLIDE, 1 / 2), (AXELROD, 1 / 3)])
def test_without_errors_exploitation_pays_exactly_above_molanders_limit(
    game: SymmetricGame, limit: float
) -> None:
    """Formula 2.12: 1/2 on the slide, 1/3 with Axelrod's payoffs."""
    assert molander_generosity(game) == pytest.approx(limit, abs=1e-12)
    assert not forgiveness(game, limit - 0.001, 0).exploited
    assert forgiveness(game, limit + 0.001, 0).exploited


@pytest.mark.parametrize("noise", [0.001, 0.01, 0.1])
@pytest.mark.parametrize("game", [SLIDE, AXELROD])
def test_that_errors_echo_does_not_make_exploiting_pay(game: SymmetricGame, noise: float) -> None:
    """Two tit for tat lose cooperation, but whoever always cooperates has more from it than who exploits it."""
    strict = forgiveness(game, 0, noise)
    assert max(strict.always_defect[1], strict.alternating[1]) > strict.itself[0] - 1e-9
    assert strict.always_cooperate[1] > max(strict.always_defect[1], strict.alternating[1])
    assert not strict.exploited


@given(shares, shares, st.integers(0, 200).map(lambda per_mille: per_mille / 1000))
def test_whoever_always_defects_likes_the_more_generous_better(
    less: float, more: float, noise: float
) -> None:
    less, more = sorted((less, more))
    harder, softer = forgiveness_curve(SLIDE, noise, (less, more))
    assert harder.always_defect[1] <= softer.always_defect[1] + 1e-9
    assert harder.always_defect[0] >= softer.always_defect[0] - 1e-9


def test_what_is_no_probability_is_refused() -> None:
    with pytest.raises(ValueError, match="Großzügigkeit"):
        forgiveness(SLIDE, 1.2, 0)
    with pytest.raises(ValueError, match="Fehlerquote"):
        forgiveness(SLIDE, 0.2, -0.1)


# The explorer ------------------------------------------------------------------------------------


def test_it_opens_on_tit_for_tat_with_echoing_errors() -> None:
    explorer = ForgivenessExplorer()
    assert "gegen seinesgleichen 1,5 je Runde; ohne Fehler wären es 2" in explorer.sentences.value
    assert "g* = 0,5" in explorer.sentences.value


def test_forgiving_costs_against_those_who_always_defect() -> None:
    """Without errors: (1 − g)·P + g·S per round instead of P."""
    explorer = ForgivenessExplorer()
    explorer.noise.value = 0
    assert "kostet das Verzeihen" not in explorer.sentences.value
    explorer.generosity.value = 0.3
    assert "Gegen Immer D kostet das Verzeihen: 0,7 statt 1." in explorer.sentences.value


def test_that_forgiving_costs_is_not_said_where_it_does_not() -> None:
    explorer = ForgivenessExplorer()
    explorer.generosity.value = 0.3
    explorer.noise.value = 0.5  # a coin decides
    assert "Gegen Immer D ändert das Verzeihen hier nichts." in explorer.sentences.value
    explorer.noise.value = 0
    explorer.payoffs.choice.value = "chicken"  # g·S + (1 − g)·P = 0.6
    assert "bringt das Verzeihen hier sogar mehr: 0,6 statt 0." in explorer.sentences.value


def test_generosity_pays_and_then_is_exploited() -> None:
    explorer = ForgivenessExplorer()
    explorer.generosity.value = 0.3
    assert "Ausnutzen lohnt sich hier nicht" in explorer.sentences.value
    explorer.generosity.value = 0.6
    assert "Ausnutzen lohnt sich: Wer dagegen immer defektiert" in explorer.sentences.value
    assert "Ausnutzen lohnt sich: Wer dagegen" in explorer.figure.alt


def test_the_curves_show_what_the_table_says() -> None:
    explorer = ForgivenessExplorer()
    explorer.generosity.value = 0.5
    explorer.noise.value = 0
    lines = {line["name"]: line for line in explorer.figure.figure["data"]}
    assert len(lines) == 5
    defector = lines["Immer D bekommt"]
    assert defector["y"][list(defector["x"]).index(0.5)] == pytest.approx(2)
    assert "<td" in explorer.table.value
    assert "nichts zu verzeihen" in explorer.sentences.value


def test_no_two_lines_differ_by_colour_alone() -> None:
    lines = ForgivenessExplorer().figure.figure["data"]
    assert len({line["line"]["dash"] for line in lines}) == len(lines) == 5


def test_payoffs_without_a_limit_say_so() -> None:
    explorer = ForgivenessExplorer()
    explorer.payoffs.choice.value = "hirschjagd"
    assert "gibt es Molanders Grenze nicht" in explorer.sentences.value
    assert len(explorer.figure.figure["layout"]["shapes"]) == 1
