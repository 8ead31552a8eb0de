"""German notation of numbers and lists."""

from __future__ import annotations

from collections.abc import Sequence


def number(value: float, digits: int = 2) -> str:
    """Return *value* with decimal comma and true minus sign, without trailing zeros: 1.50 is «1,5»."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    return text.replace(".", ",").replace("-", "\N{MINUS SIGN}")


def join(items: Sequence[str], word: str = "und") -> str:
    """Return «a, b und c»."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
