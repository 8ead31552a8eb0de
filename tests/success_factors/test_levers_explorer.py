"""The workshop of levers: set a slider, read the sentences, the chart, the matrix, the table."""

from __future__ import annotations

import html
import re

import pytest
from towns import START

from kooperation.games.classification import GameKind
from kooperation.success_factors.levers_words import levers, towns
from kooperation.success_factors.needs import read
from kooperation.widgets import LeverWorkshop


def test_the_workshop_starts_with_nothing_pulled() -> None:
    workshop = LeverWorkshop()
    assert workshop.situation == START
    assert "Noch ist kein Hebel gezogen" in workshop.meaning.value
    assert "<strong>Gefangenendilemma</strong>" in workshop.sentences.value
    assert "Die Zukunft zählt zu wenig" in workshop.sentences.value
    assert "Anzufangen lohnt sich bei dem Vertrauen, das da ist, nicht" in workshop.sentences.value
    assert "Es bleibt beim Kompromiss" in workshop.sentences.value


def test_pulling_cost_pressure_shows_both_equilibria_in_the_matrix() -> None:
    workshop = LeverWorkshop()
    workshop.sliders["kostendruck"].value = 1.0
    assert "Hirschjagd oder Gefangenendilemma" in workshop.sentences.value
    for at in ("CC", "DD"):
        cell = workshop.matrix.value.split(f'data-profile="{at}"')[1].split("</td>")[0]
        assert "Gleichgewicht" in cell
    assert "(politisch)" in workshop.meaning.value
    assert "Versuchung T</th><td>▼ sinkt</td>" in workshop.table.value


def test_bars_and_diamonds_stand_in_the_middle_of_what_the_assumptions_allow() -> None:
    workshop = LeverWorkshop()
    workshop.sliders["strukturen"].value = 1.0
    workshop.sliders["kontinuitaet"].value = 1.0
    bars, diamonds, verdicts = workshop.figure.figure["data"]
    lowest, highest = 0.825 * 0.7 * 0.9, 0.9  # half the effects; half as much again: both certain
    assert bars["x"][0] - bars["error_x"]["array"][0] == pytest.approx(lowest)
    assert bars["x"][0] + bars["error_x"]["array"][0] == pytest.approx(highest)
    assert diamonds["x"][:3] == pytest.approx([1 / 2, 1 / 2, 2 / 3])
    assert [text.strip() for text in verdicts["text"][:3]] == ["✓ reicht", "✓ reicht", "? offen"]
    assert "δ: risikodominant: ▲ günstiger, ? offen" in workshop.figure.alt


def test_no_number_is_told_that_rests_on_invented_effects() -> None:
    workshop = LeverWorkshop()
    workshop.local.click()
    for shown in (workshop.sentences.value, workshop.table.value, workshop.figure.alt):
        assert not re.search(r"\d,\d", shown)


def test_all_local_levers_leave_the_dilemma_a_dilemma() -> None:
    """What cost pressure would do, the offices on the spot cannot do themselves."""
    workshop = LeverWorkshop()
    workshop.local.click()
    assert workshop.positions["kostendruck"] == 0
    assert workshop.positions["moderation"] == 1
    assert read(workshop.situation).kind is GameKind.PRISONERS_DILEMMA
    workshop.reset.click()
    assert workshop.situation == START


@pytest.mark.parametrize("key", sorted(towns()))
def test_every_town_can_be_chosen_and_every_lever_pulled(key: str) -> None:
    workshop = LeverWorkshop(key)
    for slider in workshop.sliders.values():
        slider.value = 1.0
    assert towns()[key].story in html.unescape(workshop.story.value)
    assert workshop.meaning.value.count("<li>") == len(levers())
    assert ">nan" not in workshop.table.value


def test_an_unknown_town_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="mittelstadt"):
        LeverWorkshop("atlantis")
