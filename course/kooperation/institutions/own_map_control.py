"""The file of a map of one's own, and somebody else's map laid beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import traitlets

from kooperation.base.words import Words
from kooperation.institutions.own_map import MOST_BYTES
from kooperation.kit.area import Area, live
from kooperation.kit.controls import button, show_only
from kooperation.kit.explorer import Controls
from kooperation.kit.html import error, heading, note
from kooperation.kit.layout import columns, scrolling
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Scripted

WORDS = Words("institutions.own_map")
T = TypeVar("T")


class MapFile(Scripted):
    """Two buttons: `text` is saved as a file, and one that is chosen is sent as {"text": …, "size": bytes}."""

    script = "institutions/own_map.js"
    text = traitlets.Unicode().tag(sync=True)
    most = traitlets.Int(MOST_BYTES).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class OtherMap(Controls, Generic[T]):
    """Somebody else's map beside one's own: what both have and what one has, its picture, and a table; never kept.

    `file` saves one's own as *name* and loads the other's, which *read* makes of a file's text; it raises ValueError,
    in German, for what is none. *look* is that of the picture (see `scrolling`). `other` is that map, None while there is none. *status* says what became of the file.
    """

    def __init__(self, name: str, read: Callable[[str], T], status: Area, look: str = "") -> None:
        self._read, self._status = read, status
        self.other: T | None = None
        self.file = MapFile(words={**WORDS.section("file"), "name": name})
        self.said, self.figure, self.table = live(), LiveFigure(), Area()
        self.away = button(WORDS["put_away"], self._put_away)
        self.file.on_msg(self._load)
        super().__init__(
            [
                columns(
                    [Area(heading(WORDS["differs"])), self.said, self.away],
                    [Area(heading(WORDS["other"])), scrolling(self.figure, look)],
                    "even",
                ),
                self.table,
            ]
        )
        self.draw()

    def _load(self, _node: Any, content: Any, _buffers: Any) -> None:
        """Take the map of a file, or say why that cannot be."""
        sent = content if isinstance(content, dict) else {}
        text = sent.get("text")
        try:
            self.other = self._read(text if isinstance(text, str) else "")
        except ValueError as wrong:
            self._status.show(error(WORDS.filled("refused", why=str(wrong))))
            return
        self._status.show(note(WORDS["loaded"]))
        self.update()

    def _put_away(self) -> None:
        self.other = None
        self._status.show()
        self.update()

    def draw(self) -> None:
        show_only(self.other is not None, self)
