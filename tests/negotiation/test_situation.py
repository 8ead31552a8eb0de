"""What a situation and a setting refuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from negotiations import (
    P1,
    D,
)

from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.situation import Setting, Situation


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (lambda: Setting(power=1.0), "Macht β"),
        (lambda: Setting(trust=2.0), "Vertrauen τ"),
        (lambda: Setting(room=-1.0), "Spielraum h"),
        (lambda: Setting(arriving=0.0), "λ"),
        (lambda: Setting(cost=-1.0), "Prozesskosten"),
        (lambda: Situation(D, (P1,), DivisibleIssue(1, 10), fit=-0.5), "κ_max"),
        (lambda: Situation((6, 6), (P1,), DivisibleIssue(1, 10), fit=0.5), "lässt beiden mehr"),
    ],
)
def test_wrong_numbers_are_named_in_german(wrong: Callable[[], object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        wrong()
