"""What is remembered in `lernstand.json`: one entry, read with care and changed step by step.

    self.guess = Kept("modus.kita", known)      what is stored, read by `known`; None if nothing is
    self.guess.value                            what holds now
    self.guess.keep("tausch")                   on a user's event: written at once
    self.places.change(lambda old: {**old, "beirat": (3, 4)})       where the entry has parts
    self.status.show(self.guess.trouble or note(words["saved"]))    "" if all went well

Nothing is lost: each change is made to what the file holds *now*, so another window's changes stay.
While the file cannot be read or written, changes are kept in memory; they are made up for with the
next one, since the file may have been mended meanwhile. Nothing is written on creation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from kooperation.base.answers import SheetError
from kooperation.kit.html import error
from kooperation.kit.record import shared_record, stored_record

T = TypeVar("T")


class Kept(Generic[T]):
    """The entry *name* of the learner's record.

    *read* makes the value out of what is stored, which may be anything: it leaves out what is
    malformed, and makes the empty value out of None. *plain* makes plain data out of a value.
    *changed* is called when this entry was written, by whomever in this notebook.

    `value` is what holds now, `trouble` says as HTML why it could not be read or written.
    """

    def __init__(
        self,
        name: str,
        read: Callable[[Any], T],
        plain: Callable[[T], Any] = lambda value: value,
        changed: Callable[[], None] | None = None,
    ) -> None:
        self.name, self._read, self._plain = name, read, plain
        self._steps: list[Callable[[T], T]] = []  # not yet written
        self._changed, self._observing = changed, False
        self.value: T = read(None)
        self.trouble = Markup()
        self.again()

    def again(self) -> None:
        """Read the entry anew: another notebook may have written since."""
        self.trouble = Markup()
        try:
            self.value = self._read(stored_record().get(self.name))
            self._observe()
        except SheetError as wrong:
            self.trouble = error(str(wrong))

    def keep(self, value: T) -> None:
        """Put *value* in place of what was stored, and write it."""
        self.change(lambda _old: value)

    def change(self, step: Callable[[T], T]) -> None:
        """Take *step* from what is stored now, and write it; on failure take it in memory only."""
        self._steps.append(step)
        self.value = step(self.value)
        try:
            now = self._read(stored_record().get(self.name))
            for each in self._steps:
                now = each(now)
            self._observe()
            shared_record()[self.name] = self._plain(now)
        except SheetError as wrong:
            self.trouble = error(str(wrong))
        else:
            self._steps.clear()
            self.value, self.trouble = now, Markup()

    def _observe(self) -> None:
        """Listen to the record, as soon as there is one that can be read."""
        if self._changed and not self._observing:
            shared_record().observe(self._on_record)
            self._observing = True

    def _on_record(self, name: str) -> None:
        if name == self.name and self._changed:
            self.again()
            self._changed()
