"""Deception in a trade: true gains over the claimed loss, a table, and what it means in words."""

from __future__ import annotations

from dataclasses import replace

from kooperation.base.comparing import at_least, beats, same
from kooperation.base.german import number, told_apart
from kooperation.base.words import Words
from kooperation.kit.chart import Line, Mark, line_chart
from kooperation.kit.html import Markup, table
from kooperation.negotiation.deception import Agreement, Trade, agree, most_profitable_claim

WORDS = Words("negotiation.deception")
MOST = 6.0  # how far claims go
STEPS = 60


def gains_chart(trade: Trade, said_gain: float, said_loss: float) -> Markup:
    """Return the true gains of A and B over the loss that B claims."""
    edge = (
        said_gain * trade.arriving
    )  # just here the payment still works, and right behind it no more
    claims = sorted({*(MOST * k / STEPS for k in range(STEPS + 1)), edge, edge + 1e-6})
    found = [
        (claim, agree(trade, said_gain, claim).gains) for claim in claims if 0 <= claim <= MOST
    ]
    return line_chart(
        [
            Line(WORDS["line_a"], [(claim, gains[0]) for claim, gains in found]),
            Line(WORDS["line_b"], [(claim, gains[1]) for claim, gains in found], dashed=True),
        ],
        WORDS["x_axis"],
        WORDS["y_axis"],
        WORDS["chart"],
        [Mark(trade.loss, WORDS["mark_true"]), Mark(said_loss, WORDS["mark_said"], strong=True)],
    )


def gains_table(trade: Trade, said_gain: float, said_loss: float) -> Markup:
    """Return payment and true gains, with honesty and with these claims beside each other: that fits a phone, too."""
    found = agree(trade), agree(trade, said_gain, said_loss)
    rows = zip(WORDS.lines("rows"), *map(_cells, found), strict=True)
    return table(WORDS["table"], ["", WORDS["honest"], WORDS["said"]], rows, "narrow modes")


def _cells(found: Agreement) -> list[str]:
    paid = WORDS["none"] if found.payment is None else number(found.payment)
    return [paid, *map(number, found.gains), number(sum(found.gains))]


def in_words(trade: Trade, said_gain: float, said_loss: float) -> list[str]:
    """Say who gains by the claims, or what is lost because the trade fails."""
    if not agree(trade).reached:
        return [WORDS["no_trade"]]
    if not beats(sum(agree(trade).gains), 0):
        return [WORDS["nothing_to_gain"]]
    said = [_what_claims_do(trade, said_gain, said_loss)]
    best = most_profitable_claim(replace(trade, gain=said_gain))
    if best is not None and said_gain <= trade.gain:
        said.append(WORDS.filled("edge", gain=number(said_gain), best=number(best)))
    return said


def _what_claims_do(trade: Trade, said_gain: float, said_loss: float) -> str:
    found = agree(trade, said_gain, said_loss)
    before, after = agree(trade).gains, found.gains
    together = number(sum(before))
    if not found.reached:
        if at_least(said_gain, said_loss / trade.arriving):
            return WORDS.filled("failed_refused", sum=together)
        return WORDS.filled("failed", sum=together)
    if (said_gain, said_loss) == (trade.gain, trade.loss):
        return WORDS.filled("is_honest", sum=together)
    if same(after[1], before[1]):
        return WORDS["unmoved"]
    winner = int(after[1] > before[1])
    shift = after[winner] - before[winner]
    shown = told_apart(shift, after[winner], before[winner], 0)
    numbers = dict(zip(("shift", "gain", "before"), shown, strict=False))
    return WORDS.filled("moved_b", **numbers) if winner else WORDS.filled("moved_a", **numbers)
