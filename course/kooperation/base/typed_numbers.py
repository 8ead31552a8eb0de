"""Numbers as people type them, read exactly.

A slider's or number field's own text box reads „3,5“ as 3 or 35; so the course takes text and reads it
here.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from kooperation.base.words import Words

ERRORS = Words("base.errors.typed_numbers")

LONGEST = 30
_DECIMAL = r"[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+"
_THOUSANDS = r"[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)(?:,[0-9]+)?"
_NUMBER = re.compile(
    rf"(?P<sign>[+-]?)(?:(?P<whole>[0-9]+) +(?=[^/]+/))?(?P<top>{_THOUSANDS}|{_DECIMAL})"
    rf"(?: */ *(?P<bottom>{_DECIMAL}))? *(?P<percent>%|Prozent)?"
)
_PERCENT = ("%", "Prozent")


def parse_number(text: str) -> Fraction:
    """Return the number that *text* says, exactly: „0,5“, „0.5“, „1/2“, „1 1/2“, „50 %“, „½“, „10 000“.

    Raises ValueError, in German, for anything else, and for „2.500“, which may be 2,5 or 2500.
    """
    plain = _plain(text)
    if not plain:
        raise ValueError(ERRORS["empty"])
    found = _NUMBER.fullmatch(plain)
    if len(text) > LONGEST or not found:
        raise ValueError(ERRORS.filled("unreadable", text=text.strip()[:LONGEST]))
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", found["top"]):
        raise ValueError(
            ERRORS.filled(
                "ambiguous",
                text=text.strip(),
                without=found["top"].replace(".", ""),
                decimal=found["top"].replace(".", ","),
            )
        )
    bottom = _decimal(found["bottom"] or "1")
    if bottom == 0:
        raise ValueError(ERRORS["by_zero"])
    value = int(found["whole"] or 0) + _decimal(found["top"]) / bottom
    if found["percent"]:
        value /= 100
    return -value if found["sign"] == "-" else value


def _plain(text: str) -> str:
    """Return *text* with one kind of minus, slash and space, with „½“ written out, and no „≈“."""
    written = "".join(
        f" {unicodedata.normalize('NFKC', char)}" if unicodedata.category(char) == "No" else char
        for char in text
    )
    for char, usual in (("\N{FRACTION SLASH}", "/"), ("\N{MINUS SIGN}", "-"), ("\N{EN DASH}", "-")):
        written = written.replace(char, usual)
    return " ".join(written.split()).lstrip("≈~= ").replace("- ", "-")


def _decimal(text: str) -> Fraction:
    if "." in text and ("," in text or text.count(".") > 1):
        text = text.replace(".", "")
    text = text.replace(",", ".").replace(" ", "")
    return Fraction(f"0{text}" if text.startswith(".") else text)


def names_percent(text: str) -> bool:
    """Say whether *text* gives its number in per cent."""
    return text.strip().endswith(_PERCENT)
