"""German notation of numbers and lists."""

from __future__ import annotations

from collections.abc import Sequence


def number(value: float, digits: int = 2) -> str:
    """Return *value* with decimal comma and true minus sign, without trailing zeros: 1.50 is „1,5“."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    return text.replace(".", ",").replace("-", "\N{MINUS SIGN}")


def percent(share: float, digits: int = 1) -> str:
    """Return a share as „2,5 %“, with a space that does not break."""
    return f"{number(100 * share, digits)}\N{NO-BREAK SPACE}%"


def join(items: Sequence[str], word: str = "und") -> str:
    """Return „a, b und c“."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def unbroken(text: str) -> str:
    """Return *text* with norms such as „§ 16a Abs. 2“ kept together with their number at line ends."""
    for sign in ("§", "Abs.", "Satz", "Nr."):
        text = text.replace(f"{sign} ", f"{sign}\N{NO-BREAK SPACE}")
    return text
