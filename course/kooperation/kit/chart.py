"""Line charts as SVG: a few lines over one axis, in the colours of the theme.

For small charts of a lecture that needs plotly nowhere else: nothing is sent to the page but this.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kooperation.base.comparing import TIE
from kooperation.base.german import number
from kooperation.kit.html import Markup, tag
from kooperation.kit.svg import Point, drawing

WIDTH, HEIGHT = 540, 326
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 42, 62  # for letters of 22 px, as a phone has them


@dataclass(frozen=True)
class Line:
    """A line through *points*; *dashed* tells it from another without colour."""

    name: str
    points: Sequence[Point]
    dashed: bool = False
    dots: bool = False


@dataclass(frozen=True)
class Mark:
    """A vertical line at *x* with a name; the one the learner moves is *strong*."""

    x: float
    name: str
    strong: bool = False


@dataclass(frozen=True)
class _Scale:
    """Where numbers lie in the drawing."""

    x: Point
    y: Point

    def at(self, x: float, y: float) -> Point:
        right = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return (
            LEFT + (WIDTH - LEFT - RIGHT) * right,
            HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * up,
        )


def line_chart(
    lines: Sequence[Line],
    x_title: str,
    y_title: str,
    description: str,
    marks: Sequence[Mark] = (),
    x_ticks: Sequence[float] = (),
) -> Markup:
    """Return the chart with its legend; *description* says in words what it shows."""
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points]
    y_ticks = ticks(min(0.0, *ys), max(ys))
    scale = _Scale((min(xs), max(xs)), (y_ticks[0], y_ticks[-1]))
    chart = drawing(
        WIDTH,
        HEIGHT,
        description,
        *(_level(scale, y) for y in y_ticks),
        *(_tick(scale, x) for x in x_ticks or ticks(*scale.x)),
        *(_vertical(scale, mark) for mark in marks),
        *(_curve(scale, line, index) for index, line in enumerate(lines)),
        _titles(x_title, y_title),
        flexible=True,
    )
    return chart + _legend(lines, marks)


def ticks(low: float, high: float) -> list[float]:
    """Return some five round numbers that span from *low* to *high*."""
    rough = (high - low or 1.0) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= rough * 0.999)
    first, last = math.floor(low / step + TIE), math.ceil(high / step - TIE)
    return [round(k * step, 9) for k in range(first, max(last, first + 1) + 1)]


def _level(scale: _Scale, y: float) -> Markup:
    (left, height), (right, _) = scale.at(scale.x[0], y), scale.at(scale.x[1], y)
    at = f"{height:.1f}"
    grid = tag("line", look="gridline", x1=float(left), y1=at, x2=float(right), y2=at)
    return grid + tag("text", number(y), x=left - 7.0, y=f"{height + 4.5:.1f}", text_anchor="end")


def _tick(scale: _Scale, x: float) -> Markup:
    left, bottom = scale.at(x, scale.y[0])
    return tag("text", number(x), x=f"{left:.1f}", y=f"{bottom + 23:.1f}", text_anchor="middle")


def _vertical(scale: _Scale, mark: Mark) -> Markup:
    (x, bottom), (_, top) = scale.at(mark.x, scale.y[0]), scale.at(mark.x, scale.y[1])
    at = f"{x:.1f}"
    return tag("line", look=_look(mark), x1=at, y1=f"{bottom:.1f}", x2=at, y2=f"{top:.1f}")


def _look(drawn: Line | Mark) -> str:
    if isinstance(drawn, Mark):
        return "chosenline" if drawn.strong else "markline"
    return "curve dashed" if drawn.dashed else "curve"


def _curve(scale: _Scale, line: Line, index: int) -> Markup:
    places = [(f"{x:.1f}", f"{y:.1f}") for x, y in (scale.at(*point) for point in line.points)]
    path = " ".join(f"{x},{y}" for x, y in places)
    dots = [tag("circle", cx=x, cy=y, r=4) for x, y in places if line.dots]
    return tag("g", tag("polyline", look=_look(line), points=path), *dots, look=f"series{index}")


def _titles(x_title: str, y_title: str) -> Markup:
    across = (LEFT + WIDTH - RIGHT) / 2
    below = tag("text", x_title, x=across, y=HEIGHT - 8, text_anchor="middle")
    return below + tag("text", y_title, x=2, y=19)  # above its axis and not beside: it may be long


def _legend(lines: Sequence[Line], marks: Sequence[Mark]) -> Markup:
    """Return a sample of each line with its name, below the chart."""
    samples: list[tuple[str, Line | Mark]] = [
        *((f"series{index}", line) for index, line in enumerate(lines)),
        *(("", mark) for mark in marks),
    ]
    return tag("p", *(_sample(series, drawn) for series, drawn in samples), look="keys")


def _sample(series: str, drawn: Line | Mark) -> Markup:
    stroke = tag("path", look=_look(drawn), d="M1 5H29")
    picture = tag("svg", stroke, look=series, viewBox="0 0 30 10", aria_hidden="true")
    return tag("span", picture, " ", drawn.name)
