"""Where things stand in an explorer: controls beside the picture they change, the rest folded.

    super().__init__(
        columns([self.choice, *self.sliders], [self.figure, self.sentences]),
        fold(WORDS["table"], self.table),
        title=WORDS["title"],                        makes it a card
    )

A control and what it changes are seen together at 1280 × 800: the picture is at most some 600 px
high and stays in view beside longer controls; in a narrow card it stands below them (`layout.css`).
What is below is a `fold`. Whether it is open is the page's own business: an update leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterable

import ipywidgets as w

from kooperation.kit.controls import Area
from kooperation.kit.html import Child, details


def columns(controls: Iterable[w.Widget], picture: Iterable[w.Widget], look: str = "") -> w.HBox:
    """Return *controls* and, to their right, the *picture*.

    *look* „even“ makes both equally wide, „broad“ gives a picture with many names more room.
    """
    both = w.HBox([_named("controls", controls), _named("picture", picture)])
    for name in ("columns", *look.split()):
        both.add_class(f"kooperation-{name}")
    return both


def _named(name: str, parts: Iterable[w.Widget]) -> w.VBox:
    box = w.VBox(list(parts))
    box.add_class(f"kooperation-{name}")
    return box


def scrolling(figure: w.Widget) -> w.VBox:
    """Return a *figure* with many small fields or names: where it is narrow, it scrolls in its own box."""
    return _named("scrolling", [figure])


def fold(summary: Child, *parts: w.Widget) -> w.VBox:
    """Return *parts*, out of sight and out of the way of the Tab key until *summary* is opened."""
    return _named("fold", [Area(details(summary)), *parts])
