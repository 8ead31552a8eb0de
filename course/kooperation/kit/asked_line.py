"""The line at the top of an explorer that waits for the answer to a question above it."""

from __future__ import annotations

import anywidget
import traitlets

from kooperation.base.words import Words
from kooperation.kit.guard import static

WORDS = Words("kit.asked")


class AskedLine(anywidget.AnyWidget):
    """Says what the explorer waits for as long as it `waits`; its button goes on without."""

    _esm = static("kit", "dom.js") + static("kit", "asked_line.js")
    text = traitlets.Unicode(WORDS["text"]).tag(sync=True)
    skip = traitlets.Unicode(WORDS["skip"]).tag(sync=True)
    waits = traitlets.Bool(True).tag(sync=True)
