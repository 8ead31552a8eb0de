"""Deception in a trade: true gains over the claimed loss, a table, and what it means in words."""

from __future__ import annotations

from dataclasses import replace

from kooperation.base.comparing import at_least, same
from kooperation.base.german import number
from kooperation.base.words import texts
from kooperation.kit.chart import Line, Mark, line_chart
from kooperation.negotiation.deception import Agreement, Trade, agree, most_profitable_claim

MOST = 6.0  # how far claims go
STEPS = 60


def gains_chart(trade: Trade, said_gain: float, said_loss: float) -> str:
    """Return the true gains of A and B over the loss that B claims."""
    words = texts()["deception"]
    edge = said_gain * trade.arriving  # just here the payment still works
    claims = sorted({*(MOST * k / STEPS for k in range(STEPS + 1)), edge, edge + 1e-6})
    found = [
        (claim, agree(trade, said_gain, claim).gains) for claim in claims if 0 <= claim <= MOST
    ]
    return line_chart(
        [
            Line(words["line_a"], [(claim, gains[0]) for claim, gains in found]),
            Line(words["line_b"], [(claim, gains[1]) for claim, gains in found], dashed=True),
        ],
        words["x_axis"],
        words["y_axis"],
        words["chart"],
        [Mark(trade.loss, words["mark_true"]), Mark(said_loss, words["mark_said"], strong=True)],
    )


def gains_table(trade: Trade, said_gain: float, said_loss: float) -> str:
    """Return payment and true gains, with honesty and with these claims."""
    words = texts()["deception"]
    heads = "".join(f'<th scope="col">{head}</th>' for head in words["columns"][1:])
    rows = "".join(
        f'<tr><th scope="row">{words[name]}</th>{_cells(found)}</tr>'
        for name, found in (
            ("honest", agree(trade)),
            ("said", agree(trade, said_gain, said_loss)),
        )
    )
    return (
        '<table class="kooperation-matrix kooperation-small kooperation-report kooperation-modes">'
        f"<caption>{words['table']}</caption><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _cells(found: Agreement) -> str:
    paid = texts()["deception"]["none"] if found.payment is None else number(found.payment)
    cells = [paid, *map(number, found.gains), number(sum(found.gains))]
    return "".join(f"<td>{cell}</td>" for cell in cells)


def in_words(trade: Trade, said_gain: float, said_loss: float) -> list[str]:
    """Say who gains by the claims, or what is lost because the trade fails."""
    words = texts()["deception"]
    honest, found = agree(trade), agree(trade, said_gain, said_loss)
    before, after = honest.gains, found.gains
    best = most_profitable_claim(replace(trade, gain=said_gain))
    edge = (
        ""
        if best is None or said_gain > trade.gain
        else words["edge"].format(gain=number(said_gain), best=number(best))
    )
    if not honest.reached:
        return [words["no_trade"]]
    if not found.reached:
        refused = at_least(said_gain, said_loss / trade.arriving)
        name = "failed_refused" if refused else "failed"
        first = words[name].format(sum=number(sum(before)))
    elif (said_gain, said_loss) == (trade.gain, trade.loss):
        first = words["is_honest"].format(sum=number(sum(before)))
    elif same(after[1], before[1]):
        first = words["unmoved"]
    else:
        winner = int(after[1] > before[1])
        first = words["moved_b" if winner else "moved_a"].format(
            shift=number(after[winner] - before[winner]),
            gain=number(after[winner]),
            before=number(before[winner]),
        )
    return [text for text in (first, edge) if text]
