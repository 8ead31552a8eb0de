"""The 5×5 grid on which a form of cooperation is placed."""

from __future__ import annotations

from typing import Any

import traitlets

from kooperation.base.words import Words
from kooperation.kit.node import Scripted

WORDS = Words("institutions.forms")


class PlaceGrid(Scripted):
    """The grid (see `places.js`): shows *tokens*, gives back what was `chosen`.

    *legend* stands below it, in place of the lecture's.
    """

    script = "institutions/places.js"
    words: Any = traitlets.Dict().tag(sync=True)
    tokens: Any = traitlets.List().tag(sync=True)
    current = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Dict().tag(sync=True)

    def __init__(self, legend: str = "", **kwargs: Any) -> None:
        words = {
            "command": WORDS.lines("command"),
            "form": WORDS.lines("form"),
            "rows": WORDS.lines("rows"),
            "label": WORDS["label"],
            "legend": legend or WORDS["legend"],
            "own": WORDS["own"],
            "reading": WORDS["reading"],
        }
        super().__init__(**{"words": words, **kwargs})
