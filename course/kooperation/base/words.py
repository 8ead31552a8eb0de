"""The sentences that a reader meets: each room has its own, in `words.toml`, by section and key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from kooperation.base.records import ContentError, frozen, load


@cache
def _room(room: str) -> Mapping[str, Any]:
    words: Mapping[str, Any] = frozen(load(f"{room}/words"))
    return words


class Words:
    """The words of a section: `WORDS = Words("games.explorer")`, then `WORDS["preset"]`.

    A dotted key reaches into a section of the section. The file is read at the first look. What is not there, or
    is of another kind, raises ContentError with its place; `tests/test_words.py` looks at every key beforehand.
    """

    def __init__(self, section: str) -> None:
        self._room, *self._path = section.split(".")

    def __getitem__(self, key: str) -> str:
        """Return the text *key*."""
        text: str = self._checked(key, str, "Text")
        return text

    def filled(self, key: str, /, **values: object) -> str:
        """Return the text *key* with *values* at its `{places}`."""
        return self[key].format(**values)

    def lines(self, key: str) -> tuple[str, ...]:
        """Return the texts of the list *key*."""
        lines: tuple[str, ...] = self._checked(key, tuple, "Liste")
        return lines

    def section(self, key: str = "") -> Mapping[str, str]:
        """Return the texts of the section *key*, for keys that are known only when the program runs."""
        texts: Mapping[str, str] = self._checked(key, Mapping, "Abschnitt")
        return texts

    def numbers(self, key: str) -> Mapping[str, float]:
        """Return the numbers of the section *key*: where a learner begins."""
        found: Mapping[str, float] = self._checked(key, Mapping, "Abschnitt")
        return found

    def _checked(self, key: str, kind: type, what: str) -> Any:
        path = [*self._path, *(key.split(".") if key else ())]
        found: Any = _room(self._room)
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        if not isinstance(found, kind):
            raise ContentError(
                f"{self._room}/words.toml: „{'.'.join(path)}“ fehlt oder ist kein {what}."
            )
        return found
