"""Boxes, arrows and labels of small diagrams, as SVG in the colours of the theme."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

Point = tuple[float, float]
HEAD = 9.0


def drawing(width: int, height: int, description: str, *parts: str) -> str:
    """Return an SVG picture; *description* is its name for screen readers."""
    return (
        f'<svg class="kooperation-drawing" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(description)}" style="max-width: {width}px">{"".join(parts)}</svg>'
    )


def box(centre: Point, size: Point, lines: Sequence[str], look: str = "") -> str:
    """Return a rectangle with centred *lines*, the first of them bold."""
    x, y = centre[0] - size[0] / 2, centre[1] - size[1] / 2
    return (
        f'<rect class="kooperation-shape {look}" x="{x:g}" y="{y:g}" width="{size[0]:g}" '
        f'height="{size[1]:g}" rx="6"/>{label(centre, lines, bold=1)}'
    )


def label(centre: Point, lines: Sequence[str], anchor: str = "middle", bold: int = 0) -> str:
    """Return *lines* of text around *centre*; the first *bold* of them are emphasised."""
    top = centre[1] - 8.5 * (len(lines) - 1) + 4.5
    return "".join(
        f'<text x="{centre[0]:g}" y="{top + 17 * row:g}" text-anchor="{anchor}"'
        f"{' class=kooperation-strong' if row < bold else ''}>{escape(line)}</text>"
        for row, line in enumerate(lines)
    )


def line(start: Point, end: Point, *, dashed: bool = False, heads: str = "hin") -> str:
    """Return a line; *heads* is hin (at the end), beide or keine."""
    dash = " kooperation-dashed" if dashed else ""
    parts = [
        f'<line class="kooperation-line{dash}" x1="{start[0]:g}" y1="{start[1]:g}" '
        f'x2="{end[0]:g}" y2="{end[1]:g}"/>'
    ]
    if heads in ("hin", "beide"):
        parts.append(_head(start, end))
    if heads == "beide":
        parts.append(_head(end, start))
    return "".join(parts)


def _head(start: Point, tip: Point) -> str:
    angle = math.degrees(math.atan2(tip[1] - start[1], tip[0] - start[0]))
    return (
        f'<path class="kooperation-head" d="M0 0L{-HEAD:g} {-HEAD / 2:g}V{HEAD / 2:g}Z" '
        f'transform="translate({tip[0]:g} {tip[1]:g}) rotate({angle:.1f})"/>'
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
