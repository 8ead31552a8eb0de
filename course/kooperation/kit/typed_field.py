"""A field for what is typed, which is told while one still types, and says what is not written yet."""

from __future__ import annotations

import traitlets

from kooperation.base.words import Words
from kooperation.kit.node import Scripted

WORDS = Words("kit.field")


class TypedField(Scripted):
    """A field called *label*: one line beside it, or *rows* lines, where the name stands above already; of at
    *most* so many signs, if any number is said; *unit* stands right behind a line.

    `value` is what was typed a second ago or when the field was left; `is_open` says that one may still be
    typing, so that half a number is no fault. Whoever keeps `value` says in `saved` what is written: the field
    tells the learner when it holds something else. `offers` are texts to choose from, as {"value": …, "label": …}; any
    other can be typed.
    """

    script = "kit/typed_field.js"
    label = traitlets.Unicode().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True, spare=True)
    rows = traitlets.Int(0).tag(sync=True)
    most = traitlets.Int(0).tag(sync=True, spare=True)
    offers: traitlets.List[dict[str, str]] = traitlets.List().tag(sync=True, spare=True)
    waiting = traitlets.Unicode(WORDS["waiting"]).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
    saved = traitlets.Unicode().tag(sync=True)
    is_open = traitlets.Bool(False).tag(sync=True)

    def show(self, written: str) -> None:
        """Show that *written* is written; a blank that somebody begins with is left to them."""
        self.saved = written
        if self.value.strip() != written.strip():
            self.value = written
