"""StrategyBuilder: build a strategy without code, see what it is like and what it gets, send it to the tournament."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import traitlets

from kooperation.base.answers_file import SheetError
from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown
from kooperation.kit.controls import button, row
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, error, heading, legend, note, saved_note
from kooperation.kit.kept import Kept
from kooperation.kit.layout import columns
from kooperation.kit.node import Box, Scripted
from kooperation.repeated.contestants_words import contestants
from kooperation.repeated.encounters_control import Encounters
from kooperation.repeated.match import Rounds, exact_match
from kooperation.repeated.own_strategy import (
    ENTRY,
    FEWEST,
    LONGEST,
    MOST,
    BuiltStrategy,
    built_like,
    examples,
    read,
    showing,
)
from kooperation.repeated.own_strategy_sheet import take_along
from kooperation.repeated.own_strategy_view import (
    built_table,
    encounters_table,
    graph,
    placed,
    qualities,
)
from kooperation.repeated.strategies import tit_for_tat

WORDS, SHEET = Words("repeated.own_strategy"), Words("repeated.own_strategy.sheet")
GAME, ROUNDS, NOISE = SymmetricGame(3, 2, 1, 0), Rounds(200), 0.05  # as the tournament begins
ERRORS = 0.0, NOISE
COLUMNS = "calm_own", "calm_other", "noisy_own", "noisy_other"
OWN = ""  # among the examples


class StrategyTable(Scripted):
    """The table: `shown` is the strategy as plain data, `entered` what the browser made of it since."""

    script = "repeated/own_strategy.js"
    shown = traitlets.Dict().tag(sync=True)
    entered = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def _still(self) -> Markup:
        """Return the table to read, where nobody can change it."""
        return built_table(read(self.shown) or begin())


def begin() -> BuiltStrategy:
    """Return what one begins with: tit for tat, under a name of one's own."""
    return replace(built_like(tit_for_tat()), name=WORDS["begin"])


class StrategyBuilder(Explorer):
    """An automaton of up to four states; kept in `lernstand.json`. `built` is the strategy as it is shown.

    An example is shown and not kept: one's own comes back until the example is changed.
    """

    answers = ("example", "count")

    def __init__(self) -> None:
        self.kept = Kept(ENTRY, lambda stored: read(stored) or begin(), BuiltStrategy.plain)
        self.built = self.kept.value
        self._field = [each.automaton for each in contestants().values() if each.chosen]
        known = [(each.name, each.key) for each in examples()]
        self.example = dropdown([(WORDS["own"], OWN), *known], OWN, WORDS["example"])
        sizes = [(str(size), size) for size in range(FEWEST, MOST + 1)]
        self.count = dropdown(sizes, len(self.built.states), WORDS["count"])
        self.table = StrategyTable(words={**WORDS.section("table"), "longest": LONGEST})
        self.graph, self.status, self.encounters = Area(), live(), Encounters()
        self.qualities, self.standing = live(), live()
        self.to_tournament = button(WORDS["send"], self._send)
        self.to_assignment = button(WORDS["take_along"], self._take_along)
        self.when(self.example, self._show_example)
        self.when(self.count, self._resize)
        self.when(self.table, self._take, "entered")
        self.follow(self.encounters)
        self.update()
        super().__init__(
            columns(
                [
                    Area(legend(WORDS["how"])),
                    Box([self.example, self.count], "row states"),
                    self.table,
                    Area(heading(WORDS["qualities"])),
                    self.qualities,
                    row(self.to_tournament, self.to_assignment),
                    self.status,
                    Area(legend(WORDS["note"], " ", WORDS["watch"])),
                ],
                [self.graph, self.standing, self.encounters],
                "even long",
            ),
            title=WORDS["title"],
        )

    def _show_example(self) -> None:
        """Show the chosen example under one's own name, or what one built oneself."""
        mine = self.kept.value
        known = {each.key: each for each in examples()}.get(self.example.value)
        self.built = (
            mine if known is None else replace(built_like(known), name=mine.name, plays=mine.plays)
        )
        self.update()

    def _resize(self) -> None:
        self._keep(self.built.sized(self.count.value))

    def _take(self) -> None:
        """Take over what was changed in the table; what is no strategy changes nothing.

        The page may not know yet how many states there are now: those that it does not know stay, those that are gone are gone.
        """
        entered = read({**self.table.entered, "plays": self.built.plays})
        if entered is not None:
            count = len(self.built.states)
            states = (*entered.states, *self.built.states[len(entered.states) :])
            whole = replace(entered, states=states, name=entered.name or WORDS["unnamed"])
            self._keep(whole.sized(count))

    def _keep(self, built: BuiltStrategy) -> None:
        self.built = built
        with self.quietly():
            self.example.value = OWN
        self.update()
        self.kept.keep(built)
        said = WORDS.filled("plays", name=built.name) if built.plays else WORDS["saved"]
        self.status.show(self.kept.trouble or saved_note(said))

    def _send(self) -> None:
        self._keep(replace(self.built, plays=True))

    def _take_along(self) -> None:
        self._keep(self.built)
        try:
            take_along(self.built, Path.cwd())
        except SheetError as wrong:
            self.status.show(error(str(wrong)))
        else:
            self.status.show(note(SHEET.filled("taken", name=self.built.name)))

    def draw(self) -> None:
        built = self.built
        with self.quietly():
            self.count.value = len(built.states)
        self.table.shown = built.plain()
        self.graph.show(graph(built))
        self.qualities.show(qualities(built))
        field, strategy, noise = self._field, built.automaton, percent(NOISE)
        calm, noisy = (showing(strategy, field, GAME, ROUNDS, often) for often in ERRORS)
        self.standing.show(placed(calm, noisy, noise))
        opponents = [*field, strategy]
        rows = [opponent.key for opponent in opponents]
        self.encounters.show(encounters_table(calm, noisy, noise), rows, COLUMNS)
        if watched := self.encounters.watched:
            opponent, often = opponents[watched[0]], ERRORS[watched[1] // 2]
            mean = exact_match(strategy, opponent, ROUNDS, often)
            self.encounters.match.show(strategy, opponent, GAME.game, ROUNDS, often, mean=mean)
