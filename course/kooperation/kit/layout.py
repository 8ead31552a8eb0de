"""Where things stand in an explorer: controls beside the picture they change, the rest folded.

    super().__init__(
        columns([self.choice, *self.sliders], [self.figure, self.sentences]),
        fold(WORDS["table"], self.table),
        title=WORDS["title"],                        makes it a card
    )

A control and what it changes are seen together at 1280 × 800: the picture is at most some 600 px
high and stays in view beside longer controls; in a narrow card it stands below them (`layout.css`).
What is below is a `fold`. Whether it is open is the page's own business: an update leaves it alone, and so does a reload.
"""

from __future__ import annotations

from collections.abc import Iterable

import traitlets

from kooperation.kit.html import Markup, tag
from kooperation.kit.node import Box, Node


def columns(controls: Iterable[Node], picture: Iterable[Node], look: str = "") -> Box:
    """Return *controls* and, to their right, the *picture*.

    *look* „even“ makes both equally wide, „broad“ gives a picture with many names more room; „long“ lets
    a picture that may be higher than the screen scroll in its own box, so that it stays beside its controls.
    „above“ sets the figure above many controls where there is one column, and keeps it in view.
    """
    return Box([Box(controls, "controls"), Box(picture, "picture")], f"columns {look}")


def scrolling(figure: Node, look: str = "") -> Box:
    """Return a *figure* with many names: where it is narrow, it scrolls in its own box.

    *look* „crowded“ is for one with so many small fields that it needs still more room, „slim“ for one that has room on a phone.
    """
    return Box([figure], f"scrolling {look}")


class Fold(Box):
    """Parts behind a summary; the page knows whether it is open."""

    kind = "fold"
    summary = traitlets.Unicode().tag(sync=True)

    def _still(self) -> Markup:
        inside = super()._still()
        look = "kooperation-fold"
        return (
            tag("details", tag("summary", self.summary), inside, class_=look) if inside else inside
        )


def fold(summary: str, *parts: Node) -> Fold:
    """Return *parts*, out of sight and out of the way of the Tab key until *summary* is opened."""
    made = Fold(parts)
    made.summary = summary
    return made
