"""The plane of what two sides have: one's own across, the other's up, and fine lines where each stands without the other.

    plane(
        [border(corners, words["feasible"]), *filled(region, words["held"], colour("own")), marks([at], name, "circle", ink)],
        (words["first"], words["second"]), ((0, 4), (0, 4)), without=(1.0, 1.0),
    )

Plotly's plain JSON, because it follows a slider: plotly's objects would take longer to build than all else together. Lectures 6
and 7 draw with it, so that the same mark means the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kooperation.kit.html import tag
from kooperation.kit.palette import colour

Pair = tuple[float, float]
Trace = dict[str, Any]
INK = colour("ink")
WITHOUT = "x-thin-open"  # the mark of what each has without the other
HEIGHT = 420


def plane(
    traces: Iterable[Trace],
    titles: tuple[str, str],
    reach: tuple[Pair, Pair],
    without: Pair,
    dtick: float = 2,
) -> dict[str, Any]:
    """Return the figure of *traces*; *reach* says from where to where each axis goes."""
    shared = {"fixedrange": True, "zeroline": False, "dtick": dtick}
    across, up = (
        {**shared, "range": list(span), "title": {"text": title, "font": {"size": 13}}}
        for span, title in zip(reach, titles, strict=True)
    )
    layout = {
        "height": HEIGHT,
        "margin": {"l": 10, "r": 10, "t": 10, "b": 10},
        "xaxis": across,
        "yaxis": up,
        "legend": {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
        },
        "shapes": [_limit("x", without[0]), _limit("y", without[1])],
    }
    return {"data": [{"type": "scatter", **trace} for trace in traces], "layout": layout}


def _limit(axis: str, at: float) -> dict[str, Any]:
    other = "y" if axis == "x" else "x"
    return {
        "type": "line",
        f"{axis}0": at,
        f"{axis}1": at,
        f"{other}0": 0,
        f"{other}1": 1,
        f"{other}ref": "paper",
        "line": {"color": INK, "width": 1, "dash": "dot"},
    }


def line(points: Sequence[Pair], name: str, dash: str = "solid") -> Trace:
    """Return a line through *points*: the edge of what both can reach."""
    return {
        "x": [round(a, 4) for a, _ in points],
        "y": [round(b, 4) for _, b in points],
        "name": name,
        "mode": "lines",
        "line": {"color": INK, "width": 1.5, "dash": dash},
        "hoverinfo": "skip",
    }


def filled(regions: Sequence[Sequence[Pair]], name: str, ink: str, opacity: float) -> Trace:
    """Return *regions* as one area; of a segment its line is to be seen, of a point its mark."""
    x: list[float | None] = []
    y: list[float | None] = []
    sizes: list[int] = []
    for region in regions:
        ring = [*region, region[0]]
        x += [*(round(a, 4) for a, _ in ring), None]
        y += [*(round(b, 4) for _, b in ring), None]
        sizes += [8 if len(region) == 1 else 0] * (len(ring) + 1)
    return {
        "x": x[:-1],
        "y": y[:-1],
        "name": name,
        "mode": "lines+markers",
        "fill": "toself",
        "fillcolor": ink,
        "opacity": opacity,
        "line": {"color": ink, "width": 2},
        "marker": {"color": ink, "size": sizes[:-1]},
        "hoverinfo": "skip",
    }


def marks(points: Sequence[Pair], name: str, symbol: str, ink: str, size: int = 14) -> Trace:
    """Return a mark at each of *points*."""
    return {
        "x": [round(a, 4) for a, _ in points],
        "y": [round(b, 4) for _, b in points],
        "name": name,
        "mode": "markers",
        "marker": {"symbol": symbol, "size": size, "color": ink, "line": {"width": 2}},
        "hovertemplate": "%{x:.2f} | %{y:.2f}" + tag("extra", name),
    }


def labelled(points: Sequence[Pair], labels: Sequence[str], name: str) -> Trace:
    """Return small rings at *points*, each with its label."""
    trace = marks(points, name, "circle-open", INK, size=9)
    return {**trace, "mode": "markers+text", "text": list(labels), "textposition": "top right"}
