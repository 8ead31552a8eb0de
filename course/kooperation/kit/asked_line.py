"""The line at the top of an explorer that waits for the answer to a question above it."""

from __future__ import annotations

import traitlets

from kooperation.base.words import Words
from kooperation.kit.node import Scripted

WORDS = Words("kit.asked")


class AskedLine(Scripted):
    """Says what the explorer waits for as long as it `waits`; its button goes on without."""

    script = "kit/asked_line.js"
    text = traitlets.Unicode(WORDS["text"]).tag(sync=True)
    skip = traitlets.Unicode(WORDS["skip"]).tag(sync=True)
    waits = traitlets.Bool(True).tag(sync=True)
