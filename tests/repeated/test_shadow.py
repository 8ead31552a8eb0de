"""The shadow of the future: values, thresholds, equilibria and what would have to change."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kooperation.games.game import D, Kind, SymmetricGame, classify, seen_by
from kooperation.games.game_words import games
from kooperation.games.trust import trust_threshold
from kooperation.repeated.best_response import best_payoff_with_exit, best_response
from kooperation.repeated.equilibria import is_equilibrium, known_end
from kooperation.repeated.match import Discounted, LongRun, exact_match
from kooperation.repeated.shadow import (
    STRATEGIES,
    courses,
    is_dilemma,
    remedy,
    threshold,
    trust_game,
    verdicts,
)
from kooperation.repeated.strategies import FIELD, generous_tit_for_tat, grim_trigger, tit_for_tat
from kooperation.repeated.thresholds import expected_rounds, grim_threshold, molander_generosity
from kooperation.widgets import ShadowExplorer

SLIDE = SymmetricGame(3, 2, 1, 0)
AXELROD = SymmetricGame(5, 3, 1, 0)
NO_EXIT = -10.0


@st.composite
def dilemmas(draw: st.DrawFn) -> SymmetricGame:
    steps = [draw(st.integers(1, 20)) / 10 for _ in range(3)]
    s = draw(st.integers(-10, 10)) / 10
    p = s + steps[0]
    r = p + steps[1]
    return SymmetricGame(r + steps[2], r, p, s)


discounts = st.integers(0, 98).map(lambda k: k / 100)


# The model ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("discount", [0.0, 0.3, 0.75, 0.95])
def test_courses_are_worth_their_geometric_series(discount: float) -> None:
    """Formulas 2.2 and 2.5: R/(1 − δ), T + δP/(1 − δ) and (T + δS)/(1 − δ²); formula 2.3: T, then e."""
    found = {course.key: course.present_value for course in courses(AXELROD, discount, 2.0)}
    t, r, p, s = 5, 3, 1, 0
    assert found["cooperate"] == pytest.approx(r / (1 - discount), abs=1e-9)
    assert found["defect"] == pytest.approx(t + discount * p / (1 - discount), abs=1e-9)
    assert found["alternate"] == pytest.approx((t + discount * s) / (1 - discount**2), abs=1e-9)
    assert found["leave"] == pytest.approx(t + discount * 2.0 / (1 - discount), abs=1e-9)


def test_with_no_future_or_no_end_the_sum_is_the_round_or_an_error() -> None:
    assert [c.present_value for c in courses(SLIDE, 0.0, 0.0)] == [2, 3, 3, 3]
    with pytest.raises(ValueError, match="kleiner als 1"):
        courses(SLIDE, 1.0, 0.0)


def test_thresholds_are_the_closed_forms() -> None:
    """Formulas 2.2, 2.5, 2.7 and 2.3."""
    assert threshold("grim_trigger", SLIDE) == pytest.approx(1 / 2, abs=1e-9)
    assert threshold("tit_for_tat", SLIDE) == pytest.approx(1 / 2, abs=1e-9)
    assert threshold("tit_for_tat", AXELROD) == pytest.approx(2 / 3, abs=1e-9)
    assert threshold("grim_trigger", AXELROD) == pytest.approx(1 / 2, abs=1e-9)
    assert threshold("win_stay_lose_shift", SLIDE) == pytest.approx(1, abs=1e-9)
    assert threshold("grim_trigger", SLIDE, 1.5) == pytest.approx(2 / 3, abs=1e-9)
    assert threshold("always_defect", SLIDE) == 0
    assert threshold("always_cooperate", SLIDE) == math.inf
    with pytest.raises(ValueError, match="«joss»"):
        threshold("joss", SLIDE)


@given(dilemmas(), discounts, st.integers(-30, 60).map(lambda k: k / 10))
def test_what_is_computed_agrees_with_the_thresholds(
    game: SymmetricGame, discount: float, outside: float
) -> None:
    for verdict in verdicts(game, discount, outside):
        assert verdict.threshold is not None
        assume(abs(discount - verdict.threshold) > 1e-6)
        assert verdict.equilibrium == (discount > verdict.threshold), verdict.strategy.key


@given(dilemmas(), discounts)
def test_an_exit_that_nobody_takes_changes_nothing(game: SymmetricGame, discount: float) -> None:
    for strategy in FIELD:
        with_exit = best_payoff_with_exit(strategy, game.game, discount, game.sucker - 1)
        without = best_response(strategy, game.game, Discounted(discount)).payoff
        assert with_exit == pytest.approx(without, abs=1e-9)
    for verdict in verdicts(game, discount, game.sucker - 1):
        kind = verdict.strategy
        assert verdict.equilibrium == is_equilibrium(kind, kind, game.game, discount)


@given(dilemmas(), discounts)
def test_a_better_exit_never_makes_one_worse_off(game: SymmetricGame, discount: float) -> None:
    exits = [game.sucker - 1, game.punishment, game.reward, game.temptation]
    for strategy in STRATEGIES:
        best = [best_payoff_with_exit(strategy, game.game, discount, e) for e in exits]
        assert all(a <= b + 1e-9 for a, b in pairwise(best))
        assert all(b >= e - 1e-9 for b, e in zip(best, exits, strict=True))


@pytest.mark.parametrize("outside", [math.nan, math.inf])
def test_an_exit_must_be_a_number(outside: float) -> None:
    with pytest.raises(ValueError, match="Auswegs"):
        best_payoff_with_exit(tit_for_tat(), SLIDE.game, 0.5, outside)


def test_tit_for_tat_is_subgame_perfect_only_at_the_edge() -> None:
    """Formula 2.6: on the slide at δ = 1/2, with Axelrod's payoffs never."""

    def found(game: SymmetricGame, discount: float) -> bool | None:
        return verdicts(game, discount, 0.0)[1].subgame_perfect

    assert found(SLIDE, 0.5) is True
    assert found(SLIDE, 0.6) is False
    assert not any(found(AXELROD, k / 20) for k in range(20))
    assert verdicts(SLIDE, 0.6, 1.5)[1].subgame_perfect is None


