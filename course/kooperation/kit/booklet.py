"""What a learner has made during the course, for one page: each room tells its own part.

A room that keeps something in `lernstand.json` has a module whose `sections` yields it. The face (`kooperation.widgets`), which
sees all rooms, names these modules, so that no room has to look into another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from kooperation.kit.html import Markup


@dataclass(frozen=True)
class BookletSection:
    """A part of the booklet; those of a lower *place* come first, as the course has them."""

    place: int
    title: str
    fragments: tuple[Markup, ...]


def sections(modules: Iterable[str]) -> list[BookletSection]:
    """Return all parts of these *modules* (dotted, below `kooperation`) that hold something, in their order."""
    found = (
        section
        for module in modules
        for section in import_module(f"kooperation.{module}").sections()
    )
    return sorted(found, key=lambda section: section.place)
