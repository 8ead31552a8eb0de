"""What a figure that is drawn without plotly shows on two axes: lines, points, stacked areas, bars, a heat map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kooperation.kit.figure_axes import Axis
from kooperation.kit.figure_marks import LETTER, one, stroked, symbol, words
from kooperation.kit.html import Markup, joined, tag
from kooperation.kit.svg import Point

Trace = dict[str, Any]
Axes = tuple[Axis, Axis]


def stacked(traces: list[Trace]) -> Iterator[Trace]:
    """Yield *traces*; of those that are stacked, each stands on the one before: „from“ says where."""
    ground: list[float] = []
    for trace in traces:
        if trace.get("stackgroup"):
            below = ground or [0.0] * len(trace["y"])
            ground = [a + b for a, b in zip(below, trace["y"], strict=True)]
            yield {**trace, "y": ground, "from": below}
        else:
            yield trace


def _scatter(trace: Trace, axes: Axes) -> Markup:
    x, y = axes
    mode, line = trace.get("mode", "lines"), trace.get("line", {})
    points: list[Point | None] = [
        None if a is None or b is None else (x.at(a), y.at(b))
        for a, b in zip(trace["x"], trace["y"], strict=True)
    ]
    marker = {"color": line.get("color"), **trace.get("marker", {})}
    drawn: list[Markup] = []
    if "from" in trace:
        back = [(x.at(a), y.at(b)) for a, b in zip(trace["x"], trace["from"], strict=True)]
        ring = " ".join(f"{a:.1f},{b:.1f}" for a, b in [*filter(None, points), *back[::-1]])
        drawn.append(tag("polygon", points=ring, fill=line["color"], fill_opacity=0.5))
        drawn.append(_area_name(trace, points, back))
    if trace.get("fill") == "toself":
        drawn += [_ring(stretch, trace["fillcolor"]) for stretch in _stretches(points)]
    if "lines" in mode:
        drawn += [stroked(stretch, line) for stretch in _stretches(points)]
    drawn.append(_reaches(trace, axes))
    if "markers" in mode:
        drawn += [
            symbol(at, marker, k, points[k - 1] if k else None) for k, at in enumerate(points) if at
        ]
    if "text" in mode:
        drawn += [_said(trace, k, at) for k, at in enumerate(points) if at]
    return tag("g", *drawn, opacity=float(trace.get("opacity", 1)))


def _said(trace: Trace, k: int, at: Point) -> Markup:
    """Return the words beside point *k*, as far off as its mark is large; blanks before them are room, too."""
    text, side = str(one(trace["text"], k)), one(trace.get("textposition", "middle center"), k)
    up, across = side.split()
    off = 9.0 if "markers" in trace["mode"] else 4.0 * (len(text) - len(text.lstrip()))
    place = (
        at[0] + {"left": -off, "right": off}.get(across, 0.0),
        at[1] + {"top": -5.0, "bottom": 5.0}.get(up, 0.0),
    )
    return words(text, place, across, up, one(trace.get("textfont", {}).get("color", ""), k))


def _reaches(trace: Trace, axes: Axes) -> Markup:
    """Return how far each point may lie to either side."""
    x, y = axes
    reach = trace.get("error_x", {"array": (), "color": ""})
    points = zip(trace["x"], trace["y"], reach["array"], strict=False)
    return joined(
        stroked(
            [(x.at(a - half), y.at(b)), (x.at(a + half), y.at(b))],
            {"color": reach["color"], "width": 1.5},
        )
        for a, b, half in points
        if half
    )


def _area_name(trace: Trace, points: list[Point | None], back: list[Point]) -> Markup:
    """Return the name of a stacked area where it is highest, if there is room: colour alone tells nothing."""
    _, a, _ = max((low[1] - top[1], top, low) for top, low in zip(points, back, strict=True) if top)
    inner = min(max(a[0], back[0][0] + 40), back[-1][0] - 40)
    near = min(range(len(back)), key=lambda k: abs(back[k][0] - inner))
    top, low = points[near], back[near]
    if top is None or low[1] - top[1] < LETTER * 1.4:
        return Markup()
    return words(trace["name"], (inner, (top[1] + low[1]) / 2))


def _stretches(points: list[Point | None]) -> Iterator[list[Point]]:
    """Yield the stretches between lifts of the pen."""
    stretch: list[Point] = []
    for point in [*points, None]:
        if point is not None:
            stretch.append(point)
        elif stretch:
            yield stretch
            stretch = []


def _ring(points: list[Point], ink: str) -> Markup:
    return tag("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), fill=ink)


def _bars(trace: Trace, axes: Axes) -> Markup:
    x, y = axes
    half, start, ink = (
        abs(y.at(trace["width"]) - y.at(0.0)) / 2,
        x.at(0.0),
        trace["marker"]["color"],
    )
    bars = (
        tag("rect", x=start, y=y.at(at) - half, width=x.at(to) - start, height=2 * half, fill=ink)
        for to, at in zip(trace["x"], trace["y"], strict=True)
    )
    return joined([*bars, _reaches(trace, axes)])


def _heat(trace: Trace, axes: Axes) -> Markup:
    x, y = axes
    wide, high = abs(x.at(1.0) - x.at(0.0)), abs(y.at(1.0) - y.at(0.0))
    cells: list[Markup] = []
    for row, values in enumerate(trace["z"]):
        for column, value in enumerate(values):
            a, b = x.at(float(column)), y.at(float(row))
            text, ink = trace["text"][row][column], trace["textfont"]["color"]
            if value is None:
                cells.append(words(text, (a, b)))
                continue
            left, top = a - wide / 2 + 0.5, b - high / 2 + 0.5
            cells.append(
                tag(
                    "rect",
                    x=left,
                    y=top,
                    width=wide - 1,
                    height=high - 1,
                    fill=_warmth(trace, value),
                )
            )
            cells.append(words(text, (a, b), ink=ink))
    return joined(cells)


def _warmth(trace: Trace, value: float) -> str:
    """Return the colour of *value* on the scale, mixed of the two beside it."""
    scale = [colour for _, colour in trace["colorscale"]]
    place = (value - trace["zmin"]) / (trace["zmax"] - trace["zmin"]) * (len(scale) - 1)
    first = min(int(place), len(scale) - 2)
    return f"color-mix(in srgb, {scale[first + 1]} {100 * (place - first):.0f}%, {scale[first]})"


DRAWN = {"scatter": _scatter, "bar": _bars, "heatmap": _heat}
