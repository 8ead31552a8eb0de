"""Effort of coordination: a chart over the number of offices, a table, and sentences."""

from __future__ import annotations

import math

from kooperation.base.german import number
from kooperation.base.words import texts
from kooperation.kit.chart import Line, Mark, line_chart
from kooperation.negotiation.coordination import Effort, last_cheaper_size

MOST = 12  # offices
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def effort_chart(offices: int, options: int) -> str:
    """Return both efforts over the number of offices, as powers of ten."""
    words = texts()["coordination"]
    efforts = [Effort(n, options) for n in range(2, MOST + 1)]
    return line_chart(
        [
            Line(words["negative"], [(e.offices, math.log10(e.negative)) for e in efforts]),
            Line(
                words["positive"],
                [(e.offices, math.log10(e.positive)) for e in efforts],
                dashed=True,
            ),
        ],
        words["x_axis"],
        words["y_axis"],
        words["chart"].format(s=options),
        [Mark(offices, words["chosen"].format(n=offices), strong=True)],
        x_ticks=range(2, MOST + 1, 2),
    )


def effort_table(offices: int, options: int) -> str:
    """Return how both efforts are counted, and what comes out."""
    words = texts()["coordination"]
    effort = Effort(offices, options)
    rules = {
        "negative": words["negative_rule"].format(n=offices, s=options, others=offices - 1),
        "positive": words["positive_rule"].format(
            s=options, power=str(offices).translate(SUPERSCRIPTS)
        ),
    }
    heads = "".join(f'<th scope="col">{head}</th>' for head in words["columns"][1:])
    rows = "".join(
        f'<tr><th scope="row">{words[name]}</th><td>{rule}</td>'
        f"<td>{thousands(getattr(effort, name))}</td></tr>"
        for name, rule in rules.items()
    )
    return (
        '<table class="kooperation-matrix kooperation-small kooperation-report kooperation-modes">'
        f"<caption>{words['table']}</caption><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def thousands(value: int) -> str:
    """Return a whole number with German points: «1.000.000»."""
    return f"{value:,}".replace(",", ".")


def in_words(offices: int, options: int) -> list[str]:
    """Say which way costs less here, up to where, and what one more office would do."""
    words = texts()["coordination"]
    effort = Effort(offices, options)
    numbers = {
        "positive": thousands(effort.positive),
        "negative": thousands(effort.negative),
        "factor": number(effort.positive / effort.negative, 1),
    }
    cheaper = effort.positive <= effort.negative
    last = last_cheaper_size(options)
    border = words["never"] if last is None else words["last"]
    more = Effort(offices + 1, options).positive
    return [
        words["positive_less" if cheaper else "positive_more"].format(**numbers),
        border.format(s=options, n=last),
        words["one_more"].format(positive=numbers["positive"], next=thousands(more)),
    ]
