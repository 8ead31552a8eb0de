"""Misreporting in a trade: worked examples and laws."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from negotiations import (
    powers,
)

from kooperation.negotiation.deception import Trade, agree, most_profitable_claim


def test_overstating_the_loss_moves_the_payment_until_the_deal_fails() -> None:
    """Formula 3.8: B claims 3 instead of 1; beyond 4 an efficient trade fails."""
    trade = Trade(gain=4, loss=1)
    assert agree(trade).payment == 2.5
    assert agree(trade).gains == (1.5, 1.5)
    assert agree(trade, said_loss=3).gains == (0.5, 2.5)
    assert agree(trade, said_loss=4).gains == (0, 3)
    assert not agree(trade, said_loss=4.01).reached
    assert trade.good
    assert most_profitable_claim(trade) == 4


def test_understating_the_gain_moves_it_the_other_way() -> None:
    assert agree(Trade(4, 1), said_gain=2).gains == (2.5, 0.5)
    assert not agree(Trade(4, 1), said_gain=2, said_loss=3).reached


amounts = st.integers(0, 40).map(lambda k: k / 4)


trades = st.builds(Trade, amounts, amounts, powers, st.integers(2, 10).map(lambda k: k / 10))


@given(trades, amounts, amounts)
def test_nobody_signs_what_truly_harms(trade: Trade, gain: float, loss: float) -> None:
    assert min(agree(trade, gain, loss).gains) >= -1e-9


@given(trades, amounts)
def test_no_claim_brings_b_more_than_the_best_one(trade: Trade, loss: float) -> None:
    best = most_profitable_claim(trade)
    if best is not None:
        assert agree(trade, said_loss=loss).gains[1] <= agree(trade, said_loss=best).gains[1] + 1e-9
