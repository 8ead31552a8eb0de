"""PayoffExplorer without a browser: set a slider, read the record, read the table."""

from __future__ import annotations

import re

import pytest

from kooperation.games.classification import GameKind, classify
from kooperation.games.game import letters
from kooperation.games.game_words import games
from kooperation.games.payoffs_control import SPAN
from kooperation.games.solution import pareto_efficient, pure_equilibria
from kooperation.widgets import PayoffExplorer


def cells(explorer: PayoffExplorer) -> dict[str, str]:
    """Return the table's cells by profile."""
    return dict(re.findall(r'<td data-profile="(\w\w)"[^>]*>(.*?)</td>', explorer.table.value))


def test_it_opens_on_the_slide_with_its_dilemma_explained() -> None:
    explorer = PayoffExplorer()
    assert "„Gestehen“ dominiert, weil 3 &gt; 2 und 1 &gt; 0." in explorer.sentences.value
    assert "Gefangenendilemma" in explorer.sentences.value
    assert "Gleichgewicht" in cells(explorer)["DD"]
    assert "Pareto-effizient" not in cells(explorer)["DD"]
    assert "beste Antwort" in cells(explorer)["DC"]


def test_the_four_letters_at_the_sliders_are_told_in_the_words_of_the_game() -> None:
    """A text explains them much later. T is what one gets who defects alone."""
    explorer = PayoffExplorer()
    assert explorer.letters in explorer._sliders.children
    told = (
        "T: nur ich „Gestehen“. R: beide „Schweigen“. P: beide „Gestehen“. S: nur ich „Schweigen“."
    )
    assert told in explorer.letters.value
    explorer.choice.value = "hirschjagd"
    stag = games()["hirschjagd"]
    assert f"R: beide „{stag.cooperate}“." in explorer.letters.value
    assert f"T: nur ich „{stag.defect}“." in explorer.letters.value
    explorer.asymmetric.value = True  # eight payoffs without letters
    assert explorer.letters not in explorer._sliders.children


def test_pulling_temptation_below_reward_makes_a_stag_hunt() -> None:
    """Slide 17: T from 3 to 1.9 gives R > T > P > S, two equilibria."""
    explorer = PayoffExplorer()
    explorer.four.sliders["temptation"].value = 1.9
    assert classify(explorer.game).kind is GameKind.STAG_HUNT
    assert "Hirschjagd" in explorer.sentences.value
    marked = [at for at, html in cells(explorer).items() if "◆" in html]
    assert sorted(marked) == ["CC", "DD"]
    assert "1,9" in cells(explorer)["DC"]


@pytest.mark.parametrize("key", games())
def test_marks_in_the_table_are_what_the_model_says(key: str) -> None:
    explorer = PayoffExplorer(key)
    game = games()[key].game
    assert explorer.game == game
    for at, html in cells(explorer).items():
        assert ("◆" in html) == (at in map(letters, pure_equilibria(game)))
        assert ("○" in html) == (at in map(letters, pareto_efficient(game)))


def test_reset_brings_the_preset_back_after_any_change() -> None:
    explorer = PayoffExplorer("hirschjagd")
    explorer.four.sliders["sucker"].value = 5
    explorer.asymmetric.value = True
    explorer.reset.click()
    assert explorer.game == games()["hirschjagd"].game
    assert not explorer.asymmetric.value


def test_eight_sliders_start_from_the_four_and_make_power_unequal() -> None:
    explorer = PayoffExplorer()
    explorer.four.sliders["temptation"].value = 4
    explorer.asymmetric.value = True
    assert explorer.game.dc == (4, 0)
    assert explorer.game.is_symmetric
    (slider,) = (
        s for (at, i), s in explorer.eight.sliders.items() if letters(at) == "DC" and i == 0
    )
    slider.value = 1
    assert not explorer.game.is_symmetric
    assert "Spieler 1:" in explorer.sentences.value


def test_going_back_to_four_sliders_keeps_player_ones_payoffs() -> None:
    explorer = PayoffExplorer("ungleiche_macht")
    assert explorer.asymmetric.value
    explorer.asymmetric.value = False
    assert explorer.game.is_symmetric
    assert explorer.game.cc[0] == games()["ungleiche_macht"].game.cc[0]


@pytest.mark.parametrize("value", SPAN[:2])
def test_a_slider_at_its_end_is_said(value: float) -> None:
    explorer = PayoffExplorer()
    assert explorer.note.value == ""
    explorer.four.sliders["reward"].value = value
    assert "Belohnung R" in explorer.note.value
    assert "am Ende" in explorer.note.value


def test_equal_payoffs_give_a_continuum_in_words_and_no_invented_point() -> None:
    explorer = PayoffExplorer()
    for slider in explorer.four.sliders.values():
        slider.value = 1
    assert "unendlich viele" in explorer.sentences.value
    assert "%" not in explorer.sentences.value


def test_an_unknown_preset_lists_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"„hirsch“.*hirschjagd"):
        PayoffExplorer("hirsch")
