"""Triangle: how the three relations change with the mode of financing."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.institutions.financing_view import (
    criteria_table,
    overview_table,
    relations_list,
    triangle,
)
from kooperation.institutions.financing_words import FinancingMode, financing_modes
from kooperation.kit.area import Area, areas, live
from kooperation.kit.choice import dropdown, radio, titled
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import heading
from kooperation.kit.layout import columns, fold

WORDS = Words("institutions.triangle")
NAMES = Words("institutions.errors.names")


class Triangle(Explorer):
    """Switch the mode of financing: the picture, the relations and the tables follow.

    *mode* is a key of `institutions/financing.toml`. Raises ValueError if there is no such mode.
    """

    def __init__(self, mode: str = "zuwendung") -> None:
        find(financing_modes(), mode, NAMES["mode"])
        modes = titled(financing_modes())
        self.choice = radio(modes, mode, WORDS["choice"], across=True)
        self.other = dropdown([(WORDS["no_other"], ""), *modes], "", WORDS["other"])
        self.relations = live()
        self.picture, self.table, self.overview = areas(3)
        self.follow(self.choice, self.other)
        self.update()
        super().__init__(
            columns(
                [Area(heading(WORDS["choice"])).unprinted(), self.choice],
                [self.picture, self.relations],
            ),
            fold(WORDS["table"], self.other, self.table),
            fold(WORDS["all_ways"], self.overview),
            title=WORDS["title"],
        )

    @property
    def mode(self) -> FinancingMode:
        """The mode of financing that is shown."""
        return financing_modes()[self.choice.value]

    def draw(self) -> None:
        mode, other = self.mode, financing_modes().get(self.other.value)
        self.picture.show(triangle(mode))
        self.relations.show(relations_list(mode))
        self.table.show(criteria_table(mode, None if other == mode else other))
        self.overview.show(overview_table(financing_modes().values(), mode.key))
