"""Triangle: how the three relations change with the mode of financing."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.institutions.financing_view import (
    criteria_table,
    overview_table,
    relations_list,
    triangle,
)
from kooperation.institutions.financing_words import FinancingMode, financing_modes
from kooperation.kit.guard import guarded


class Triangle(w.VBox):
    """Switch the mode of financing: the picture, the relations and the tables follow.

    *mode* is a key of `institutions/financing.toml`. Raises ValueError if there is no such mode.
    """

    def __init__(self, mode: str = "zuwendung") -> None:
        find(financing_modes(), mode, "Den Finanzierungsweg")
        words = texts()["triangle"]
        titles = [(m.title, m.key) for m in financing_modes().values()]
        self.choice = w.RadioButtons(
            options=titles,
            value=mode,
            tooltip=words["choice"],
            orientation="horizontal",
            layout={"width": "100%"},
        )
        self.choice.add_class("kooperation-radiorow")
        self.other = w.Dropdown(
            options=[(words["no_other"], ""), *titles],
            value="",
            description=words["other"],
            style={"description_width": "initial"},
            layout={"width": "max-content", "max_width": "calc(100% - 4px)"},
        )
        heading = w.HTML(f'<p class="kooperation-heading">{words["choice"]}</p>')
        self.picture, self.table, self.overview = (w.HTML() for _ in range(3))
        self.relations = w.HTML()
        self.relations.add_class("kooperation-live")
        for control in (self.choice, self.other):
            control.observe(self._show, "value")
        self._show()
        super().__init__(
            [
                guarded(
                    heading,
                    self.choice,
                    self.picture,
                    self.relations,
                    self.other,
                    self.table,
                    self.overview,
                )
            ]
        )

    @property
    def mode(self) -> FinancingMode:
        """The mode of financing that is shown."""
        return financing_modes()[self.choice.value]

    def _show(self, _change: Any = None) -> None:
        mode, other = self.mode, financing_modes().get(self.other.value)
        self.picture.value = triangle(mode)
        self.relations.value = (
            f'<p class="kooperation-story"><strong>{mode.title}.</strong> {mode.summary}</p>'
            f"{relations_list(mode)}"
        )
        self.table.value = criteria_table(mode, None if other == mode else other)
        self.overview.value = overview_table(financing_modes().values(), mode.key)
