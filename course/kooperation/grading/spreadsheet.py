"""Tables for a spreadsheet: CSV in which nothing is computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")  # a formula, for a spreadsheet


def harmless(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula: with an apostrophe before = + - @ and the like."""
    return f"'{text}" if text.startswith(BEGINS) else text


def as_it_was(text: str) -> str:
    """Return what `harmless` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(BEGINS) else text


def written(rows: Iterable[Iterable[str]], separator: str = ";", *, bom: bool = True) -> bytes:
    """Return *rows*, the first of which is the head, as CSV, each field quoted."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")
