"""A learner's own game: read with care, resized without loss, told in sentences."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from kooperation.games.own_game import LONGEST, TypedGame, payoffs, read
from kooperation.games.own_game_view import marks, told
from kooperation.kit.html import Markup

BEGIN = TypedGame(("A", "B"), ("x", "y"), ("l", "r"), (("1 | 1", "3 | 0"), ("0 | 3", "2 | 2")))


@pytest.mark.parametrize(
    ("typed", "pair"),
    [
        ("3 | 1", (3, 1)),
        ("3|1", (3, 1)),
        (" 3 ; 1 ", (3, 1)),
        ("3 1", (3, 1)),  # phones have no „|“ at hand
        ("-2 | 0,5", (-2, Fraction(1, 2))),
        ("−2 | 1/3", (-2, Fraction(1, 3))),
    ],
)
def test_two_numbers_are_read_as_people_write_them(typed: str, pair: tuple[object, object]) -> None:
    assert payoffs(typed) == pair


@pytest.mark.parametrize("typed", ["", "3", "3/1", "3 1 2", "3 | 1 | 2", "drei | 1", "3 | "])
def test_what_is_not_two_numbers_is_told_and_there_is_no_game(typed: str) -> None:
    with pytest.raises(ValueError, match=r"zwei Zahlen|Zahl"):
        payoffs(typed)
    game = TypedGame(BEGIN.players, BEGIN.rows, BEGIN.columns, ((typed, "3 | 0"), BEGIN.cells[1]))
    assert game.game() is None
    assert [at[:2] for at in game.faults()] == [(0, 0)]


def test_growing_keeps_what_was_typed_and_shrinking_goes_no_further_than_two() -> None:
    grown = BEGIN.sized(3, 4, "Handlung")
    assert grown.rows == ("x", "y", "Handlung 3")
    assert grown.columns == ("l", "r", "Handlung 3", "Handlung 4")
    assert grown.cells[1] == ("0 | 3", "2 | 2", "", "")
    assert grown.sized(2, 2, "") == BEGIN
    assert BEGIN.sized(0, 99, "H") == BEGIN.sized(2, 4, "H")


@pytest.mark.parametrize(
    "stored",
    [
        None, 3, [], {}, {"players": ["A"]}, {**BEGIN.plain(), "cells": [["1 | 1"]]},
        {**BEGIN.plain(), "rows": ["x", 3]}, {**BEGIN.plain(), "rows": ["x"] * 5},
        {**BEGIN.plain(), "cells": "nichts"},
    ],
)  # fmt: skip
def test_a_damaged_record_is_no_game(stored: Any) -> None:
    assert read(stored) is None


def test_what_is_kept_comes_back_and_a_name_has_an_end() -> None:
    game = replace(BEGIN, players=("Ä" * 99, "B"))
    assert read(game.plain()) == replace(BEGIN, players=("Ä" * LONGEST, "B"))
    assert read(BEGIN.plain()) == BEGIN


def said(*cells: tuple[str, ...]) -> list[str]:
    rows, columns = (
        ("oben", "unten", "dritte")[: len(cells)],
        ("links", "rechts", "mitte")[: len(cells[0])],
    )
    own = TypedGame(("Anna", "Ben"), rows, columns, cells)
    game = own.game()
    assert game
    return [Markup(line).striptags() for line in told(own, game)]


def test_a_dilemma_is_solved_by_elimination_and_wasteful() -> None:
    assert said(("1 | 1", "3 | 0"), ("0 | 3", "2 | 2")) == [
        "Anna: „unten“ bringt immer weniger als „oben“, was auch die andere Seite tut, und fällt weg.",
        "Danach Ben: Auch „rechts“ bringt nun immer weniger als „links“ und fällt weg.",
        "Übrig bleibt nur (oben; links): Dort landet, wer eigennützig ist und es auch von der anderen Seite weiß.",
        "Gleichgewicht: (oben; links). Dort hat niemand einen Grund, allein etwas anderes zu tun.",
        "Schade: In (unten; rechts) stünden beide besser da als in (oben; links).",
    ]


def test_a_game_of_chance_and_one_with_two_conventions() -> None:
    pennies = said(("1 | -1", "-1 | 1"), ("-1 | 1", "1 | -1"))
    assert "Ein Gleichgewicht mit festen Handlungen gibt es nicht." in pennies[1]
    assert (
        "Anna wählt „oben“ mit Wahrscheinlichkeit 1/2 und „unten“ mit Wahrscheinlichkeit 1/2"
        in pennies[2]
    )
    assert pennies[2].endswith("Im Mittel bringt das 0 und 0.")
    driving = said(("1 | 1", "0 | 0"), ("0 | 0", "1 | 1"))
    assert driving[1].startswith("2 Gleichgewichte: (oben; links) und (unten; rechts).")


def test_ties_are_said_to_make_infinitely_many() -> None:
    assert "Weil Auszahlungen gleich sind, liegen dazwischen unendlich viele weitere." in said(
        ("1 | 1", "1 | 1"), ("1 | 1", "1 | 1")
    )


def test_a_cell_is_marked_with_what_holds_in_it() -> None:
    game = BEGIN.game()
    assert game
    (stable, _), (_, best) = marks(game)
    assert stable == {
        "first": True,
        "second": True,
        "equilibrium": True,
        "efficient": False,
        "gone": False,
    }
    assert best == {
        "first": False,
        "second": False,
        "equilibrium": False,
        "efficient": True,
        "gone": True,
    }
