"""A typical field as a network: actors around the person, seams as lines with their letter."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kooperation.institutions.fields_words import PERSON, Field
from kooperation.institutions.interfaces_view import (
    PROBLEM_LOOK,
    Letter,
    in_lines,
    letter_points,
    narrow_name,
    plain_figure,
)
from kooperation.kit.palette import colour

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Spot = tuple[float, float]
Point = tuple[float | None, float | None]  # None lifts the pen


def field_figure(field: Field, chosen: int | None = None) -> Figure:
    """Return the network of *field*: actors around the person, seams as lines with their letter.

    A click on a letter gives the seam's number as customdata. The *chosen* seam stands out.
    """
    places = _around([role.actor for role in field.actors])
    data: list[dict[str, Any]] = []
    letters: list[Letter] = []
    used: dict[frozenset[str], int] = {}
    for at, seam in enumerate(field.seams):
        ink, dash = PROBLEM_LOOK[seam.problem]
        curve, middle = _curve([(code, places[code]) for code in seam.between], used)
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [x for x, _ in curve],
                "y": [y for _, y in curve],
                "line": {"color": ink, "dash": dash, "width": 5 if at == chosen else 2.5},
                "opacity": 1 if chosen in (None, at) else 0.25,
                "hoverinfo": "skip",
            }
        )
        hover = in_lines(f"{seam.title}: {seam.text}", 44)
        letters.append(Letter(*middle, seam.problem, hover))
    data += [letter_points(letters), _actor_points(field, places)]
    wide = {"range": [-1.9, 1.9]}
    return plain_figure(data, {"height": 400, "xaxis": wide, "yaxis": {"range": [-1.25, 1.3]}})


def _around(codes: list[str]) -> dict[str, Spot]:
    """Return a place for each code on a circle, the first at the top; the person in the middle."""
    step = 2 * math.pi / len(codes)
    places = {code: (math.sin(at * step), math.cos(at * step)) for at, code in enumerate(codes)}
    return {**places, PERSON: (0.0, 0.0)}


def _curve(
    stops: list[tuple[str, Spot]], used: dict[frozenset[str], int]
) -> tuple[list[Point], Spot]:
    """Return the points of a seam from stop to stop, and the middle of its first stretch.

    The second seam between the same two bends to one side, the third to the other; *used* counts.
    """
    curve: list[Point] = []
    middles = []
    for (a, (x0, y0)), (b, (x1, y1)) in pairwise(stops):
        count = used.get(frozenset((a, b)), 0)
        used[frozenset((a, b))] = count + 1
        through = PERSON not in (a, b) and math.hypot(x0 + x1, y0 + y1) < 0.3  # the middle
        bend = (0.3 if through else 0.0, 0.34, -0.34)[count % 3] * (1 if a < b else -1)
        stretch = []
        for t in (step / 12 for step in range(13)):
            lift = bend * 4 * t * (1 - t) / 2
            stretch.append(
                (x0 + t * (x1 - x0) - lift * (y1 - y0), y0 + t * (y1 - y0) + lift * (x1 - x0))
            )
        curve += [*stretch, (None, None)]
        middles.append(stretch[-7 if PERSON in (a, b) else -9])  # away from the person's label
    return curve, middles[0]


def _actor_points(field: Field, places: Mapping[str, Spot]) -> dict[str, Any]:
    codes = [role.actor for role in field.actors]
    shown = [*codes, PERSON]
    sides = [*(_label_side(*places[code]) for code in codes), _free_side(field, places)]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [places[code][0] for code in shown],
        "y": [places[code][1] for code in shown],
        "text": [_label(code, side) for code, side in zip(shown, sides, strict=True)],
        "textposition": sides,
        "hoverinfo": "skip",
        "marker": {
            "size": [13] * len(codes) + [17],
            "color": colour("neutral"),
            "symbol": ["circle"] * len(codes) + ["diamond"],
        },
    }


def _label(code: str, side: str) -> str:
    text = narrow_name(code)
    if side.endswith("right"):
        return "<br>".join(f"  {line}" for line in text.split("<br>"))
    if side.endswith("left"):
        return "<br>".join(f"{line}  " for line in text.split("<br>"))
    return text


def _label_side(x: float, y: float) -> str:
    """Return where a label leads away from the middle of the picture."""
    height = "middle" if abs(y) < 0.85 else "top" if y > 0 else "bottom"
    if abs(x) > 0.2:
        return f"{height} {'right' if x > 0 else 'left'}"
    return "top center" if y >= 0 else "bottom center"


def _free_side(field: Field, places: Mapping[str, Spot]) -> str:
    """Return the side of the person that is farthest from all lines leading there."""
    lines = [
        math.atan2(*reversed(places[code]))
        for seam in field.seams
        for pair in pairwise(seam.between)
        if PERSON in pair
        for code in pair
        if code != PERSON
    ]
    sides = {"middle right": 0.0, "top center": 0.5, "middle left": 1.0, "bottom center": -0.5}

    def room(side: str) -> float:
        return min((1 - math.cos(sides[side] * math.pi - line) for line in lines), default=0)

    return max(sides, key=room)
