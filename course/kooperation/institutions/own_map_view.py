"""What maps of one's own look like alike: names in a picture, and a table of two maps side by side.

Names are whatever somebody typed, perhaps somebody else: text, never HTML, also in the picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from kooperation.base.words import Words
from kooperation.kit.html import Child, Markup, table, tag

WORDS = Words("institutions.own_map")
MOST_LINES = 2  # of a name in a picture; the table has it in full
LITERAL = str.maketrans({"<": "‹", ">": "›", "$": "＄", "&": "＆"})  # a label of plotly's is markup


def picture_name(typed: str, width: int) -> str:
    """Return a *typed* name as it stands in a picture, in short lines."""
    lines = wrap(typed.translate(LITERAL), width)
    more = "…" if len(lines) > MOST_LINES else ""
    return "<br>".join(lines[:MOST_LINES]) + more


def both_table(caption: str, first: str, rows: Iterable[Iterable[Child]]) -> Markup:
    """Return two maps side by side: in each row what it is about, what mine has of it and what the other has."""
    head = (first, WORDS["mine"], WORDS["other"])
    return tag("div", table(caption, head, rows, "wide", labelled=True), look="fit")
