"""How long a lecture is: its words, what is in sight between two things to do, the minutes it takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kooperation.authoring.lectures import REFERENCES, TERMS
from kooperation.base.records import load

IN_SIGHT = 150  # words between two things to do; more is folded away
_CALL = re.compile(r"^(\w+)\(", re.M)
_LISTS = re.compile(rf"^#+ ({TERMS}|{REFERENCES})$", re.M)
_FOLD = re.compile(r"<details\b.*?</details>", re.S)
_TARGET = re.compile(r'\]\((?:[^)"]|"[^"]*")*\)')
_TAG = re.compile(r"<[^>]+>")
_SHOWS = {"Review", "KitchenTable", "TwoCells"}  # there is nothing to do


def words(text: str) -> int:
    """Return how many words of the Markdown *text* one reads: neither tags nor targets and tooltips of links."""
    return len(re.findall(r"\w+", _TAG.sub(" ", _TARGET.sub("]", text))))


def total(cells: Iterable[Any]) -> int:
    """Return all words of a lecture's *cells*, folded ones too, without the lists at its end."""
    return sum(words(cell.source) for cell in cells if _is_text(cell))


def stretches(cells: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """Yield what stands before each thing to do, and after the last: its first heading, and its words in sight."""
    heading, count = "", 0
    for cell in cells:
        if _is_text(cell):
            found = re.search(r"^#+ (.+)$", cell.source, re.M)
            heading = heading or (found[1] if found else "")
            count += words(_FOLD.sub("", cell.source))
        elif cell.cell_type == "code" and set(_CALL.findall(cell.source)) - _SHOWS:
            yield heading, count
            heading, count = "", 0
    yield heading, count


def minutes(cells: Iterable[Any]) -> int:
    """Return how many minutes a lecture takes, from the words of its *cells* and their widgets.

    Pace and minutes for each widget stand in `minutes.toml`; lists at the end are not counted.
    """
    table, cells = load("authoring/minutes"), list(cells)
    calls = [
        name for cell in cells if cell.cell_type == "code" for name in _CALL.findall(cell.source)
    ]
    widgets = sum(table["widgets"].get(name, table["widgets"]["other"]) for name in calls)
    taken: float = total(cells) / table["words_a_minute"] + widgets
    step: int = table["round_to"]
    return max(step, step * round(taken / step))


def _is_text(cell: Any) -> bool:
    return bool(cell.cell_type == "markdown" and not _LISTS.search(cell.source))
