"""A small population with chance: its individuals to watch, and many runs at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Any

import traitlets

from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.controls import Slider, button
from kooperation.kit.explorer import Controls
from kooperation.kit.html import Markup, legend, sentences, tag
from kooperation.kit.layout import columns
from kooperation.kit.node import Scripted
from kooperation.kit.twin import handed
from kooperation.repeated.contestants_words import Contestant
from kooperation.repeated.evolution import Payoffs, Shares, individuals, moran_process
from kooperation.repeated.moran_view import (
    population_in_words,
    takeovers_in_words,
    takeovers_table,
)
from kooperation.repeated.takeovers import exact_takeover, takeovers

WORDS = Words("repeated.evolution.finite")
POPULATION, MOST_BIRTHS = 60, 3000
SEEDS = (1, 20, 1)
RUNS, FEW_RUNS, FEW = 100, 20, 3  # the fewer where more than FEW strategies make it slow
SPEEDS = [5, 10, 30, 100, 300]


class Individuals(Scripted):
    """The individuals, moved by the page: `run` is what happens, `reached` after which birth one stops."""

    script = "repeated/moran.js"
    run = traitlets.Dict().tag(sync=True)
    reached = traitlets.Dict().tag(sync=True)
    names: traitlets.List[Any] = traitlets.List().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    speeds: traitlets.List[Any] = traitlets.List().tag(sync=True)

    @property
    def birth(self) -> int:
        """After how many births of this run one has stopped."""
        ours = self.reached.get("key") == self.run["key"]
        return min(int(self.reached["birth"]), len(self.run["births"])) if ours else 0

    def _still(self) -> Markup:
        return tag("p", self.alt)


class SmallPopulation(Controls):
    """A run to watch and a button for many; `show` says from which payoffs and shares."""

    def __init__(self, field: Sequence[Contestant]) -> None:
        self._field = field
        self._payoffs: Payoffs = ()
        self._start: tuple[int, ...] = ()
        self._found: tuple[int, ...] = ()
        self.run = Slider(WORDS["run"], 1, SEEDS, WORDS["run_tooltip"])
        self.individuals = Individuals(
            words={key: handed(text) for key, text in WORDS.section("player").items()},
            names=[entry.short for entry in field],
            speeds=SPEEDS,
            run={"key": 0, "start": [], "births": []},
        )
        self.many = button(WORDS["many"], self._play_many)
        self.said, self.outcome, self.table = live(), live(), Area()
        self.when(self.run, self._begin)
        self.when(self.individuals, self.update, "reached")
        super().__init__(
            [
                columns(
                    [self.run, self.said, Area(legend(WORDS["how"])), self.many, self.outcome],
                    [self.individuals, self.table],
                )
            ]
        )

    def show(self, payoffs: Payoffs, shares: Shares) -> None:
        """Begin anew with the population that is closest to *shares*, unless it is the same as before."""
        start = individuals(shares, POPULATION)
        if (payoffs, start) == (self._payoffs, self._start):
            return
        self._payoffs, self._start = payoffs, start
        self._found = (0,) * len(self._start)
        self._begin()

    def _begin(self) -> None:
        seed = round(self.run.value)
        process = moran_process(self._payoffs, self._start, random.Random(seed))
        self._run = list(islice(process, MOST_BIRTHS + 1))
        with self.hold_sync():
            self.individuals.run = {
                "key": self.individuals.run["key"] + 1,
                "start": list(self._start),
                "births": [_change(before, after) for before, after in pairwise(self._run)],
            }
            self.update()

    def _play_many(self) -> None:
        runs = RUNS if sum(map(bool, self._start)) <= FEW else FEW_RUNS
        chance = random.Random(sum(self._found))
        found = takeovers(self._payoffs, self._start, runs, chance)
        self._found = tuple(map(sum, zip(self._found, found, strict=True)))
        self.update()

    def draw(self) -> None:
        said = population_in_words(self._run, self.individuals.birth, self._field)
        self.individuals.alt = said.striptags()
        self.said.show(sentences([said]))
        runs, exact = sum(self._found), exact_takeover(self._payoffs, self._start)
        if not runs:
            self.outcome.show()
            self.table.show()
            return
        self.outcome.show(sentences([takeovers_in_words(self._found, runs, exact, self._field)]))
        self.table.show(takeovers_table(self._start, self._found, runs, exact, self._field))


def _change(before: Sequence[int], after: Sequence[int]) -> list[int] | None:
    """Return who is born in place of whom; None where the numbers stay."""
    moved = [one - other for one, other in zip(after, before, strict=True)]
    return [moved.index(1), moved.index(-1)] if any(moved) else None
