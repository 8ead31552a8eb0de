"""What a question is called wherever a learner reads of it: as in the heading above it, with its number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

ASKS = "-auftrag"  # ends the grade id of the cell that asks a question, with its heading
_HEADING = re.compile(r"^## (.+?)(?: \([\d,]+ Punkte?\))?$", re.M)


def heading(text: str) -> str:
    """Return „1. Ordnen Sie vier Spiele ein“ of a cell's *text*, without the points; "" if it has no heading."""
    found = _HEADING.search(text)
    return found[1] if found else ""


def titles(cells: Iterable[Any]) -> dict[str, str]:
    """Return by grade id of a notebook's *cells* the heading of the question that they belong to."""
    title, found = "", {}
    for cell in cells:
        name = (cell.metadata.get("nbgrader") or {}).get("grade_id") or ""
        if name.endswith(ASKS):
            title = heading(cell.source)
        found[name] = title
    return found
