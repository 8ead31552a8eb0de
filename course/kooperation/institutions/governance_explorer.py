"""CollaborativeGovernance: the parts of Ansell and Gash's model, one explained at a time."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from kooperation.base.words import texts
from kooperation.institutions.governance_view import cycle_in_words, part_text, process_diagram
from kooperation.institutions.governance_words import governance_parts
from kooperation.kit.guard import guarded


class CollaborativeGovernance(w.VBox):
    """Choose a part of the model: it is marked in the picture and explained below."""

    def __init__(self) -> None:
        words = texts()["governance"]
        self.choice = w.RadioButtons(
            options=[(part.title, part.key) for part in governance_parts().values()],
            tooltip=words["choice"],
            orientation="horizontal",
            layout={"width": "100%"},
        )
        self.choice.add_class("kooperation-radiorow")
        heading = w.HTML(f'<p class="kooperation-heading">{words["choice"]}</p>')
        self.picture, self.text = w.HTML(), w.HTML()
        self.text.add_class("kooperation-live")
        self.choice.observe(self._show, "value")
        self._show()
        super().__init__(
            [guarded(heading, self.choice, self.picture, self.text, w.HTML(cycle_in_words()))]
        )

    def _show(self, _change: Any = None) -> None:
        self.picture.value = process_diagram(self.choice.value)
        self.text.value = part_text(governance_parts()[self.choice.value])
