"""The explorer of trees: step by step, with sliders that change the solution, and as it is printed."""

from __future__ import annotations

import pytest

from kooperation.games.tree_words import trees
from kooperation.widgets import GameTree


def test_each_step_solves_one_move_more_and_back_takes_it_away() -> None:
    tree = GameTree("umbau")
    counts = []
    for at in (0, 1, 2, 3, 2):
        tree.steps.set_state({"value": at})
        counts.append(tree.sentences.value.count("am Zug"))
    assert counts == [0, 1, 2, 3, 2]
    assert "So kommt es" not in tree.sentences.value


def test_a_step_goes_no_further_than_the_tree() -> None:
    tree = GameTree()
    for entered, kept in ((99, 2), (-3, 0)):
        tree.steps.set_state({"value": entered})
        assert tree.steps.value == kept


def test_a_slider_keeps_what_is_solved_and_changes_the_solution() -> None:
    tree = GameTree("kette")
    tree.steps.value = tree.steps.count
    assert "So kommt es: „aufhören“" in tree.sentences.value
    tree.sliders["w"].value = 0.6
    assert tree.steps.value == 4
    assert "„helfen, helfen, helfen“, dann der Zufall" in tree.sentences.value
    assert "(0,6)" in tree.picture.value
    assert "◆" in tree.matrix.value


def test_another_tree_begins_unsolved_and_keeps_its_own_sliders() -> None:
    tree = GameTree("kette")
    tree.sliders["w"].value = 0.6
    tree.steps.value = 4
    tree.choice.value = "umbau"
    assert (tree.steps.value, tree.steps.count) == (0, 3)
    assert [slider.label for slider in tree._sliders.children] == ["Anders nutzbar v"]
    assert "Beratungsstelle" in tree.story.value
    tree.choice.value = "kette"
    assert tree.sliders["w"].value == 0.6


def test_in_print_the_rest_of_the_way_is_folded_below() -> None:
    tree = GameTree("vertrauen")
    printed = tree.still()
    assert "Auflösung: Die Rechnung vom Ende her" in printed
    assert printed.index("Auflösung") < printed.index("So kommt es")
    tree.steps.value = 2
    assert "Auflösung" not in tree.still()


@pytest.mark.parametrize("key", trees())
def test_every_tree_can_be_shown(key: str) -> None:
    assert GameTree(key).picture.value


def test_an_unknown_tree_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match="vertrauen, umbau, ultimatum, eintritt, kette"):
        GameTree("schach")


def test_a_setting_comes_back_with_its_tree() -> None:
    tree = GameTree("vertrauen").set(choice="kette", w=0.6)
    assert tree.sliders["w"].value == 0.6
    assert "(0,6)" in tree.picture.value