@given(dilemmas(), discounts, st.sampled_from(["grim_trigger", "tit_for_tat"]))
def test_a_remedy_suffices_and_nothing_less_does(
    game: SymmetricGame, discount: float, key: str
) -> None:
    assume(discount > 0.02)
    change = remedy(key, game, discount)
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    assert change.temptation is not None
    index = 0 if key == "grim_trigger" else 1
    for slack, holds in ((1e-4, True), (-1e-4, False)):
        lower = SymmetricGame(change.temptation - slack, r, p, s)
        assert verdicts(lower, discount, NO_EXIT)[index].equilibrium == holds
        higher = SymmetricGame(t, change.reward + slack, p, s)
        assert verdicts(higher, discount, NO_EXIT)[index].equilibrium == holds


def test_no_temptation_is_small_enough_where_leaving_beats_cooperating() -> None:
    change = remedy("grim_trigger", SLIDE, 0.9, 2.5)
    assert change.temptation is None
    assert change.discount == math.inf
    assert change.reward == pytest.approx(3 * 0.1 + 2.5 * 0.9)


def test_the_choice_of_strategy_is_a_stag_hunt() -> None:
    """Formula 2.9: δ = 0.75 gives 2, 0.75, 1.5 and 1; a third of trust is enough then."""
    found = trust_game(SLIDE, 0.75)
    assert (found.reward, found.sucker, found.temptation, found.punishment) == (2, 0.75, 1.5, 1)
    assert classify(found.game).kind is Kind.STAG_HUNT
    assert trust_threshold(found) == pytest.approx(1 / 3)
    assert trust_threshold(trust_game(SLIDE, 2 / 3)) == pytest.approx(1 / 2)


def test_what_the_lecture_says_in_numbers() -> None:
    """Lecture 6 with formulas 2.4, 2.1, 2.11, 2.12 and 2.8."""
    unequal = games()["ungleiche_macht"].game
    thresholds = [grim_threshold(seen_by(player, unequal)) for player in (0, 1)]
    assert thresholds == pytest.approx([2 / 3, 0.4])
    assert expected_rounds(0.7) == pytest.approx(10 / 3)
    assert expected_rounds(0.95) == pytest.approx(20)
    assert 0.7 * 0.9 < threshold("tit_for_tat", AXELROD) < 0.95 * 0.9
    assert molander_generosity(SLIDE) == pytest.approx(1 / 2)
    assert molander_generosity(AXELROD) == pytest.approx(1 / 3)
    exploited = exact_match(FIELD[1], generous_tit_for_tat(0.5), LongRun()).payoffs(SLIDE.game)
    assert exploited[0] == pytest.approx(2)
    assert known_end(SLIDE.game, 12) == ((D, D),) * 12
    noisy = exact_match(tit_for_tat(), tit_for_tat(), LongRun(), 0.001).payoffs(SLIDE.game)
    assert noisy[0] == pytest.approx(1.5)
    assert exact_match(grim_trigger(), grim_trigger(), LongRun(), 0.01).payoffs(SLIDE.game)[0] < 1.1


# The explorer -------------------------------------------------------------------------------------


def set_delta(explorer: ShadowExplorer, w: float, rho: float = 1.0) -> None:
    explorer.time_discount.slider.value = rho
    explorer.continuation.slider.value = w


def row(table: str, name: str) -> str:
    """Return the row of a course or a strategy."""
    found = re.search(rf'<tr data-(?:course|strategy)="{name}">(.*?)</tr>', table)
    assert found
    return found[1]


