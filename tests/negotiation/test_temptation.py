"""What a lie brings in each mode."""

from __future__ import annotations

import pytest
from hypothesis import given
from negotiations import (
    P1,
    D,
    settings,
    situations,
)

from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.modes import (
    compare_modes,
)
from kooperation.negotiation.situation import Mode, Setting, Situation
from kooperation.negotiation.temptation import after_claim, temptation


@given(situations, settings)
@pytest.mark.slow
def test_a_claim_leaves_nobody_below_the_truth(situation: Situation, setting: Setting) -> None:
    for mode in Mode:
        for player in (0, 1):
            found = after_claim(situation, setting, mode, player, 1.5)
            assert min(found[i] - situation.disagreement[i] for i in (0, 1)) >= -1e-6
            honest = compare_modes(situation, setting)[mode].utilities
            assert after_claim(situation, setting, mode, player, 0.0) == pytest.approx(
                honest, abs=1e-6
            )


def test_the_lie_of_the_trade_tempts_in_the_same_measure() -> None:
    """B claims 2 more: the payment rises from 2.5 to 3.5."""
    alone = Situation(D, (P1,), DivisibleIssue(2, 10), fit=0.6)
    assert after_claim(alone, Setting(), Mode.EXCHANGE, 1, 2.0) == pytest.approx((4.5, 6.5))
    assert temptation(alone, Setting(), Mode.EXCHANGE, [2.0]).gain == pytest.approx(1)
