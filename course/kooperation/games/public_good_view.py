"""The public good: a chart of one's payoff, a table for one situation, and sentences."""

from __future__ import annotations

from kooperation.base.german import join, number
from kooperation.base.words import texts
from kooperation.games.public_good import PublicGood, equilibria, payoff
from kooperation.kit.chart import Line, Mark, line_chart


def story(good: PublicGood) -> str:
    """Return the situation in words."""
    return str(
        texts()["public_good"]["story"].format(
            endowment=number(good.endowment),
            multiplier=number(good.multiplier),
            each=number(good.marginal_return),
        )
    )


def chart(good: PublicGood, others: int) -> str:
    """Return one's payoff with and without paying, by how many of the others pay."""
    words = texts()["public_good"]
    counts = range(good.players)
    lines = [
        Line(words[name], [(k, payoff(good, pays, k)) for k in counts], dashed=pays, dots=True)
        for name, pays in (("free_rides", False), ("pays", True))
    ]
    return line_chart(
        lines,
        words["x_axis"],
        words["y_axis"],
        " ".join(in_words(good)),
        [Mark(others, words["mark"].format(count=others), strong=True)],
        list(counts),
    )


def payoffs_table(good: PublicGood, others: int) -> str:
    """Return what I and the others have if I pay and if I do not, while *others* pay."""
    words = texts()["public_good"]
    rows = []
    for name, pays in (("if_pays", True), ("if_not", False)):
        paying = others + pays
        cells = (
            number(payoff(good, pays, others)),
            number(payoff(good, True, paying - 1)) if others else words["nobody_else"],
            number(payoff(good, False, paying))
            if others < good.players - 1
            else words["nobody_else"],
        )
        rows.append(
            f'<tr><th scope="row">{words[name]}</th>'
            + "".join(f'<td class="kooperation-number">{cell}</td>' for cell in cells)
            + "</tr>"
        )
    heads = "".join(f'<th scope="col">{words[name]}</th>' for name in ("mine", "payers", "keepers"))
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-ranking kooperation-small">'
        f"<caption>{words['table']}</caption><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def in_words(good: PublicGood) -> list[str]:
    """Return German sentences: the extremes, why it is a dilemma or none, and the equilibria."""
    words = texts()["public_good"]
    n = good.players
    extremes = words["extremes"].format(
        all=number(payoff(good, True, n - 1)),
        none=number(payoff(good, False, 0)),
        rider=number(payoff(good, False, n - 1)),
    )
    return [extremes, _kind(good), _equilibria(good)]


def _kind(good: PublicGood) -> str:
    words = texts()["public_good"]
    k = good.threshold
    if good.multiplier <= 1:
        name = "unprofitable"
    elif good.multiplier >= good.players:
        name = "harmony" if k == 1 else "harmony_threshold"
    elif k == 1:
        name = "dilemma"
    else:
        name = "coordination" if k in equilibria(good) else "pivotal_not"
    return str(
        words[name].format(
            share=number(good.marginal_return), multiplier=number(good.multiplier), count=k
        )
    )


def _equilibria(good: PublicGood) -> str:
    words = texts()["public_good"]
    found = [_count(good, paying) for paying in equilibria(good)]
    if len(found) == 1:
        return str(words["alone"].format(count=found[0]))
    return str(words["several"].format(counts=join(found)))


def _count(good: PublicGood, paying: int) -> str:
    words = texts()["public_good"]
    name = {0: "nobody", good.players: "everybody"}.get(paying, "some")
    return str(words[name].format(count=paying))
