"""Tables for a spreadsheet: CSV in which nothing is computed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from kooperation.base.german import THIN

BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")  # a formula, for a spreadsheet
NUMBER = re.compile(r"-?\d+(,\d+)?( ?%)?")  # as a German spreadsheet reads it
PLAIN = {
    ord(sign): plain
    for sign, plain in {"\u2212": "-", "\u2011": "-", "\u00a0": " ", "\u00ad": "", THIN: ""}.items()
}


def harmless(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula: with an apostrophe before = + - @ and the like."""
    return f"'{text}" if text.startswith(BEGINS) else text


def as_it_was(text: str) -> str:
    """Return what `harmless` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(BEGINS) else text


def as_shown(text: str) -> str:
    """Return what stands in a table for readers as a cell: „−0,5“ is a number there, and what would be computed is not."""
    plain = " ".join(text.translate(PLAIN).split())
    return plain if NUMBER.fullmatch(plain) else harmless(plain)


def decimal(value: float) -> str:
    """Return a number with all its digits, and a comma."""
    return f"{value:.10g}".replace(".", ",")


def written(rows: Iterable[Iterable[str]], separator: str = ";", *, bom: bool = True) -> bytes:
    """Return *rows*, the first of which is the head, as CSV, each field quoted."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")
