"""CollaborativeGovernance: the parts of Ansell and Gash's model, one explained at a time."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.institutions.governance_view import cycle_in_words, part_text, process_diagram
from kooperation.institutions.governance_words import governance_parts
from kooperation.kit.area import Area, live
from kooperation.kit.choice import radio, titled
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import heading
from kooperation.kit.layout import columns

WORDS = Words("institutions.governance")


class CollaborativeGovernance(Explorer):
    """Choose a part of the model: it is marked in the picture and explained below."""

    def __init__(self) -> None:
        parts = titled(governance_parts())
        self.choice = radio(parts, parts[0][1], WORDS["choice"], across=True)
        self.picture, self.text = Area(), live()
        self.follow(self.choice)
        self.update()
        super().__init__(
            columns(
                [Area(heading(WORDS["choice"])), self.choice], [self.picture, self.text], "broad"
            ),
            Area(cycle_in_words()),
            title=WORDS["title"],
        )

    def draw(self) -> None:
        self.picture.show(process_diagram(self.choice.value))
        self.text.show(part_text(governance_parts()[self.choice.value]))
