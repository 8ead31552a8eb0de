"""Boxes, arrows and labels of small diagrams, as SVG in the colours of the theme."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kooperation.kit.html import Child, Markup, joined, tag

Point = tuple[float, float]
HEAD = 9.0
SMALLEST = 12 / 14  # of letters drawn with 14 px


def drawing(
    width: int, height: int, description: str, *parts: Child, flexible: bool = False
) -> Markup:
    """Return an SVG picture; *description* is its name for screen readers.

    It is no narrower than lets its letters be read; a *flexible* one gets larger letters instead.
    """
    return tag(
        "svg",
        *parts,
        look="drawing flexible" if flexible else "drawing",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=description,
        style=f"max-width: {width}px; min-width: {0 if flexible else width * SMALLEST:.0f}px",
    )


def box(centre: Point, size: Point, lines: Sequence[str], look: str = "") -> Markup:
    """Return a rectangle with centred *lines*, the first of them bold."""
    return frame(centre, size, look) + label(centre, lines, bold=1)


def frame(centre: Point, size: Point, look: str = "") -> Markup:
    """Return a rectangle around *centre*; *look* is a class of the style sheet."""
    (x, y), (width, height) = centre, size
    return tag(
        "rect",
        look=f"shape {look}".rstrip(),
        x=x - width / 2,
        y=y - height / 2,
        width=float(width),
        height=float(height),
        rx=6,
    )


def label(centre: Point, lines: Sequence[str], anchor: str = "middle", bold: int = 0) -> Markup:
    """Return *lines* of text around *centre*; the first *bold* of them are emphasised."""
    top = centre[1] - 8.5 * (len(lines) - 1) + 4.5
    return joined(
        tag(
            "text",
            line,
            look="strong" if row < bold else "",
            x=float(centre[0]),
            y=top + 17 * row,
            text_anchor=anchor,
        )
        for row, line in enumerate(lines)
    )


def line(start: Point, end: Point, *, dashed: bool = False, heads: str = "hin") -> Markup:
    """Return a line; *heads* is hin (at the end), beide or keine."""
    (x1, y1), (x2, y2) = start, end
    look = "line dashed" if dashed else "line"
    drawn = tag("line", look=look, x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2))
    if heads in ("hin", "beide"):
        drawn += _head(start, end)
    if heads == "beide":
        drawn += _head(end, start)
    return drawn


def curve(*points: Point, dashed: bool = False) -> Markup:
    """Return a curved arrow from the first of three or four *points* to the last; those between draw it to their side."""
    (x, y), *others = points
    to = " ".join(f"{px:.1f} {py:.1f}" for px, py in others)
    path = f"M{x:.1f} {y:.1f}{'C' if len(others) == 3 else 'Q'}{to}"
    return tag("path", look="line dashed" if dashed else "line", d=path) + _head(*points[-2:])


def _head(start: Point, tip: Point) -> Markup:
    angle = math.degrees(math.atan2(tip[1] - start[1], tip[0] - start[0]))
    return tag(
        "path",
        look="head",
        d=f"M0 0L{-HEAD:g} {-HEAD / 2:g}V{HEAD / 2:g}Z",
        transform=f"translate({tip[0]:g} {tip[1]:g}) rotate({angle:.1f})",
    )


def wrapped(text: str, width: int) -> list[str]:
    """Return *text* in lines of at most *width* letters, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
