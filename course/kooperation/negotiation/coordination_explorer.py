"""CoordinationEffort: looking whether something harms me, against looking at everything together."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.kit.area import Area, areas, live
from kooperation.kit.controls import Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import legend, sentences
from kooperation.kit.layout import columns
from kooperation.negotiation.coordination import Effort
from kooperation.negotiation.coordination_view import MOST, effort_chart, effort_table, in_words

WORDS = Words("negotiation.coordination")


class CoordinationEffort(Explorer):
    """Sliders for the number of offices and their options; sentences, a table and a chart follow."""

    def __init__(self) -> None:
        self.offices = Slider(WORDS["offices"], 3, (2, MOST, 1))
        self.options = Slider(WORDS["options"], 3, (2, 6, 1), WORDS["options_long"])
        self.sentences = live()
        self.table, self.chart = areas(2)
        self.follow(self.offices, self.options)
        self.update()
        remark = Area(legend(WORDS["note"]))
        super().__init__(
            columns([self.offices, self.options, self.sentences], [self.table, self.chart]),
            remark,
            title=WORDS["title"],
        )

    def draw(self) -> None:
        effort = Effort(round(self.offices.value), round(self.options.value))
        self.sentences.show(sentences(in_words(effort)))
        self.table.show(effort_table(effort))
        self.chart.show(effort_chart(effort))
