"""What is remembered in `lernstand.json`: one entry, read with care and changed step by step.

    self.guess = Kept("modus.kita", known)      what is stored, read by `known`; None if nothing is
    self.guess.value                            what holds now
    self.guess.keep("tausch")                   on a user's event: written at once
    self.places.change(lambda old: {**old, "beirat": (3, 4)})       where the entry has parts
    self.status.show(self.guess.trouble or note(words["saved"]))    "" if all went well
    stored_entries("quiz.")                     what stands in several entries

Nothing is lost: each change is made to what the file holds *now*, so another window's changes stay.
While the file cannot be read or written, changes are kept in memory; they are made up for with the
next one, since the file may have been mended meanwhile. What would replace the whole entry is then left out if
somebody else has written it since: that is newer. Nothing is written on creation.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from kooperation.base.answers import learning_record
from kooperation.base.answers_file import SheetError
from kooperation.kit.html import error

T = TypeVar("T")
_UNREAD = object()  # in place of an entry that could not be read yet
_followers: dict[tuple[Path, str], list[Kept[Any]]] = {}  # by folder and entry


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
        self.name, self._read, self._plain, self._changed = name, read, plain, changed
        self._steps: list[Callable[[T], T]] = []  # not yet written
        self._seen: Any = _UNREAD  # what was stored when they were taken
        self.value: T = read(None)
        self.trouble = Markup()
        self.again()
        if changed:
            _followers.setdefault((Path.cwd(), name), []).append(self)

    def again(self) -> None:
        """Read the entry anew: another notebook may have written since. What waits is written first."""
        if self._steps:
            self._write()
            return
        self.trouble = Markup()
        try:
            self._seen = learning_record().get(self.name)
            self.value = self._read(self._seen)
        except SheetError as wrong:
            self.trouble = error(str(wrong))

    def keep(self, value: T) -> None:
        """Put *value* in place of what was stored, and write it."""
        self.change(_Put(value))

    def change(self, step: Callable[[T], T]) -> None:
        """Take *step* from what is stored now, and write it; on failure take it in memory only."""
        self._steps.append(step)
        self.value = step(self.value)
        self._write(newest=step)

    def _write(self, newest: Callable[[T], T] | None = None) -> None:
        """Take all steps that wait from what is stored now, and tell the followers; *newest* is no older than that."""
        now: list[Any] = []

        def steps(stored: Any) -> Any:
            is_newer = self._seen is not _UNREAD and stored != self._seen
            value = self._read(stored)
            for step in self._steps:
                if step is newest or not (is_newer and isinstance(step, _Put)):
                    value = step(value)
            now[:] = value, self._plain(value)
            return now[1]

        try:
            learning_record().alter(self.name, steps)
        except SheetError as wrong:
            self.trouble = error(str(wrong))
            return
        self._steps.clear()
        self.value, self._seen = now
        self.trouble = Markup()
        for follower in _followers.get((Path.cwd(), self.name), ()):
            follower._hear(self)

    def _hear(self, writer: Kept[Any]) -> None:
        if writer is not self:
            self.again()
        if self._changed:
            self._changed()


class _Put(Generic[T]):
    """The step that puts a value in place of the whole entry."""

    def __init__(self, value: T) -> None:
        self._value = value

    def __call__(self, _old: T) -> T:
        return self._value


def stored_entries(prefix: str) -> dict[str, Any]:
    """Return what stands now in the entries that begin with *prefix*, by the rest of their name.

    Nothing if the record cannot be read: whoever keeps one of them says why.
    """
    try:
        stored = learning_record().items()
    except SheetError:
        return {}
    return {name.removeprefix(prefix): entry for name, entry in stored if name.startswith(prefix)}
