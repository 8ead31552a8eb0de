"""The workshop of levers: set a slider, read the sentences, the chart, the matrix, the table."""

from __future__ import annotations

import html

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
    assert "Gefangenendilemma: DD" in workshop.sentences.value
    assert "Anzufangen lohnt sich bei keinem Vertrauen" in workshop.sentences.value
    assert "es bleibt beim Kompromiss" in workshop.sentences.value


def test_pulling_cost_pressure_shows_both_equilibria_in_the_matrix() -> None:
    workshop = LeverWorkshop()
    workshop.sliders["kostendruck"].value = 1.0
    assert "Hirschjagd: CC und DD" in workshop.sentences.value
    for at in ("CC", "DD"):
        cell = workshop.matrix.value.split(f'data-profile="{at}"')[1].split("</td>")[0]
        assert "Gleichgewicht" in cell
    assert "Folie 17, politisch" in workshop.meaning.value
    assert "<td>3</td><td>1,9</td>" in workshop.table.value


def test_bars_and_diamonds_stand_where_the_model_says() -> None:
    workshop = LeverWorkshop()
    workshop.sliders["strukturen"].value = 1.0
    workshop.sliders["kontinuitaet"].value = 1.0
    bars, diamonds, verdicts = workshop.figure.figure["data"]
    assert bars["x"][:3] == pytest.approx([0.7695] * 3)
    assert diamonds["x"][:3] == pytest.approx([1 / 2, 1 / 2, 2 / 3])
    assert [text.strip() for text in verdicts["text"][:3]] == ["✓ reicht"] * 3
    assert "δ: risikodominant: 0,77, nötig 0,67: ✓ reicht" in workshop.figure.alt


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
