"""A typical field as a network: actors around the person, seams as lines with their letters."""

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
    """Return the network of *field*: actors around the person, seams as lines with a letter on each stretch.

    A click on a letter gives the seam's number as customdata. The *chosen* seam stands out.
    """
    places = _around([role.actor for role in field.actors])
    data: list[dict[str, Any]] = []
    letters: list[Letter] = []
    used: dict[frozenset[str], int] = {}
    drawn: list[Point] = []
    for at, seam in enumerate(field.seams):
        ink, dash = PROBLEM_LOOK[seam.problem]
        curve, middles = _curve([(code, places[code]) for code in seam.between], used)
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
        letters += [Letter(*middle, seam.problem, hover, at) for middle in middles]
        drawn += curve
    signs = [(letter.x, letter.y) for letter in letters]
    data += [letter_points(letters), _actor_points(field, places)]
    return plain_figure(
        data,
        {
            "height": 400,
            "xaxis": {"range": [-1.9, 1.9]},
            "yaxis": {"range": [-1.25, 1.3]},
            "annotations": [_person_name(drawn, signs)],
        },
    )


def _around(codes: list[str]) -> dict[str, Spot]:
    """Return a place for each code on a circle, the first at the top; the person in the middle."""
    step = 2 * math.pi / len(codes)
    places = {code: (math.sin(at * step), math.cos(at * step)) for at, code in enumerate(codes)}
    return {**places, PERSON: (0.0, 0.0)}


def _curve(
    stops: list[tuple[str, Spot]], used: dict[frozenset[str], int]
) -> tuple[list[Point], list[Spot]]:
    """Return the points of a seam from stop to stop, and where on each stretch its letter has room.

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
    return curve, middles


def _actor_points(field: Field, places: Mapping[str, Spot]) -> dict[str, Any]:
    codes = [role.actor for role in field.actors]
    shown = [*codes, PERSON]
    sides = [_label_side(*places[code]) for code in codes]
    names = [_label(code, side) for code, side in zip(codes, sides, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [places[code][0] for code in shown],
        "y": [places[code][1] for code in shown],
        "text": [*names, ""],  # the person's name has a ground of its own: `_person_name`
        "textposition": [*sides, "middle right"],
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


def _person_name(lines: list[Point], letters: list[Spot]) -> dict[str, Any]:
    """Return the person's name on the side where it covers no letter and as little of the *lines* as can be."""
    places = {
        "left": (-0.5, 0.0),
        "right": (0.5, 0.0),
        "top": (0.0, 0.17),
        "bottom": (0.0, -0.17),
    }

    def hidden(side: str) -> tuple[int, int]:
        x, y = places[side]

        def near(point: Point, wide: float, high: float) -> bool:
            across, up = point
            if across is None or up is None:
                return False
            return abs(across - x) < wide and abs(up - y) < high

        return (
            sum(near(letter, 0.4, 0.14) for letter in letters),
            sum(near(point, 0.32, 0.08) for point in lines),
        )

    x, y = places[min(places, key=hidden)]
    return {
        "x": x,
        "y": y,
        "text": narrow_name(PERSON),
        "showarrow": False,
        "bgcolor": colour("paper"),
        "borderpad": 1,
        "font": {"size": 12},
    }
