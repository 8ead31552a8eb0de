"""The heat map of a tournament, in which one field can be chosen: its match is to be watched."""

from __future__ import annotations

import traitlets

from kooperation.kit.html import Markup
from kooperation.kit.node import Scripted


class HeatMap(Scripted):
    """Shows the table of `heat_map_view`; `opened` is the field that was chosen last, {"row", "column", "count"}."""

    script = "repeated/heat_map.js"
    value = traitlets.Unicode().tag(sync=True)
    opened = traitlets.Dict().tag(sync=True)
    calls = traitlets.Int(0).tag(sync=True)  # how often the focus was called here

    def show(self, table: Markup) -> None:
        """Show *table* in place of the one before; the field that has the focus keeps it."""
        self.value = str(table)

    def take_focus(self) -> None:
        """Give the focus back to the field that was opened, once the heat map can be seen again."""
        self.calls += 1

    def _still(self) -> Markup:
        return Markup(self.value)
