"""CoordinationEffort: looking whether something harms me, against looking at everything together."""

from __future__ import annotations

import ipywidgets as w

from kooperation.base.words import texts
from kooperation.kit.guard import guarded
from kooperation.kit.parts import note, sentences
from kooperation.kit.sliders import ValueSlider
from kooperation.negotiation.coordination_view import MOST, effort_chart, effort_table, in_words


class CoordinationEffort(w.VBox):
    """Sliders for the number of offices and their options; sentences, a table and a chart follow."""

    def __init__(self) -> None:
        words = texts()["coordination"]
        self.offices = ValueSlider(words["offices"], 3, (2, MOST, 1), self._update)
        self.options = ValueSlider(
            words["options"], 3, (2, 6, 1), self._update, words["options_long"]
        )
        self.sentences, self.table, self.chart = w.HTML(), w.HTML(), w.HTML()
        self.sentences.add_class("kooperation-live")
        self._update()
        sliders = w.HBox([self.offices, self.options])
        sliders.add_class("kooperation-pair")
        remark = w.HTML(note(words["note"]))
        super().__init__([guarded(sliders, self.sentences, self.table, self.chart, remark)])

    def _update(self) -> None:
        n, s = int(self.offices.value), int(self.options.value)
        self.sentences.value = sentences(in_words(n, s))
        self.table.value = effort_table(n, s)
        self.chart.value = effort_chart(n, s)
