"""Areas of HTML: places in an explorer for a fragment, which may change.

area = live(); area.show(sentences(lines))       what changes there is read out
Area(heading(words["figure"]))                   what stays
"""

from __future__ import annotations

import traitlets
from markupsafe import Markup

from kooperation.kit.html import error, tag
from kooperation.kit.node import Node


class Area(Node):
    """A place for a fragment. *height* is kept free, so that nothing below it jumps."""

    kind = "area"
    value = traitlets.Unicode().tag(sync=True)
    height = traitlets.Unicode().tag(sync=True, spare=True)
    live = traitlets.Bool(False).tag(sync=True, spare=True)

    def __init__(self, *fragments: Markup, height: str | None = None, live: bool = False) -> None:
        super().__init__(height=height or "", live=live)
        self.show(*fragments)

    def _still(self) -> Markup:
        if not self.value:
            return Markup()
        return tag("div", Markup(self.value), class_=" ".join(["kooperation-area", *self.classes]))

    def show(self, *fragments: Markup) -> None:
        """Show *fragments* in place of what was shown before; none of them: nothing."""
        self.value = "".join(fragments)


def live(*fragments: Markup) -> Area:
    """Return an area that screen readers read out when it changes: what one has to hear, no table."""
    return Area(*fragments, live=True)


def areas(count: int) -> list[Area]:
    """Return *count* areas, for tables and pictures."""
    return [Area() for _ in range(count)]


def refuse(wrong: ValueError, said: Area, *others: Area) -> None:
    """Say in *said* what is wrong with the numbers, and empty *others*, which belong to other ones."""
    said.show(error(str(wrong)))
    for area in others:
        area.show()
