"""OwnGame: a learner's own case as a game, typed into a table, and what holds in it."""

from __future__ import annotations

from typing import Any

import traitlets

from kooperation.base.words import Words
from kooperation.games.matrix_game import MOST
from kooperation.games.own_game import ENTRY, FEWEST, TypedGame, example, read
from kooperation.games.own_game_view import marks, own_table, what_holds
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown
from kooperation.kit.controls import button, row
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, legend, saved_note
from kooperation.kit.kept import Kept
from kooperation.kit.node import Scripted

WORDS = Words("games.own")


class OwnTable(Scripted):
    """The table: `shown` is the game as plain data, `entered` what the browser typed into it since."""

    script = "games/own_game.js"
    shown = traitlets.Dict().tag(sync=True)
    entered = traitlets.Dict().tag(sync=True)
    marks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    faults: traitlets.List[Any] = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def _still(self) -> Markup:
        """Return the table to read, where nobody can type."""
        return own_table(read(self.shown) or example(), self.words["caption"])


class OwnGame(Explorer):
    """Up to four actions a side, named by the learner; kept in `lernstand.json`. `own` is the game as it stands."""

    answers = ("rows", "columns")

    def __init__(self) -> None:
        self.kept = Kept(ENTRY, lambda stored: read(stored) or example(), TypedGame.plain)
        sizes = [(str(size), size) for size in range(FEWEST, MOST + 1)]
        self.rows = dropdown(sizes, len(self.own.rows), WORDS["rows"])
        self.columns = dropdown(sizes, len(self.own.columns), WORDS["columns"])
        self.table = OwnTable(words=dict(WORDS.section("table")))
        self.sentences, self.status = live(), Area()
        self.reset = button(WORDS["reset"], self._begin_anew)
        self.when(self.rows, self._resize)
        self.when(self.columns, self._resize)
        self.when(self.table, self._take, "entered")
        self.update()
        super().__init__(
            Area(legend(WORDS["how"])),
            row(self.rows, self.columns, self.reset),
            self.table,
            self.sentences,
            self.status,
            title=WORDS["title"],
        )

    @property
    def own(self) -> TypedGame:
        """The game as the learner left it."""
        return self.kept.value

    def _resize(self) -> None:
        self._keep(self.own.sized(self.rows.value, self.columns.value, WORDS["action"]))

    def _begin_anew(self) -> None:
        begin = example()
        with self.quietly():
            self.rows.value, self.columns.value = len(begin.rows), len(begin.columns)
        self._keep(begin)

    def _take(self) -> None:
        """Take over what was typed; something that is no game of this size changes nothing."""
        typed = read(self.table.entered) or self.own
        if (len(typed.rows), len(typed.columns)) == (len(self.own.rows), len(self.own.columns)):
            self._keep(typed)

    def _keep(self, game: TypedGame) -> None:
        self.kept.keep(game)
        self.status.show(self.kept.trouble or saved_note(WORDS["saved"]))
        self.update()

    def draw(self) -> None:
        own = self.own
        game = own.game()
        faults = [[""] * len(own.columns) for _ in own.rows]
        for at_row, at_column, fault in own.faults():
            faults[at_row][at_column] = fault if own.cells[at_row][at_column] else ""
        self.table.shown, self.table.faults = own.plain(), faults
        self.table.marks = marks(game) if game else []
        self.sentences.show(what_holds(own))
