"""What it costs to coordinate n offices with s options each (formula 3.10, an argument of counting).

Negative coordination: proposals go round, and each office only looks whether they harm it.
Positive coordination: all combinations are looked at together [scharpf1993] [mayntzscharpf1975].
That effort is the number of looks is a didactic assumption.
"""

from __future__ import annotations

from dataclasses import dataclass

from kooperation.base.checks import check_count
from kooperation.base.words import Words

NUMBERS = Words("negotiation.errors.numbers")


@dataclass(frozen=True)
class Effort:
    """How many looks *offices* with *options* each need at most, one way and the other.

    Raises ValueError unless both numbers are at least 2.
    """

    offices: int
    options: int

    def __post_init__(self) -> None:
        check_count(self.offices, NUMBERS["offices"], least=2)
        check_count(self.options, NUMBERS["options"], least=2)

    @property
    def negative(self) -> int:
        """n·s·(n − 1): each option of each office is looked at by all others."""
        return self.offices * self.options * (self.offices - 1)

    @property
    def positive(self) -> int:
        """s^n: each combination is looked at once."""
        return int(self.options**self.offices)


def last_cheaper_size(options: int, most: int = 50) -> int | None:
    """Return up to how many offices looking at everything together costs no more, or None if never."""
    efforts = [Effort(offices, options) for offices in range(2, most + 1)]
    return max((e.offices for e in efforts if e.positive <= e.negative), default=None)
