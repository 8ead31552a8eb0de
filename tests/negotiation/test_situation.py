"""What a situation and a setting refuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from negotiations import (
    P1,
    D,
)

from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.situation import Mode, ModeOutcome, Setting, Situation


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            lambda: Setting(power=1.0),
            "Die Macht β muss zwischen 0 und 1 liegen, nicht bei 1,0.",
        ),
        (
            lambda: Setting(trust=2.0),
            "Das Vertrauen τ muss zwischen 0 und 1 liegen, nicht bei 2,0.",
        ),
        (
            lambda: Setting(room=-1.0),
            "Der Spielraum h muss zwischen 0 und 1 liegen, nicht bei −1,0.",
        ),
        (
            lambda: Setting(arriving=0.0),
            "λ muss größer als 0 und höchstens 1 sein, nicht 0,0.",
        ),
        (lambda: Setting(cost=-1.0), "Die Prozesskosten sind mindestens 0, nicht −1,0."),
        (
            lambda: Situation(D, (P1,), DivisibleIssue(1, 10), fit=-0.5),
            "κ_max muss mindestens 0 sein, nicht −0,5.",
        ),
        (
            lambda: Situation((6, 6), (P1,), DivisibleIssue(1, 10), fit=0.5),
            "Kein Punkt der Grenze lässt beiden mehr, als sie ohne Einigung haben.",
        ),
    ],
)
def test_wrong_numbers_are_named_in_german(wrong: Callable[[], object], sentence: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as refused:
        wrong()
    assert str(refused.value) == sentence


@pytest.mark.parametrize(("first", "share"), [(4.3, 0.6), (4.0, 0.0), (4.5, 5 / 7)])
def test_a_share_is_of_whatever_small_gain_there_is(first: float, share: float) -> None:
    """B gains 0.2; A has 0.3 of 0.5, nothing, 0.5 of 0.7."""
    outcome = ModeOutcome(Mode.COMPROMISE, D, (first, 4.2), (), 0.0)
    assert outcome.share == pytest.approx(share)
    assert ModeOutcome(Mode.COMPROMISE, D, D, (), 0.0).share is None
