"""Text that somebody typed, perhaps somebody else: made harmless to show, and compared as a reader would."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import category

INVISIBLE = {"Cf", "Cs", "Co", "Cn"}  # marks of direction, half characters
BREAKING = {"Cc", "Zl", "Zp"}
QUOTED = 30  # signs of what is refused


def clean(typed: str, longest: int) -> str:
    """Return *typed* as one line of visible signs, at most *longest*."""
    kinds = ((sign, category(sign)) for sign in typed)
    seen = [" " if kind in BREAKING else sign for sign, kind in kinds if kind not in INVISIBLE]
    return "".join(seen).strip()[:longest].strip()


def same(text: str) -> str:
    """Return *text* without what makes no difference: spaces, capital letters."""
    return re.sub(r"\s+", "", text).casefold()


def quoted(found: Any) -> str:
    """Return the beginning of what was *found* where something else should stand, to name it in a refusal."""
    return clean(found, QUOTED) if isinstance(found, str) else "…"
