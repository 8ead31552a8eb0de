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
LITERAL = str.maketrans("<>$&*", "‹›＄＆∗")  # a label in a picture is markup


def picture_name(typed: str, width: int) -> str:
    """Return a *typed* name as it stands in a picture, in short lines; a word that is longer than one is divided."""
    words = (_divided(word, width) for word in typed.translate(LITERAL).split())
    lines = wrap(" ".join(words), width)
    shown = "<br>".join(lines[:MOST_LINES])
    return f"{shown.rstrip('-')}…" if len(lines) > MOST_LINES else shown


def _divided(word: str, width: int) -> str:
    if len(word) <= width:
        return word
    return f"{word[: width - 1]}- {_divided(word[width - 1 :], width)}"


def both_table(
    caption: str, first: str, rows: Iterable[Iterable[Child]], look: str = "wide"
) -> Markup:
    """Return two maps side by side: in each row what it is about, what mine has of it and what the other has."""
    head = (first, WORDS["mine"], WORDS["other"])
    return tag("div", table(caption, head, rows, look, labelled=True), look="fit")
