"""Line charts as SVG: a few lines over one axis, in the colours of the theme.

For small charts of a lecture that needs plotly nowhere else: nothing is sent to the page but this.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kooperation.base.german import number
from kooperation.kit.svg import Point, drawing

WIDTH, HEIGHT = 540, 290
LEFT, RIGHT, TOP, BOTTOM = 58, 16, 12, 48


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
) -> str:
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
    )
    return f"{chart}{_legend(lines, marks)}"


def ticks(low: float, high: float) -> list[float]:
    """Return some five round numbers that span from *low* to *high*."""
    rough = (high - low or 1.0) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(k * step, 9) for k in range(first, max(last, first + 1) + 1)]


def _level(scale: _Scale, y: float) -> str:
    (left, height), (right, _) = scale.at(scale.x[0], y), scale.at(scale.x[1], y)
    return (
        f'<line class="kooperation-gridline" x1="{left:g}" y1="{height:.1f}" x2="{right:g}" '
        f'y2="{height:.1f}"/><text x="{left - 7:g}" y="{height + 4.5:.1f}" text-anchor="end">'
        f"{number(y)}</text>"
    )


def _tick(scale: _Scale, x: float) -> str:
    left, bottom = scale.at(x, scale.y[0])
    return f'<text x="{left:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">{number(x)}</text>'


def _vertical(scale: _Scale, mark: Mark) -> str:
    (x, bottom), (_, top) = scale.at(mark.x, scale.y[0]), scale.at(mark.x, scale.y[1])
    look = "kooperation-chosenline" if mark.strong else "kooperation-markline"
    return f'<line class="{look}" x1="{x:.1f}" y1="{bottom:.1f}" x2="{x:.1f}" y2="{top:.1f}"/>'


def _curve(scale: _Scale, line: Line, index: int) -> str:
    places = [scale.at(*point) for point in line.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dash = " kooperation-dashed" if line.dashed else ""
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in places if line.dots)
    return (
        f'<g class="kooperation-series{index}">'
        f'<polyline class="kooperation-curve{dash}" points="{path}"/>{dots}</g>'
    )


def _titles(x_title: str, y_title: str) -> str:
    across, up = (LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2
    return (
        f'<text x="{across:g}" y="{HEIGHT - 8}" text-anchor="middle">{escape(x_title)}</text>'
        f'<text transform="translate(15 {up:g}) rotate(-90)" text-anchor="middle">'
        f"{escape(y_title)}</text>"
    )


def _legend(lines: Sequence[Line], marks: Sequence[Mark]) -> str:
    """Return a sample of each line with its name, below the chart."""
    samples = [
        (
            f"kooperation-series{index}",
            f"kooperation-curve{' kooperation-dashed' * line.dashed}",
            line,
        )
        for index, line in enumerate(lines)
    ]
    entries = [(outer, inner, line.name) for outer, inner, line in samples]
    entries += [
        ("", "kooperation-chosenline" if mark.strong else "kooperation-markline", mark.name)
        for mark in marks
    ]
    shown = "".join(
        f'<span><svg class="{outer}" viewBox="0 0 30 10" aria-hidden="true">'
        f'<path class="{inner}" d="M1 5H29"/></svg> {escape(name)}</span>'
        for outer, inner, name in entries
    )
    return f'<p class="kooperation-keys">{shown}</p>'
