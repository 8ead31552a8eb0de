"""The lattice's explorer: what it says of where the lattice stands, and what the page is given."""

from __future__ import annotations

import re
from itertools import islice

import pytest

from kooperation.base.german import percent
from kooperation.practice.prediction_words import predictions
from kooperation.repeated.lattice import Lattice, steps
from kooperation.repeated.lattice_explorer import STARTS
from kooperation.repeated.lattice_view import lattice_picture
from kooperation.widgets import LatticeExplorer


def stop(explorer: LatticeExplorer, count: int) -> Lattice:
    """Let the page stop after *count* steps, and return where it stands."""
    course = list(islice(steps(STARTS[explorer.start.value](), explorer.rule), count + 1))
    last = course[-1]
    explorer.canvas.set_state(
        {
            "reached": {
                "key": explorer.canvas.start["key"],
                "size": last.size,
                "cells": "".join(map(str, last.cells)),
                "chance": last.chance,
                "step": last.step,
                "counts": [one.cooperators for one in course],
                "changed": 16,
            }
        }
    )
    return last


def test_it_opens_with_one_who_exploits_and_says_what_comes() -> None:
    explorer = LatticeExplorer()
    assert "Schritt 0: <strong>99,98" in explorer.sentences.value
    assert "(6560 von 6561)" in explorer.sentences.value
    assert "im ersten Schritt wechseln: 8." in explorer.sentences.value
    assert "Schritt 0" in explorer.canvas.alt
    explorer.advantage.value = 1.1  # 8b < 9
    assert "Es bewegt sich nichts mehr." in explorer.sentences.value


def test_where_one_stops_it_says_how_many_cooperate_change_and_hang_together() -> None:
    explorer = LatticeExplorer()
    last = stop(explorer, 2)
    assert last.cooperators == 81**2 - 25
    for said in (
        "Schritt 2: <strong>99,6",
        "im letzten Schritt 16, im nächsten ",
        "In den letzten 2 Schritten kooperierten zwischen 99,6",
        "Alle Kooperierenden hängen zusammen; Zellen dieser Gruppe: 6536.",
    ):
        assert said in explorer.sentences.value


def test_what_the_page_says_of_another_beginning_changes_nothing() -> None:
    explorer = LatticeExplorer("ausnutzer")
    stop(explorer, 2)
    late = dict(explorer.canvas.reached)
    explorer.start.value = "zehntel"
    before = explorer.sentences.value
    explorer.canvas.set_state({"reached": late})
    assert explorer.sentences.value == before
    assert "getrennten Gruppen" in before or "hängen zusammen" in before


def test_the_controls_are_the_rule() -> None:
    explorer = LatticeExplorer()
    explorer.neighbours.value, explorer.by_best.value, explorer.error.value = 4, False, 0.01
    assert explorer.canvas.rule == {
        "worth": [[0, 185, 370, 555, 740, 925], [0, 100, 200, 300, 400, 500]],
        "neighbours": 4,
        "byBest": False,
        "flips": round(0.01 * 2**32),
    }


def test_without_a_page_it_is_a_picture_with_its_sentences() -> None:
    picture = lattice_picture(Lattice(3, (1, 1, 0, 0, 1, 1, 0, 0, 0)), "drei Zeilen")
    assert 'd="M0 0h2v1h-2zM1 1h2v1h-2z"' in picture
    assert 'aria-label="drei Zeilen"' in picture
    assert "lattice-picture" in LatticeExplorer().still()


@pytest.mark.nightly
def test_the_prediction_says_what_the_explorer_shows() -> None:
    """The shares in its explanation: at step 100, from there to 300, from a tenth at random, and with b = 2.1."""
    record = predictions()["wiederholung-nachbarn"]
    assert record.observed == "beides"
    explorer = LatticeExplorer()

    def course(count: int) -> list[str]:
        walk = islice(steps(STARTS[explorer.start.value](), explorer.rule), count + 1)
        return [percent(one.cooperators / 81**2, 0) for one in walk]

    alone = course(300)
    late = sorted(alone[100:], key=lambda share: int(share.split("\u00a0")[0]))
    explorer.start.value = "zehntel"
    mixed = course(100)[-1]
    explorer.advantage.value = 2.1
    said = re.findall(r"\d+ %", record.explanation)
    found = [alone[100], late[0], late[-1], mixed, course(100)[-1]]
    assert said == [share.replace("\u00a0", " ") for share in found]


def test_an_unknown_beginning_lists_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"„inseln“.*insel"):
        LatticeExplorer("inseln")
