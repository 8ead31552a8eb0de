"""The parts of a figure that is drawn without plotly: lines, points, words, in the colours that plotly is given."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from kooperation.kit.html import Markup, joined, tag
from kooperation.kit.svg import Point

DASHES = {
    "dot": "2 4",
    "dash": "8 5",
    "longdash": "13 6",
    "dashdot": "8 4 2 4",
    "longdashdot": "13 5 2 5",
}
LETTER = 13  # px of letters, as `.kooperation-plotted` says
WIDE, HIGH = 0.58, 1.25  # of a letter and of a line of them, in letters
INK = "var(--kooperation-ink)"
SIDES = {"left": "end", "center": "middle", "right": "start"}
# Around (0, 0), for a size of 2.
SHAPES = {
    "diamond": "M0-1.2L1.2 0L0 1.2L-1.2 0Z",
    "square": "M-1-1H1V1H-1Z",
    "x": "M-1-1L1 1M-1 1L1-1",
    "triangle-up": "M0-1.2L1.2.9H-1.2Z",
    "line-ew": "M-1 0H1",
}


def one(value: Any, at: int) -> Any:
    """Return what holds for point *at*, where plotly takes one value for all or a list."""
    return value[at] if isinstance(value, list | tuple) else value


def stroked(points: Sequence[Point], look: dict[str, Any], **more: Any) -> Markup:
    """Return a line through *points*, as plotly's *look* says."""
    return tag(
        "polyline",
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        fill="none",
        stroke=look.get("color", INK),
        stroke_width=float(look.get("width", 2)),
        stroke_dasharray=DASHES.get(look.get("dash", "")),
        **more,
    )


def symbol(place: Point, marker: dict[str, Any], at: int, before: Point | None) -> Markup:
    """Return the symbol of point *at*; an arrow points away from the one *before*."""
    name, size = one(marker.get("symbol", "circle"), at), float(one(marker.get("size", 6), at)) / 2
    ink = one(marker.get("color") or INK, at)
    is_open = name.endswith("-open") or name.startswith(("x", "line"))
    shape = name.removesuffix("-open").removesuffix("-thin")
    if not size or marker.get("opacity") == 0:
        return Markup()
    x, y = f"{place[0]:.1f}", f"{place[1]:.1f}"
    looks = {"fill": "none", "stroke": ink, "stroke_width": 2} if is_open else {"fill": ink}
    if shape == "arrow" and before is not None:
        angle = math.degrees(math.atan2(place[1] - before[1], place[0] - before[0]))
        turned = f"translate({x} {y}) rotate({angle:.0f}) scale({size:g})"
        return tag("path", d="M0 0L-1.6-.8V.8Z", transform=turned, fill=ink)
    if shape in SHAPES:
        width = {**looks, "stroke_width": 2 / size} if is_open else looks
        return tag(
            "path", d=SHAPES[shape], transform=f"translate({x} {y}) scale({size:g})", **width
        )
    return tag("circle", cx=x, cy=y, r=size, **looks)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text of plotly's, without its few signs of HTML."""
    return [re.sub(r"</?[bi]>", "", line) for line in text.split("<br>")]


def words(
    text: str,
    place: Point,
    across: str = "center",
    up: str = "middle",
    ink: str = "",
    turn: float = 0,
) -> Markup:
    """Return *text* beside *place*: to its left, center or right, and top, middle or bottom of it."""
    rows, high = lines_of(text), LETTER * HIGH
    first = {
        "top": -high * (len(rows) - 1) - 4,
        "middle": -high * (len(rows) - 1) / 2 + 4,
        "bottom": high,
    }[up]
    weight = "600" if "<b>" in text else None
    return joined(
        tag(
            "text", row.strip(), x=f"{place[0]:.1f}", y=f"{place[1] + first + high * at:.1f}",
            style=f"fill: {ink}" if ink else None, text_anchor=SIDES[across], font_weight=weight,
            transform=f"rotate({turn:g} {place[0]:.1f} {place[1]:.1f})" if turn else None,
        )
        for at, row in enumerate(rows)
    )  # fmt: skip


def boxed(note: dict[str, Any], place: Point) -> Markup:
    """Return an annotation of plotly's at *place*, on its ground and in its frame."""
    rows = lines_of(note["text"])
    pad = 2.0 + note.get("borderpad", 0)
    wide = LETTER * WIDE * max(map(len, rows)) + 2 * pad
    high = LETTER * HIGH * len(rows) + 2 * pad - 4
    left = {"left": 0.0, "right": -wide}.get(note.get("xanchor", ""), -wide / 2)
    top = {"top": 0.0, "bottom": -high}.get(note.get("yanchor", ""), -high / 2)
    ground = note.get("bgcolor") and tag(
        "rect", x=place[0] + left, y=place[1] + top, width=wide, height=high, fill=note["bgcolor"],
        stroke=note.get("bordercolor"), stroke_width=note.get("borderwidth"), rx=2,
    )  # fmt: skip
    middle = place[1] + top + high / 2
    side, x = ("right", pad) if note.get("xanchor") == "left" else ("center", left + wide / 2)
    return joined([ground or None, words(note["text"], (place[0] + x, middle), side)])


def sample(trace: dict[str, Any]) -> Markup:
    """Return how *trace* looks, small, for the key below a figure."""
    mode, marker, line = trace.get("mode", "lines"), trace.get("marker", {}), trace.get("line", {})
    ink, drawn = marker.get("color") or line.get("color"), []
    if trace.get("stackgroup") or trace.get("fill") or trace["type"] == "bar":
        drawn.append(
            tag("rect", x=3, y=0, width=24, height=10, fill=ink, opacity=trace.get("opacity"))
        )
    elif "lines" in mode:
        drawn.append(stroked([(1, 5), (29, 5)], line))
    if "markers" in mode and trace["type"] != "bar" and not trace.get("fill"):
        drawn.append(symbol((15, 5), {**marker, "size": 9, "color": ink}, 0, None))
    return tag("svg", *drawn, viewBox="0 0 30 10", aria_hidden="true")
