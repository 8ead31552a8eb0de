"""What a learner has made during the course, for one page: each room tells its own part.

A room that keeps something in `lernstand.json` has a module `booklet_explorer` whose `sections` yields it. Rooms are found
by that name, so that none has to look into another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files

from kooperation.kit.html import Markup

MODULE = "booklet_explorer"


@dataclass(frozen=True)
class BookletSection:
    """A part of the booklet; those of a lower *place* come first, as the course has them."""

    place: int
    title: str
    fragments: tuple[Markup, ...]


def sections() -> list[BookletSection]:
    """Return all parts that hold something, in their order."""
    return sorted(_told(), key=lambda section: section.place)


def _told() -> Iterator[BookletSection]:
    for room in sorted(files("kooperation").iterdir(), key=lambda entry: str(entry.name)):
        if room.joinpath(f"{MODULE}.py").is_file():
            yield from import_module(f"kooperation.{room.name}.{MODULE}").sections()
