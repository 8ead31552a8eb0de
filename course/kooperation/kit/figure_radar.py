"""A radar chart that is drawn without plotly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from kooperation.kit.figure_marks import stroked, symbol, words
from kooperation.kit.html import Markup, joined, tag
from kooperation.kit.svg import Point, drawing

FILLED = 0.16  # how strong the ground of a surface is
Trace = dict[str, Any]


def radar(traces: list[Trace], layout: Mapping[str, Any], width: int, alt: str) -> Markup:
    """Return the chart *width* wide; *alt* is its name."""
    polar = layout["polar"]
    names = polar["angularaxis"].get("categoryarray") or [
        *dict.fromkeys(name for trace in traces for name in trace["theta"])
    ]
    height = layout.get("height", 400)
    middle, reach = (width / 2, height / 2), height / 2 - 44
    low, high = polar["radialaxis"]["range"]
    step = polar["radialaxis"].get("dtick", 1)

    def at(name: str, value: float) -> Point:
        angle = 2 * math.pi * names.index(name) / len(names)
        out = reach * (value - low) / (high - low)
        return middle[0] + out * math.sin(angle), middle[1] - out * math.cos(angle)

    spoke = {"color": "var(--kooperation-grid)", "width": 1}
    drawn = [stroked([middle, at(name, high)], spoke) for name in names]
    rings = polar["radialaxis"].get(
        "tickvals", [low + step * k for k in range(1, int((high - low) / step) + 1)]
    )
    texts = polar["radialaxis"].get("ticktext", [f"{ring:g}" for ring in rings])
    for ring, text in zip(rings, texts, strict=True):
        out = reach * (ring - low) / (high - low)
        drawn.append(tag("circle", look="gridline", cx=middle[0], cy=middle[1], r=out, fill="none"))
        drawn.append(words(text, (middle[0] + 4, middle[1] - out), "right", "bottom"))
    drawn += [_around(trace, at) for trace in traces]
    for name in names:
        x, y = at(name, high + (high - low) * 0.06)
        if abs(x - middle[0]) < 8:
            drawn.append(words(name, (x, y), up="top" if y < middle[1] else "bottom"))
        else:
            drawn.append(words(name, (x, y), "right" if x > middle[0] else "left"))
    return drawing(width, height, alt, *drawn)


def _around(trace: Trace, at: Any) -> Markup:
    points = [at(name, value) for name, value in zip(trace["theta"], trace["r"], strict=True)]
    line = trace["line"]
    ground = tag(
        "polygon",
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        fill=line["color"],
        fill_opacity=FILLED,
    )
    dots = [symbol(place, {"color": line["color"], "size": 7}, 0, None) for place in points]
    return joined([ground if trace.get("fill") == "toself" else None, stroked(points, line), *dots])
