"""Checks of numbers that learners set, with messages in German."""

from __future__ import annotations

import math

from kooperation.base.words import Words

ERRORS = Words("base.errors.checks")


def german(value: object) -> str:
    """Return *value* as German text writes it: 1.5 is „1,5“; what is no number is quoted."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value).replace(".", ",").replace("-", "\N{MINUS SIGN}")
    return f"„{value}“"


def is_number(value: object) -> bool:
    """Say whether *value* is a finite int or float (True and False are not numbers here)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # an int that no float can be
        return False


def check_probability(value: float, what: str) -> None:
    """Raise ValueError unless *value* is in [0, 1]; *what* begins the sentence ("Das Rauschen")."""
    if not is_number(value) or not 0 <= value <= 1:
        raise ValueError(ERRORS.filled("no_probability", what=what, value=german(value)))


def check_discount(value: float) -> None:
    """Raise ValueError unless δ is in [0, 1): at 1 the discounted sum does not converge."""
    if is_number(value) and value == 1:
        raise ValueError(ERRORS["sum_without_end"])
    if not is_number(value) or not 0 <= value < 1:
        raise ValueError(ERRORS.filled("no_discount", value=german(value)))


def check_count(value: int, what: str, least: int = 1) -> None:
    """Raise ValueError unless *value* is a whole number of at least *least*."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ValueError(ERRORS.filled("no_count", what=what, least=least, value=german(value)))
