"""Toggle buttons as one group: lines, tiles, or a table in which rows are placed into columns."""

from __future__ import annotations

import traitlets

from kooperation.kit.html import Markup
from kooperation.kit.node import Scripted
from kooperation.kit.standing import option_list


class ChoiceGroup(Scripted):
    """Toggle buttons with one tab stop; `chosen` holds the keys, `marks` a verdict for each.

    With *placing*, `columns` and `rows` make a table whose keys are „column:row“, each named by
    *placed*, with the places {row} and {column}. No more than *most* can be chosen, if there is such a number;
    *counted* then says how many are, with the places {chosen} and {most}. `verdicts` says for each mark its sign and word.
    """

    script = "kit/choices.js"
    label = traitlets.Unicode().tag(sync=True)
    empty = traitlets.Unicode().tag(sync=True)
    placed = traitlets.Unicode("{row} {column}").tag(sync=True)
    verdicts = traitlets.Dict().tag(sync=True)
    placing = traitlets.Bool(False).tag(sync=True)
    single = traitlets.Bool(False).tag(sync=True)
    wide = traitlets.Bool(False).tag(sync=True)
    most = traitlets.Int(0).tag(sync=True)
    counted = traitlets.Unicode().tag(sync=True)
    columns = traitlets.List(traitlets.Dict()).tag(sync=True)
    rows = traitlets.List(traitlets.Dict()).tag(sync=True)
    chosen = traitlets.List(traitlets.Unicode()).tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)

    def _still(self) -> Markup:
        named = ([row["text"], row.get("hint")] for row in self.rows)
        return (
            option_list(": ".join(filter(None, words)) for words in named)
            if self.rows
            else Markup()
        )
