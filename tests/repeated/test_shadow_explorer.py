"""The explorer of the shadow: sliders, views and what is no dilemma."""

from __future__ import annotations

import re

import pytest

from dilemmas import LECTURE
from kooperation.games.game import SymmetricGame
from kooperation.repeated.shadow import is_dilemma
from kooperation.widgets import ShadowExplorer


def set_delta(explorer: ShadowExplorer, w: float, rho: float = 1.0) -> None:
    explorer.time_discount.value = rho
    explorer.continuation.value = w


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
    assert "„immer defektieren“ oben" in explorer.figure.alt


def test_more_future_makes_cooperation_an_equilibrium_then_the_safer_one() -> None:
    explorer = ShadowExplorer()
    set_delta(explorer, 0.6)
    assert "✓ ja" in row(explorer.verdicts.value, "grim_trigger")
    assert "ist jetzt eine Hirschjagd" in explorer.trust.value
    assert "Risikodominant, also das kleinere Wagnis, ist noch" in explorer.trust.value
    set_delta(explorer, 0.75)
    assert "mit mindestens 33,4 % zutrauen" in explorer.trust.value
    assert "ist risikodominant, also das kleinere Wagnis (ab δ &gt; 0,67)" in explorer.trust.value
    assert explorer.meta.value.count("◆") == 3  # two fields and the legend


@pytest.mark.parametrize("delta", [0.45, 0.5, 0.6, 0.75])
def test_what_game_it_is_stands_folded_for_lecture_6_asks_it_below(delta: float) -> None:
    explorer = ShadowExplorer()
    set_delta(explorer, delta)
    assert "Hirschjagd" not in explorer.sentences.value
    assert "Hirschjagd" in explorer.trust.value


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
    explorer.exit.value = 1.5
    assert "0,67" in row(explorer.verdicts.value, "grim_trigger")
    assert "✗ nein" in row(explorer.verdicts.value, "grim_trigger")
    assert "▲" in row(explorer.courses.value, "leave")
    explorer.exit.value = 2.5
    assert "keine Zukunft hält einen" in explorer.sentences.value
    assert (
        "Mehr Zukunft allein hilft bei Grim Trigger und Tit-for-Tat nicht."
        in explorer.remedies.value
    )


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
    assert "„Wiedersehen w“ steht am Ende" in explorer.note.value
    set_delta(explorer, 0.9)
    assert "✓ ja" in row(explorer.verdicts.value, "grim_trigger")


def test_payoffs_that_are_no_dilemma_are_said_and_still_computed() -> None:
    explorer = ShadowExplorer()
    explorer.payoffs.sliders["temptation"].value = 1.5
    assert "nur mit T &gt; R &gt; P ≥ S" in explorer.remedies.value
    assert "✓ ja" in row(explorer.verdicts.value, "always_cooperate")
    explorer.reset.click()
    assert explorer.game == LECTURE


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_every_corner_of_the_sliders_gives_a_sentence(value: float) -> None:
    explorer = ShadowExplorer()
    for slider in (explorer.continuation, explorer.exit, *explorer.payoffs.sliders.values()):
        slider.value = slider.lowest if value == 0 else slider.highest
        assert explorer.sentences.value
    assert "steht am Ende seines Bereichs" in explorer.note.value


def test_only_dilemmas_are_offered_and_an_unknown_one_is_named() -> None:
    offered = [key for _, key in ShadowExplorer().choice.options]
    assert "axelrod" in offered
    assert "hirschjagd" not in offered
    assert not is_dilemma(SymmetricGame(3, 4, 2, 0))
    with pytest.raises(ValueError, match="Das Dilemma „hirschjagd“"):
        ShadowExplorer("hirschjagd")


def test_at_a_discount_factor_of_one_no_fold_stands_empty() -> None:
    explorer = ShadowExplorer()
    folds = explorer._folds
    set_delta(explorer, 1)
    assert "δ muss kleiner als 1 sein" in explorer.sentences.value
    assert [fold.hidden for fold in folds] == [True] * 3
    set_delta(explorer, 0.6)
    assert [fold.hidden for fold in folds] == [False] * 3
