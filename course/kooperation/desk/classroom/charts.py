"""Pictures of a class: how many chose what, and one number of each round."""

from __future__ import annotations

from collections.abc import Sequence

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.kit.chart import Line, line_chart
from kooperation.kit.html import Markup, tag
from kooperation.kit.svg import drawing

WORDS = Words("desk/classroom.chart")
WIDTH, HEIGHT, BASE, TOP = 540, 250, 210, 66


def count_chart(title: str, labels: Sequence[str], counts: Sequence[int]) -> Markup:
    """Return columns over *labels*, as high as the *counts*, which stand above them."""
    step = (WIDTH - 20) / len(labels)
    highest = max(1, *counts)
    parts: list[Markup] = []
    for at, (label, count) in enumerate(zip(labels, counts, strict=True)):
        middle, height = 10 + step * (at + 0.5), (BASE - TOP) * count / highest
        bar = tag(
            "rect", look="column", x=f"{middle - 0.35 * step:.1f}", y=f"{BASE - height:.1f}",
            width=f"{0.7 * step:.1f}", height=f"{height:.1f}",
        )  # fmt: skip
        shown = tag(
            "text", count, x=f"{middle:.1f}", y=f"{BASE - height - 6:.1f}", text_anchor="middle"
        )
        parts += [bar, shown if count else Markup()]
        parts.append(tag("text", label, x=f"{middle:.1f}", y=BASE + 24, text_anchor="middle"))
    base = tag("line", look="gridline", x1=10, x2=WIDTH - 10, y1=BASE, y2=BASE)
    values = [
        WORDS.filled("described_count", label=label, count=count)
        for label, count in zip(labels, counts, strict=True)
    ]
    description = WORDS.filled("described_counts", title=title, values="; ".join(values))
    heading = tag("text", title, x=2, y=18)
    return drawing(WIDTH, HEIGHT, description, heading, base, *parts, flexible=True)


def round_chart(
    title: str,
    measures: Sequence[float | None],
    rounds: int,
    lines: Sequence[tuple[str, Sequence[float]]],
) -> Markup:
    """Return *measures* over the rounds, of which there are *rounds*; *lines* are what to compare them with, dashed.

    A round without a measure has no point: nobody moved in it.
    """
    points = [(float(at), each) for at, each in enumerate(measures, start=1) if each is not None]
    own = Line(WORDS["here"], points, dots=True)
    others = [
        Line(name, list(enumerate(values[:rounds], start=1)), dashed=True) for name, values in lines
    ]
    values = "; ".join("–" if each is None else number(each) for each in measures)
    description = WORDS.filled("described", title=title, values=values)
    ticks = [float(at) for at in range(1, rounds + 1)]
    return line_chart([own, *others], WORDS["round"], title, description, x_ticks=ticks)
