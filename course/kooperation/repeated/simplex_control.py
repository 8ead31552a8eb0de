"""The triangle of three strategies, in which one chooses where the way begins."""

from __future__ import annotations

from typing import Any

import traitlets

from kooperation.base.words import Words
from kooperation.kit.html import Markup
from kooperation.kit.node import Scripted
from kooperation.repeated.evolution import Shares
from kooperation.repeated.simplex import in_percents

WORDS = Words("repeated.simplex.choosing")


class MixTriangle(Scripted):
    """Shows what `simplex_view.simplex` gives; `chosen` is the mix to begin with that was chosen last, {"shares", "count"}.

    The page moves the beginning at once and waits for `answered`, the count of what the rest of the picture belongs to.
    """

    script = "repeated/simplex.js"
    value = traitlets.Unicode().tag(sync=True)
    start = traitlets.List(traitlets.Float()).tag(sync=True)
    chosen = traitlets.Dict().tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(words=dict(WORDS.section()))

    def show(self, picture: Markup, start: Shares) -> None:
        """Show *picture*, whose way begins at *start*."""
        with self.hold_sync():
            self.value, self.start = str(picture), list(start)
            self.answered = int(self.chosen.get("count", 0))

    def percents(self) -> tuple[int, ...] | None:
        """Return the chosen mix in whole percents, None if what the page sent is none."""
        shares: Any = self.chosen.get("shares", ())
        try:
            return in_percents(tuple(map(float, shares))) if len(shares) == 3 else None
        except (TypeError, ValueError):
            return None

    def _still(self) -> Markup:
        return Markup(self.value)
