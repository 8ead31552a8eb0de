"""Exit as power (formula 2.3) and unequal thresholds (formula 2.4), and the explorer."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.games.game import SymmetricGame
from kooperation.games.game_words import games
from kooperation.repeated.dilemmas_words import dilemmas
from kooperation.repeated.exit_option import decisive_player, standpoints
from kooperation.widgets import ExitOptions

SLIDE = SymmetricGame(3, 2, 1, 0).game
NOWHERE = (0.0, 0.0)


def test_an_exit_of_one_and_a_half_raises_the_slides_threshold_to_two_thirds() -> None:
    """Formula 2.3: 2/3 instead of 1/2."""
    first, second = standpoints(SLIDE, (1.5, 0.0), (0.6, 0.6))
    assert first.threshold == pytest.approx(2 / 3, abs=1e-12)
    assert second.threshold == pytest.approx(1 / 2, abs=1e-12)
    assert (first.cooperates, second.cooperates) == (False, True)
    assert decisive_player((first, second)) == 0


def test_each_side_has_its_own_threshold_where_power_is_unequal() -> None:
    """Formula 2.4: δ = (T − R)/(T − P), here 1/1.5 and 1/2.5."""
    first, second = standpoints(games()["ungleiche_macht"].game, NOWHERE, (0.5, 0.5))
    assert first.threshold == pytest.approx(2 / 3, abs=1e-12)
    assert second.threshold == pytest.approx(2 / 5, abs=1e-12)


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_a_better_exit_never_makes_cooperation_easier(worse: float, better: float) -> None:
    worse, better = sorted((worse, better))
    thresholds = [standpoints(SLIDE, (e, 0.0), (0.5, 0.5))[0].threshold for e in (worse, better)]
    assert thresholds[0] <= thresholds[1]


def test_who_has_more_outside_leaves_however_patient() -> None:
    first, _ = standpoints(SLIDE, (2.1, 0.0), (0.99, 0.99))
    assert first.threshold == math.inf
    assert not first.stays
    assert not first.cooperates


def test_where_leaving_is_as_good_as_cooperating_no_patience_is_enough() -> None:
    """Formula 2.3: (T − R)/(T − e) = 1, and T, e, e … beats R, R, R … at every δ below 1."""
    first, _ = standpoints(SLIDE, (2.0, 0.0), (0.99, 0.99))
    assert first.threshold == 1
    assert not first.stays
    assert not first.cooperates


@pytest.mark.parametrize(
    ("discounts", "decisive"),
    [((0.6, 0.6), None), ((0.4, 0.6), 0), ((0.6, 0.4), 1), ((0, 0), None)],
)
def test_the_impatient_side_decides(discounts: tuple[float, float], decisive: int | None) -> None:
    assert decisive_player(standpoints(SLIDE, NOWHERE, discounts)) == decisive


def test_a_discount_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="δ muss kleiner als 1 sein"):
        standpoints(SLIDE, NOWHERE, (1.0, 0.5))


# The explorer ------------------------------------------------------------------------------------


def test_raising_one_exit_breaks_cooperation_and_says_on_whom_it_fails() -> None:
    explorer = ExitOptions()
    assert "Beide machen mit" in explorer.sentences.value
    explorer.outside[0].value = 1.5
    assert "Es scheitert an einer Seite: Spieler 1." in explorer.sentences.value
    assert "steigt von 0,5 auf 0,67" in explorer.sentences.value
    assert "nein, zu ungeduldig" in explorer.table.value
    explorer.patience[0].value = 0.7
    assert "Beide machen mit" in explorer.sentences.value
    explorer.outside[0].value = 2.5
    assert "nein, geht lieber" in explorer.table.value
    assert "Draußen ist es besser (2,5) als gemeinsam (2)." in explorer.sentences.value
    explorer.outside[0].value = 2
    assert "nein, geht lieber" in explorer.table.value
    assert "bleibt nicht" in explorer.table.value
    assert "Draußen ist es so gut wie gemeinsam (2)." in explorer.sentences.value


@pytest.mark.parametrize("preset", dilemmas())
def test_the_sliders_are_named_after_the_sides(preset: str) -> None:
    explorer = ExitOptions(preset)
    for player, name in enumerate(games()[preset].player_names):
        assert name in explorer.outside[player].name
        assert name in explorer.patience[player].name
        assert name in explorer.table.value


def test_what_a_side_needs_and_what_it_has_stand_below_each_other_in_its_own_column() -> None:
    explorer = ExitOptions()
    explorer.patience[1].value = 0.7
    rows = [
        " ".join(re.findall(r">([^<]+)<", row)) for row in explorer.table.value.split("<tr>")[1:]
    ]
    assert rows == [
        "Spieler 1 Spieler 2",
        "hat gemeinsam (R) 2 2",
        "hat draußen (e) 0 0",
        "braucht Geduld ab 0,5 0,5",
        "hat Geduld 0,6 0,7",
        "macht mit? ja ja",
    ]


def test_only_dilemmas_are_offered() -> None:
    assert "hirschjagd" not in dilemmas()
    with pytest.raises(ValueError, match="hirschjagd"):
        ExitOptions("hirschjagd")
