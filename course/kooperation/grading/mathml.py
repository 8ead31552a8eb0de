"""Formulas of a text as MathML: a page that lies anywhere must not fetch a script to set them.

A small part of TeX is enough for the course: letters, numbers, relations, fractions, roots, indices. What goes
beyond it is shown as it was written, as code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape, unescape

SIGNS = {
    "cdot": "·", "times": "×", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "to": "→", "in": "∈", "infty": "∞", "ldots": "…", "dots": "…", "sum": "∑", "pm": "±", "lt": "<", "gt": ">",
}  # fmt: skip
FIXED = ' stretchy="false"'
NAMES = ("max", "min")  # written upright
SPACES = {",": "0.17em", ";": "0.28em", ":": "0.22em", "quad": "1em", "qquad": "2em", " ": "0.25em"}
_TOKEN = re.compile(
    r"\\text\{([^{}]*)\}|\\([a-zA-Z]+|.)|(\d+(?:(?:[.,]|\{,\})\d+)*)|([{}^_])|(\s+)|(.)", re.S
)
# Of a page's HTML: what is left alone, or a formula between signs that touch it.
_PIECE = re.compile(
    r"<(pre|code|style|math)\b.*?</\1>|<[^>]+>|(\${1,2})(?=\S)((?:[^$\\<]|\\.)+?)(?<=\S)\2(?!\d)",
    re.S,
)


class _UnknownError(ValueError):
    """A sign of TeX that is not known here."""


def with_formulas(html: str) -> str:
    """Return *html* with each formula between dollar signs as MathML, outside of code."""

    def replaced(found: re.Match[str]) -> str:
        return formula(unescape(found[3]), block=found[2] == "$$") if found[2] else found[0]

    return _PIECE.sub(replaced, html)


def formula(tex: str, *, block: bool = False) -> str:
    """Return the formula *tex* as MathML, or as code where it holds what is not known here."""
    try:
        inside = "".join(_row(_tokens(tex)))
    except _UnknownError:
        return f"<code>{escape(tex)}</code>"
    return f'<math display="{"block" if block else "inline"}">{inside}</math>'


def _tokens(tex: str) -> Iterator[tuple[str, str]]:
    """Yield kind (words, command, number, mark, sign) and text of what *tex* consists of."""
    for words, command, digits, mark, space, sign in _TOKEN.findall(tex):
        if words:
            yield "words", words
        elif command:
            yield "command", command
        elif digits:
            yield "number", digits.replace("{,}", ",")
        elif mark:
            yield "mark", mark
        elif not space:
            yield "sign", sign


def _row(tokens: Iterator[tuple[str, str]], until: str = "") -> list[str]:
    """Return the elements up to the mark *until*; an index or power belongs to the element before it."""
    row: list[str] = []
    for kind, text in tokens:
        if kind == "mark" and text == until:
            return row
        if kind == "mark" and text in "^_":
            if not row:
                raise _UnknownError(text)
            name = "msup" if text == "^" else "msub"
            row[-1] = f"<{name}>{row[-1]}{_next(tokens)}</{name}>"
        else:
            row.append(_element(kind, text, tokens))
    if until:
        raise _UnknownError(until)
    return row


def _next(tokens: Iterator[tuple[str, str]]) -> str:
    kind, text = next(tokens, ("mark", "}"))
    return _element(kind, text, tokens)


def _element(kind: str, text: str, tokens: Iterator[tuple[str, str]]) -> str:
    if kind == "words":
        return f"<mtext>{escape(text)}</mtext>"
    if kind == "number":
        return f"<mn>{text}</mn>"
    if kind == "sign":
        return f"<mi>{text}</mi>" if text.isalpha() else _operator(text)
    if kind == "mark":
        if text != "{":
            raise _UnknownError(text)
        return f"<mrow>{''.join(_row(tokens, '}'))}</mrow>"
    if text == "frac":
        return f"<mfrac>{_next(tokens)}{_next(tokens)}</mfrac>"
    if text == "sqrt":
        return f"<msqrt>{_next(tokens)}</msqrt>"
    if text in ("left", "right"):
        return _next(tokens).replace(FIXED, "")  # what follows grows with what it holds
    if text in NAMES:
        return f"<mi>{text}</mi>"
    if text in SPACES:
        return f'<mspace width="{SPACES[text]}"/>'
    if text in SIGNS:
        return _operator(SIGNS[text])
    if text in "{}%$&#_":
        return _operator(text)
    try:
        size = "CAPITAL" if text[0].isupper() else "SMALL"
        name = text.upper().replace("LAMBDA", "LAMDA")  # Unicode's spelling
        return f"<mi>{unicodedata.lookup(f'GREEK {size} LETTER {name}')}</mi>"
    except KeyError:
        raise _UnknownError(text) from None


def _operator(sign: str) -> str:
    fixed = FIXED if sign in "()[]{}|" else ""
    return f"<mo{fixed}>{escape(sign.replace('-', '−'), quote=False)}</mo>"
