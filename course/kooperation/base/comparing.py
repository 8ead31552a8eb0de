"""Comparing numbers as the person who set them sees them: 0.1 + 0.2 is 0.3, and no more.

Two rules, for the whole course. What people set (payoffs) is rounded where it comes in, so that it
can be compared as it is: equal numbers are equal, and the order of three is that of their pairs.
What is computed from it (sums, products, thresholds) is compared by the functions below, for which a
difference that only rounding can have made is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log10

DIGITS = 12  # a slider sets three or four; binary arithmetic is wrong from the sixteenth on
TIE = 1e-9  # as part of what is compared; sums over many rounds lose more digits than single steps


def as_set(values: Sequence[float]) -> tuple[float, ...]:
    """Return *values* as they were meant, to DIGITS digits of the largest of them.

    One scale for all, so that 0.3 − 0.1 − 0.2 beside a 3 is 0, while a game in tiny units stays.
    """
    largest = max(map(abs, values))
    if not largest:
        return tuple(values)
    places = DIGITS - ceil(log10(largest))  # ceil, so that rounding a second time changes nothing
    return tuple([round(value, places) for value in values])


def beats(one: float, other: float, unit: float = 1.0) -> bool:
    """Say whether *one* is more than *other*; *unit* is the scale of both, as a game's payoff range."""
    return one > other + TIE * unit


def at_least(one: float, other: float, unit: float = 1.0) -> bool:
    """Say whether *one* is as much as *other* or more."""
    return one >= other - TIE * unit


def same(one: float, other: float, unit: float = 1.0) -> bool:
    """Say whether neither beats the other."""
    return at_least(one, other, unit) and at_least(other, one, unit)
