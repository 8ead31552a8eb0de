"""A learner's own sentence about an explorer: kept in `lernstand.json`, shown again beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.html import legend, saved_note
from kooperation.kit.kept import Kept, stored_entries
from kooperation.kit.node import Box
from kooperation.kit.typed_field import TypedField

WORDS = Words("kit.note")
PREFIX = "notiz."
LONGEST = 600  # signs


@dataclass(frozen=True)
class Note:
    """What was noted, and beside what: the *title* of an explorer."""

    title: str
    text: str


def read(stored: Any) -> str:
    """Return the text of a note that is *stored*, which may be anything; "" where there is none."""
    text = stored.get("text") if isinstance(stored, dict) else None
    return text[:LONGEST] if isinstance(text, str) else ""


def notes() -> Iterator[Note]:
    """Yield what was noted beside explorers of this folder's notebooks."""
    for stored in stored_entries(PREFIX).values():
        title = stored.get("titel") if isinstance(stored, dict) else None
        if text := read(stored):
            yield Note(title if isinstance(title, str) else "", text)


class OwnNote(Box):
    """A field for the note on the explorer called *made* (see `settings`) with this *title*; out of sight until one is written."""

    def __init__(self, made: str, title: str) -> None:
        self.kept: Kept[str] = Kept(
            PREFIX + made,
            read,
            lambda text: {"titel": title, "text": text} if text else None,
            changed=self._show,
        )
        self.field = TypedField(label=WORDS.filled("label", title=title), rows=2, most=LONGEST)
        self.said = live()
        self.field.observe(self._keep, "value")
        super().__init__([Area(legend(WORDS["heading"])), self.field, self.said], "own-note")
        self.prints = False
        self.hidden = not self.kept.value
        self._show()

    def _keep(self, _change: Any) -> None:
        text = self.field.value.strip()[:LONGEST]
        if text != self.kept.value:
            self.kept.keep(text)
            self.said.show(self.kept.trouble or saved_note(WORDS["saved"]))

    def _show(self) -> None:
        if not self.kept.trouble:
            self.field.show(self.kept.value)
