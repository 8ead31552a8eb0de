"""LatticeExplorer: cells that play with their neighbours and take over what did well, to be watched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown, radio
from kooperation.kit.controls import Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, legend, sentences
from kooperation.kit.layout import columns, fold
from kooperation.kit.node import Scripted
from kooperation.kit.twin import handed
from kooperation.repeated.lattice import (
    NEIGHBOURS,
    Lattice,
    Rule,
    all_but_one,
    an_island,
    at_random,
)
from kooperation.repeated.lattice_view import lattice_in_words, lattice_picture

WORDS, RULES = Words("repeated.lattice"), Words("repeated.rules")
ERRORS = Words("repeated.errors.lattice_explorer")
SIZE, SEED = 81, 1992
ADVANTAGE, ERROR = (1, 2.5, 0.05), (0, 0.05, 0.001)
FIRST_ADVANTAGE = 1.85
SPEEDS = [2, 5, 10, 20, 60]
STARTS: Mapping[str, Callable[[], Lattice]] = {
    "ausnutzer": lambda: all_but_one(SIZE),
    "zehntel": lambda: at_random(SIZE, 0.1, SEED),
    "haelfte": lambda: at_random(SIZE, 0.5, SEED),
    "insel": lambda: an_island(SIZE),
}


class LatticeCanvas(Scripted):
    """The lattice, moved by the page: from `start`, as `rule` says; `reached` is where it stands when one stops."""

    script = "repeated/lattice.js"
    start = traitlets.Dict().tag(sync=True)
    rule = traitlets.Dict().tag(sync=True)
    reached = traitlets.Dict().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    speeds: traitlets.List[Any] = traitlets.List().tag(sync=True)

    @property
    def lattice(self) -> Lattice:
        """Where it stands."""
        stands = self.stands
        cells = tuple(map(int, stands["cells"]))
        return Lattice(stands["size"], cells, stands["chance"], stands["step"])

    @property
    def stands(self) -> Mapping[str, Any]:
        """Where it stands, as plain data: what the page has reached from this beginning, or the beginning."""
        return self.reached if self.reached.get("key") == self.start["key"] else self.start

    def _still(self) -> Markup:
        return lattice_picture(self.lattice, self.alt)


class LatticeExplorer(Explorer):
    """Beginning, payoff of who exploits, neighbours, what is taken over, errors; the lattice in motion and in words.

    *start* is „ausnutzer“, „zehntel“, „haelfte“ or „insel“. Raises ValueError if it is something else.
    """

    def __init__(self, start: str = "ausnutzer") -> None:
        if start not in STARTS:
            raise ValueError(ERRORS.filled("no_start", start=start, known=", ".join(STARTS)))
        titles = [(WORDS.section("starts")[key], key) for key in STARTS]
        self.start = dropdown(titles, start, WORDS["start"])
        self.advantage = Slider(
            WORDS["advantage"], FIRST_ADVANTAGE, ADVANTAGE, WORDS["advantage_tooltip"]
        )
        counts = [(str(count), count) for count in NEIGHBOURS]
        self.neighbours = radio(
            counts, 8, WORDS["neighbours"], across=True, label=WORDS["neighbours"]
        )
        ways = [(WORDS["by_best"], True), (WORDS["in_proportion"], False)]
        self.by_best = radio(ways, True, WORDS["update"], label=WORDS["update"])
        self.error = Slider(RULES["noise"], 0, ERROR, WORDS["error_tooltip"], show=percent)
        self.canvas = LatticeCanvas(
            words={key: handed(text) for key, text in WORDS.section("canvas").items()},
            speeds=SPEEDS,
        )
        self.sentences = live()
        self.follow(self.advantage, self.neighbours, self.by_best, self.error)
        self.when(self.start, self._begin)
        self.when(self.canvas, self.update, "reached")
        self._begin()
        super().__init__(
            columns(
                [
                    self.start,
                    self.advantage,
                    self.neighbours,
                    self.by_best,
                    self.error,
                    self.sentences,
                ],
                [self.canvas, Area(legend(WORDS["legend"]))],
            ),
            fold(WORDS["about"], Area(legend(WORDS["note"]))),
            title=WORDS["title"],
        )

    @property
    def rule(self) -> Rule:
        """The rule that the controls say."""
        game = SymmetricGame(self.advantage.value, 1, 0, 0)
        return Rule(game, self.neighbours.value, self.by_best.value, self.error.value)

    def _begin(self) -> None:
        lattice = STARTS[self.start.value]()
        with self.quietly():
            self.canvas.reached = {}
        self.canvas.start = {
            "key": self.start.value,
            "size": lattice.size,
            "cells": "".join(map(str, lattice.cells)),
            "chance": lattice.chance,
            "step": 0,
            "counts": [lattice.cooperators],
            "changed": 0,
        }
        self.update()

    def draw(self) -> None:
        rule = self.rule
        self.canvas.rule = {
            "worth": [list(row) for row in rule.worth()],
            "neighbours": rule.neighbours,
            "byBest": rule.by_best,
            "flips": rule.flips,
        }
        stands = self.canvas.stands
        said = lattice_in_words(self.canvas.lattice, stands["counts"], stands["changed"], rule)
        self.canvas.alt = WORDS.filled("alt", said=said[0].striptags())
        self.sentences.show(sentences(said))
