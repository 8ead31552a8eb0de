"""Who meets whom, as a table; the match of a field that one chooses is shown in place of it."""

from __future__ import annotations

from collections.abc import Sequence

import traitlets

from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.controls import button, show_only
from kooperation.kit.explorer import Controls
from kooperation.kit.html import Markup, legend
from kooperation.kit.node import Box, Scripted
from kooperation.repeated.transcript_control import WatchedMatch

WORDS = Words("repeated.encounters")


class Fields(Scripted):
    """Shows a table; `opened` is the field of its body that was chosen last, {"row", "column", "count"}."""

    script = "repeated/encounters.js"
    value = traitlets.Unicode().tag(sync=True)
    opened = traitlets.Dict().tag(sync=True)
    calls = traitlets.Int(0).tag(sync=True)  # how often the focus was called here

    def show(self, table: Markup) -> None:
        """Show *table* in place of the one before; the field that has the focus keeps it."""
        self.value = str(table)

    def take_focus(self) -> None:
        """Give the focus back to the field that was opened, once the table can be seen again."""
        self.calls += 1

    def _still(self) -> Markup:
        return Markup(self.value)


class Encounters(Controls):
    """A table of encounters, with a legend *note* if there is one, or the match of one of them.

    Rows and columns are known by keys, so that a match stays open while others come and go. Whoever follows this part
    asks for `watched` and shows that match in `match`.
    """

    def __init__(self, note: str = "", seed: int = 1) -> None:
        self.fields, self.match = Fields(), WatchedMatch(seed)
        self.back = button(WORDS["back"], self._close)
        self._keys: tuple[Sequence[str], Sequence[str]] = (), ()
        self._chosen: tuple[str, str] | None = None
        self._table = Box([self.fields, *([Area(legend(note))] if note else [])])
        self._opened = Box([self.back, self.match])
        self._opened.hidden = True
        self.when(self.fields, self._open, "opened")
        super().__init__([self._table, self._opened])

    @property
    def watched(self) -> tuple[int, int] | None:
        """The row and column of the encounter that is watched, None where the table is shown."""
        if self._chosen is None:
            return None
        return self._keys[0].index(self._chosen[0]), self._keys[1].index(self._chosen[1])

    def show(self, table: Markup, rows: Sequence[str], columns: Sequence[str]) -> None:
        """Show *table*, whose fields are known by *rows* and *columns*; a match whose field is gone is closed."""
        self._keys = rows, columns
        self.fields.show(table)
        if self._chosen and not (self._chosen[0] in rows and self._chosen[1] in columns):
            self._chosen = None
        show_only(self._chosen is None, self._table)
        show_only(self._chosen is not None, self._opened)

    def _open(self) -> None:
        places = (self.fields.opened.get(name) for name in ("row", "column"))
        chosen = []
        for place, keys in zip(places, self._keys, strict=True):
            if not isinstance(place, int) or not 0 <= place < len(keys):
                return
            chosen.append(keys[place])
        self._choose((chosen[0], chosen[1]))
        self.match.strip.take_focus()

    def _close(self) -> None:
        self._choose(None)
        self.fields.take_focus()

    def _choose(self, chosen: tuple[str, str] | None) -> None:
        self._chosen = chosen
        self.update()