def test_it_opens_below_the_threshold_and_says_what_would_help() -> None:
    explorer = ShadowExplorer()
    assert explorer.discount == pytest.approx(0.45)
    assert "✗ nein" in row(explorer.verdicts.value, "grim_trigger")
    assert "✓ ja" in row(explorer.verdicts.value, "always_defect")
    assert "▲" in row(explorer.courses.value, "defect")
    assert "δ ab 0,5 (bei ρ = 0,9 also w ab 0,56)" in explorer.remedies.value
    assert "T bis 2,81" in explorer.remedies.value
    assert "R ab 2,1" in explorer.remedies.value
    assert "«immer defektieren» oben" in explorer.figure.alt


def test_more_future_makes_cooperation_an_equilibrium_then_the_safer_one() -> None:
    explorer = ShadowExplorer()
    set_delta(explorer, 0.6)
    assert "✓ ja" in row(explorer.verdicts.value, "grim_trigger")
    assert "ist jetzt eine Hirschjagd" in explorer.sentences.value
    assert "Risikodominant ist noch" in explorer.sentences.value
    set_delta(explorer, 0.75)
    assert "mit mindestens 33,4 % zutrauen" in explorer.sentences.value
    assert "ist risikodominant (ab δ > 0,67)" in explorer.sentences.value
    assert explorer.meta.value.count("◆") == 3  # two fields and the legend


def test_axelrods_payoffs_tell_tit_for_tat_from_grim_trigger() -> None:
    explorer = ShadowExplorer()
    explorer.choice.value = "axelrod"
    set_delta(explorer, 0.6)
    assert "✓ ja" in row(explorer.verdicts.value, "grim_trigger")
    tit = row(explorer.verdicts.value, "tit_for_tat")
    assert "✗ nein" in tit
    assert "0,67" in tit
    assert "Grim Trigger</strong>: ja" in explorer.remedies.value
    assert "Tit-for-Tat</strong>: nein" in explorer.remedies.value


def test_an_exit_raises_the_threshold_and_can_end_it_all() -> None:
    explorer = ShadowExplorer()
    set_delta(explorer, 0.6)
    assert "er ändert nichts" in explorer.sentences.value
    assert 'data-course="leave"' not in explorer.courses.value
    explorer.exit.slider.value = 1.5
    assert "0,67" in row(explorer.verdicts.value, "grim_trigger")
    assert "✗ nein" in row(explorer.verdicts.value, "grim_trigger")
    assert "▲" in row(explorer.courses.value, "leave")
    explorer.exit.slider.value = 2.5
    assert "keine Zukunft hält einen" in explorer.sentences.value
    assert "mehr Zukunft allein hilft hier nicht" in explorer.remedies.value


def test_the_curves_are_drawn_as_computed_and_marked_at_delta() -> None:
    explorer = ShadowExplorer()
    data, layout = explorer.figure.figure["data"], explorer.figure.figure["layout"]
    assert [line["name"] for line in data] == [
        "immer kooperieren",
        "immer defektieren",
        "abwechselnd D, C",
    ]
    at = data[1]["x"].index(0.5)
    assert data[1]["y"][at] == pytest.approx(2)
    assert layout["shapes"][0]["x0"] == pytest.approx(0.45)


def test_delta_of_one_is_said_and_the_widget_lives_on() -> None:
    explorer = ShadowExplorer()
    set_delta(explorer, 1.0)
    assert "wächst die Summe der Auszahlungen ohne Ende" in explorer.sentences.value
    assert explorer.verdicts.value == ""
    assert "shapes" not in explorer.figure.figure["layout"]
    assert "«Wiedersehen w» steht am Ende" in explorer.note.value
    set_delta(explorer, 0.9)
    assert "✓ ja" in row(explorer.verdicts.value, "grim_trigger")


def test_payoffs_that_are_no_dilemma_are_said_and_still_computed() -> None:
    explorer = ShadowExplorer()
    explorer.payoffs["temptation"].slider.value = 1.5
    assert "nur mit T &gt; R &gt; P ≥ S" in explorer.remedies.value
    assert "✓ ja" in row(explorer.verdicts.value, "always_cooperate")
    explorer.reset.click()
    assert explorer.game == SLIDE


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_every_corner_of_the_sliders_gives_a_sentence(value: float) -> None:
    explorer = ShadowExplorer()
    for slider in (explorer.continuation, explorer.exit, *explorer.payoffs.values()):
        slider.slider.value = slider.lowest if value == 0 else slider.highest
        assert explorer.sentences.value
    assert "steht am Ende seines Bereichs" in explorer.note.value


def test_only_dilemmas_are_offered_and_an_unknown_one_is_named() -> None:
    offered = [key for _, key in ShadowExplorer().choice.options]
    assert "axelrod" in offered
    assert "hirschjagd" not in offered
    assert not is_dilemma(SymmetricGame(3, 4, 2, 0))
    with pytest.raises(ValueError, match="Das Dilemma «hirschjagd»"):
        ShadowExplorer("hirschjagd")
