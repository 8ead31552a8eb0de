"""Bars and columns as small pictures without a script: each stands beside the numbers that it shows."""

from __future__ import annotations

from collections.abc import Sequence

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.grading.report.statistics import Bin
from kooperation.kit.html import Cell, Markup, joined, tag, td

WORDS = Words("grading/report.page")
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 260, 12, 26, 52
BAR = 100


def share_cell(share: float | None, text: str) -> Cell:
    """Return a cell with *text* and a bar that is filled by *share*."""
    if share is None:
        return td(text, look="number")
    rects = (
        tag("rect", look="track", x=0, y=0, width=BAR, height=10),
        tag("rect", look="filled", x=0, y=0, width=f"{BAR * share:.1f}", height=10),
    )
    picture = tag("svg", *rects, look="sharebar", viewBox=f"0 0 {BAR} 10", aria_hidden="true")
    return td(picture, " ", text, look="number")


def columns_picture(bins: Sequence[Bin], description: str) -> Markup:
    """Return a histogram: the area of a column is its people, since columns may differ in width."""
    low, high = bins[0].low, bins[-1].high
    densest = max(one.count / (one.high - one.low) for one in bins)
    scale = (WIDTH - 2 * LEFT) / (high - low)
    floor = HEIGHT - BOTTOM
    drawn = []
    for one in bins:
        x, width = LEFT + (one.low - low) * scale, (one.high - one.low) * scale
        height = (floor - TOP) * one.count / (one.high - one.low) / densest
        drawn += [
            tag("rect", look="filled", x=f"{x + 1:.1f}", y=f"{floor - height:.1f}", width=f"{width - 2:.1f}", height=f"{height:.1f}"),
            _text(str(one.count), x + width / 2, floor - height - 6),
            _text(number(one.low), x, floor + 18),
        ]  # fmt: skip
    drawn += [
        _text(number(high), LEFT + (high - low) * scale, floor + 18),
        _text(WORDS["points_axis"], WIDTH / 2, HEIGHT - 8),
        tag("line", look="axis", x1=LEFT, y1=floor, x2=WIDTH - LEFT, y2=floor),
    ]
    box = f"0 0 {WIDTH} {HEIGHT}"
    return tag(
        "svg", joined(drawn), look="columns", viewBox=box, role="img", aria_label=description
    )


def _text(text: str, x: float, y: float) -> Markup:
    return tag("text", text, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor="middle")
