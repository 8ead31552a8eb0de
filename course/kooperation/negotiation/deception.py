"""Misreporting in a trade: who says more than is true gains, until a good deal fails (formula 3.8).

A wants a project that brings A something and costs B something; A pays B for it. What each gains
or loses only they know themselves. That no rule then brings about every good trade, freely and without
money from outside, is the theorem of [myersonsatterthwaite1983]; the trade here only illustrates it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kooperation.base.checks import german, is_number
from kooperation.base.comparing import at_least, beats
from kooperation.base.words import Words
from kooperation.negotiation.bargaining import Point, check_power
from kooperation.negotiation.exchange import check_arriving

ERRORS = Words("negotiation.errors.deception")


@dataclass(frozen=True)
class Trade:
    """A project that brings A *gain* and costs B *loss*, with A's power β and the arriving share λ.

    Raises ValueError if gain or loss is negative.
    """

    gain: float
    loss: float
    power: float = 0.5
    arriving: float = 1.0

    def __post_init__(self) -> None:
        check_power(self.power)
        check_arriving(self.arriving)
        for value in (self.gain, self.loss):
            _check_amount(value)

    @property
    def good(self) -> bool:
        """Say whether the gain, paid out, would cover the true loss."""
        return at_least(self.gain, self.loss / self.arriving)


@dataclass(frozen=True)
class Agreement:
    """What is paid (None if the trade fails), and what A and B truly gain by it."""

    payment: float | None
    gains: Point

    @property
    def reached(self) -> bool:
        return self.payment is not None


def agree(
    trade: Trade, said_gain: float | None = None, said_loss: float | None = None
) -> Agreement:
    """Return what comes of *trade* if A says *said_gain* and B *said_loss*; None is the truth.

    The payment lies between the claimed loss (over λ) and the claimed gain as power has it. A side
    that would truly lose by it does not sign (didactic: one notices in time).
    """
    gain = trade.gain if said_gain is None else said_gain
    loss = trade.loss if said_loss is None else said_loss
    for value in (gain, loss):
        _check_amount(value)
    least = loss / trade.arriving
    if beats(least, gain):
        return Agreement(None, (0.0, 0.0))
    paid = least + (1 - trade.power) * (gain - least)
    gains = trade.gain - paid, trade.arriving * paid - trade.loss
    if beats(0, min(gains)):
        return Agreement(None, (0.0, 0.0))
    return Agreement(paid, gains)


def most_profitable_claim(trade: Trade) -> float | None:
    """Return the loss B would best claim if B knew A's gain: λ times the gain, or None in a bad trade.

    A little more, and the trade fails.
    """
    return trade.arriving * trade.gain if trade.good else None


def _check_amount(value: float) -> None:
    if not is_number(value) or value < 0:
        raise ValueError(ERRORS.filled("negative", value=german(value)))
