"""CoordinationEffort: looking whether something harms me, against looking at everything together."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.kit.area import Area, areas, live
from kooperation.kit.controls import Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import legend, sentences
from kooperation.kit.layout import columns
from kooperation.kit.twin import Twin
from kooperation.negotiation.coordination import Effort
from kooperation.negotiation.coordination_view import (
    MOST,
    effort_chart,
    effort_frame,
    effort_table,
    in_words,
)

WORDS = Words("negotiation.coordination")


class CoordinationEffort(Explorer):
    """Sliders for the number of offices and their options; sentences, a table and a chart follow."""

    def __init__(self) -> None:
        self.offices = Slider(WORDS["offices"], 3, (2, MOST, 1))
        self.options = Slider(WORDS["options"], 3, (2, 6, 1), WORDS["options_long"])
        self.sentences = live()
        self.table, self.chart = areas(2)
        drawn = {"sentences": self.sentences, "table": self.table, "chart": self.chart}
        words = {"effort": "negotiation.coordination"}
        self.twin = Twin("negotiation/coordination_twin.js", drawn, words)
        self.twin.controls = {"offices": self.offices, "options": self.options}
        self.twin.record = {"table": effort_frame()}
        self.follow(self.offices, self.options)
        self.update()
        remark = Area(legend(WORDS["note"]))
        super().__init__(
            columns([self.offices, self.options, self.sentences], [self.table, self.chart]),
            remark,
            self.twin,
            title=WORDS["title"],
        )

    def draw(self) -> None:
        effort = Effort(round(self.offices.value), round(self.options.value))
        self.twin.show(
            sentences=sentences(in_words(effort)),
            table=effort_table(effort),
            chart=effort_chart(effort),
        )
