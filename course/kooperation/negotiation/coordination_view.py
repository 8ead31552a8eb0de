"""Effort of coordination: a chart over the number of offices, a table, and sentences."""

from __future__ import annotations

import math

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.kit.chart import Line, Mark, line_chart
from kooperation.kit.html import Markup, table
from kooperation.negotiation.coordination import Effort, last_cheaper_size

WORDS = Words("negotiation.coordination")
MOST = 12  # offices
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def effort_chart(shown: Effort) -> Markup:
    """Return both efforts over the number of offices, as powers of ten."""
    efforts = [Effort(n, shown.options) for n in range(2, MOST + 1)]
    negative = [(e.offices, math.log10(e.negative)) for e in efforts]
    positive = [(e.offices, math.log10(e.positive)) for e in efforts]
    return line_chart(
        [Line(WORDS["negative"], negative), Line(WORDS["positive"], positive, dashed=True)],
        WORDS["x_axis"],
        WORDS["y_axis"],
        WORDS.filled("chart", s=shown.options),
        [Mark(shown.offices, WORDS.filled("chosen", n=shown.offices), strong=True)],
        x_ticks=range(2, MOST + 1, 2),
    )


def effort_table(effort: Effort) -> Markup:
    """Return how both efforts are counted, and what comes out."""
    n, s = effort.offices, effort.options
    power = str(n).translate(SUPERSCRIPTS)
    return _counted(n, s, n - 1, power, number(effort.negative), number(effort.positive))


def effort_frame() -> Markup:
    """Return the table with places for what depends on the sliders."""
    return _counted("{n}", "{s}", "{others}", "{power}", "{negative}", "{positive}")


def _counted(
    n: object, s: object, others: object, power: str, negative: str, positive: str
) -> Markup:
    rows = [
        (WORDS["negative"], WORDS.filled("negative_rule", n=n, s=s, others=others), negative),
        (WORDS["positive"], WORDS.filled("positive_rule", s=s, power=power), positive),
    ]
    return table(WORDS["table"], WORDS.lines("columns"), rows, "small report modes")


def in_words(effort: Effort) -> list[str]:
    """Say which way costs less here, up to where, and what one more office would do."""
    positive, negative = number(effort.positive), number(effort.negative)
    if effort.positive == effort.negative:
        now = WORDS.filled("positive_equal", positive=positive)
    elif effort.positive < effort.negative:
        now = WORDS.filled("positive_less", positive=positive, negative=negative)
    else:
        times = effort.positive / effort.negative
        factor = number(times, 1 if times < 10 else 0)
        now = WORDS.filled("positive_more", factor=factor, positive=positive, negative=negative)
    last = last_cheaper_size(effort.options)
    border = (
        WORDS.filled("never", s=effort.options)
        if last is None
        else WORDS.filled("last", s=effort.options, n=last)
    )
    more = number(Effort(effort.offices + 1, effort.options).positive)
    return [now, border, WORDS.filled("one_more", positive=positive, next=more)]
