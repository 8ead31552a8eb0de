"""A plotly figure as a still picture: SVG in the colours of the page, for where no script runs.

Drawn is what the course's figures have: lines, points, stacked areas, bars, a heat map, a radar chart, lines and words
across. Of a kind that is not known here stays what is said of it in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kooperation.kit.figure_axes import Axis, axis_of, tick_texts
from kooperation.kit.figure_marks import LETTER, WIDE, boxed, lines_of, sample, stroked, words
from kooperation.kit.figure_radar import radar
from kooperation.kit.figure_traces import DRAWN, Axes, Trace, stacked
from kooperation.kit.html import Markup, tag
from kooperation.kit.svg import Point, drawing

WIDTH = 560
TITLE = 30  # as high as the line in which the upright axis is named


def picture(figure: Mapping[str, Any], alt: str) -> Markup:
    """Return *figure*, plotly's plain JSON, drawn; *alt* is its name, and is all of it where it cannot be drawn."""
    traces = [{"type": "scatter", **trace} for trace in figure.get("data", ())]
    layout, kinds = figure.get("layout", {}), {trace["type"] for trace in traces}
    if not kinds <= {*DRAWN, "scatterpolar"} or not kinds:
        return tag("p", alt)
    drawn = (
        radar(traces, layout, WIDTH, alt)
        if "scatterpolar" in kinds
        else _plane(traces, layout, alt)
    )
    return tag("figure", drawn, _key(traces, layout), look="area plotted")


def _key(traces: list[Trace], layout: Mapping[str, Any]) -> Markup | None:
    named = [one for one in traces if one.get("name") and one.get("showlegend") is not False]
    if layout.get("showlegend") is False or (len(named) < 2 and not layout.get("showlegend")):
        return None
    return tag("p", *(tag("span", sample(each), " ", each["name"]) for each in named), look="keys")


# On two axes --------------------------------------------------------------------------------------


def _plane(traces: list[Trace], layout: Mapping[str, Any], alt: str) -> Markup:
    height = layout.get("height", 400)
    across, up = layout.get("xaxis", {}), layout.get("yaxis", {})
    traces = list(stacked(traces))
    left, top, right, bottom = _margins(traces, layout, height)
    axes = (
        axis_of(across, _values(traces, "x"), (left, right)),
        axis_of(up, _values(traces, "y"), (bottom, top)),
    )
    return drawing(
        WIDTH,
        height,
        alt,
        *(
            _shape(shape, axes)
            for shape in layout.get("shapes", ())
            if shape.get("layer") == "below"
        ),
        *_scales(axes, across, up),
        *(DRAWN[trace["type"]](trace, axes) for trace in traces),
        *(
            _shape(shape, axes)
            for shape in layout.get("shapes", ())
            if shape.get("layer") != "below"
        ),
        *(boxed(note, _place(note, axes)) for note in layout.get("annotations", ())),
    )


def _margins(
    traces: list[Trace], layout: Mapping[str, Any], height: float
) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what lies between the axes, in pixels."""
    across, up = layout.get("xaxis", {}), layout.get("yaxis", {})
    texts = [text for _, text in tick_texts(axis_of(up, _values(traces, "y"), (0, 1)), up)]
    longest = max((len(line) for text in texts for line in lines_of(text)), default=0)
    room = 6 if across.get("visible") is False else 26
    if across.get("tickangle"):
        room = 22 + int(LETTER * WIDE * max(map(len, across["ticktext"])) * 0.8)
    above, title = across.get("side") == "top", 18 if across.get("title") else 0
    noted = [each["y"] for each in layout.get("annotations", ()) if each.get("yref") == "paper"]
    top = TITLE + 24 * len(set(noted)) if up.get("title") else 10
    right = 44.0 if any(trace.get("mode") == "text" for trace in traces) else 14.0
    bottom = height - title - (6 if above else room)
    return 12 + LETTER * WIDE * longest, float(room if above else top), WIDTH - right, bottom


def _values(traces: list[Trace], letter: str) -> Iterator[Any]:
    for trace in traces:
        if trace["type"] == "heatmap":
            yield from (-0.5 + 0.06, len(trace["z"][0] if letter == "x" else trace["z"]) - 0.56)
        yield from trace.get(letter) or ()
        if trace["type"] == "bar" and letter == "x":
            yield 0


def _scales(axes: Axes, across: Mapping[str, Any], up: Mapping[str, Any]) -> Iterator[Markup]:
    """Yield grid, ticks and titles."""
    x, y = axes
    for at, text in tick_texts(y, up):
        if up.get("showgrid") is not False:
            yield tag("line", look="gridline", x1=x.start, x2=x.end, y1=at, y2=at)
        yield words(text, (x.start - 6, at), "left")
    above, turn = across.get("side") == "top", across.get("tickangle", 0)
    for at, text in tick_texts(x, across):
        if across.get("showgrid") is not False:
            yield tag("line", look="gridline", x1=at, x2=at, y1=y.start, y2=y.end)
        place = (at, y.end - 5) if above else (at, y.start + 3)
        yield words(
            text, place, "right" if turn else "center", "top" if above else "bottom", turn=turn
        )
    if title := across.get("title", {}).get("text"):
        yield words(title, ((x.start + x.end) / 2, y.start + 22), up="bottom")
    if title := up.get("title", {}).get("text"):
        yield words(title, (2, LETTER), "right")  # above all, since it may be long


def _place(note: Mapping[str, Any], axes: Axes, letters: str = "xy") -> Point:
    return tuple(
        _at(note[name], axis, note.get(f"{name[0]}ref"))
        for name, axis in zip((letters[:-1], letters[-1]), axes, strict=True)
    )  # type: ignore[return-value]


def _at(value: Any, axis: Axis, ref: str | None) -> float:
    return axis.start + value * (axis.end - axis.start) if ref == "paper" else axis.at(value)


def _shape(shape: Mapping[str, Any], axes: Axes) -> Markup:
    x, y = axes
    ends = [
        _at(shape.get(f"{axis}{k}", k), of, shape.get(f"{axis}ref"))
        for k in (0, 1)
        for axis, of in (("x", x), ("y", y))
    ]
    if shape["type"] == "line":
        return stroked([(ends[0], ends[1]), (ends[2], ends[3])], shape["line"])
    left, right, top, bottom = *sorted(ends[::2]), *sorted(ends[1::2])
    return tag(
        "rect", x=left, y=top, width=right - left, height=bottom - top, fill=shape["fillcolor"]
    )
