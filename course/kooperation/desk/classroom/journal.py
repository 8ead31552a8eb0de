"""The journal of a session: an event a line, on the disk before anybody is told of it; gone when the session ends.

journal = Journal.new(path, opened)        or Journal.again(path), after a crash
journal.write(events)                      all of them or none
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kooperation.base.files import BusyError, wait_for_lock
from kooperation.desk.classroom.session import Event, NotNowError, Session


class DamagedJournalError(Exception):
    """A journal that no session comes out of; the message says why."""


class Journal:
    """An open journal. One process writes it: it is locked, and opening it again raises BusyError."""

    def __init__(self, path: Path, flags: int = 0) -> None:
        self.path = path
        self._file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | flags, 0o600)
        self._end = os.lseek(self._file, 0, os.SEEK_END)
        if os.name != "nt":  # there nobody could read what is locked
            try:
                wait_for_lock(self._file, path, patience=0.3)
            except BusyError:
                self.close()
                raise

    @classmethod
    def new(cls, path: Path, opened: Event) -> Journal:
        """Begin a journal at *path*, where nothing may be yet. Raises OSError if that cannot be."""
        journal = cls(path, os.O_CREAT | os.O_EXCL)
        journal.write([opened])
        return journal

    @classmethod
    def again(cls, path: Path) -> tuple[Journal, Session]:
        """Open the journal of a session that was broken off; return it and the session, as it was.

        A last line that was not written whole is taken off: nobody was told of it. Raises DamagedJournalError.
        """
        journal = cls(path)
        os.lseek(journal._file, 0, os.SEEK_SET)
        with os.fdopen(os.dup(journal._file), "rb") as file:
            whole, newline, _ = file.read().rpartition(b"\n")
        journal._end = len(whole) + len(newline)
        os.ftruncate(journal._file, journal._end)
        try:
            events: list[dict[str, Any]] = [json.loads(line) for line in whole.splitlines()]
            session = Session(events[0])
            for event in events[1:]:
                if session.accepts(event):
                    session.apply(event)
        except (ValueError, KeyError, IndexError, TypeError, NotNowError) as error:
            journal.close()
            raise DamagedJournalError(f"{path}: {error!r}") from error
        return journal, session

    def write(self, events: Iterable[Event]) -> None:
        """Write *events* and wait until they are on the disk. Raises OSError; then none of them is in it."""
        lines = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events).encode()
        try:
            os.lseek(self._file, self._end, os.SEEK_SET)
            written = 0
            while written < len(lines):
                written += os.write(self._file, lines[written:])
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, self._end)
            raise
        self._end += len(lines)

    def close(self) -> None:
        os.close(self._file)

    def delete(self) -> None:
        """Close the journal and delete it."""
        self.close()
        self.path.unlink(missing_ok=True)
