"""The map of actors as a picture: a network with a named line for each pair."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING, Any

from kooperation.institutions.actors_words import (
    Actor,
    Band,
    Relation,
    actors,
    kinds,
    levels,
    relations,
)
from kooperation.kit.palette import colour

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LEFT, RIGHT = -0.15, 4.15
FEW = 5  # lines of one actor: the words at more of them would lie over each other
FAINT, STRONG = colour("neutral"), colour("chosen")
PAPER, BAND = colour("paper"), colour("shade")
Point = tuple[float, float]
Actors = Mapping[str, Actor]
Pair = list[Relation]


def network(form: str, only: Collection[str], chosen: str | None) -> Figure:
    """Return the network in *form* with the relations of the kinds in *only*.

    Lines of *chosen* are strong and, where they are few, named by words; all others by letters. The last trace holds the
    actors, for clicks, with their keys as customdata.
    """
    here, bands = actors()[form], levels().values()
    figure = drawn(here, pairs_of(relations(form, only)), chosen, FRAME)
    figure.layout.shapes = [_band(level) for level in bands]
    figure.layout.annotations = [*map(_band_name, bands), *figure.layout.annotations]
    return figure


@dataclass(frozen=True)
class Frame:
    """What a picture shows of the plane, and how high it is in pixels."""

    across: tuple[float, float]
    down: tuple[float, float]
    height: int


FRAME = Frame((LEFT, RIGHT), (-0.05, 9.7), 630)


def drawn(here: Actors, pairs: Sequence[Pair], chosen: str | None, frame: Frame) -> Figure:
    """Return the actors as boxes and the *pairs* as lines, as `network` says; each actor tells its place."""
    import plotly.graph_objects as go

    in_words = has_few(pairs, chosen)
    names = [_line_name(pair, chosen, here, in_words=in_words) for pair in pairs]
    figure = go.Figure([_lines(pairs, here, chosen), _lines(pairs, here, chosen, strong=True)])
    figure.add_trace(_heads(pairs, here, chosen))
    figure.add_trace(
        go.Scatter(
            x=[actor.x for actor in here.values()],
            y=[actor.y for actor in here.values()],
            customdata=list(here),
            hovertext=[actor.name for actor in here.values()],
            hoverinfo="text",
            mode="markers",
            marker={"size": 56, "opacity": 0, "color": PAPER},
        )
    )
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(
        height=frame.height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        hovermode="closest",
        hoverdistance=30,
        dragmode=False,
        hoverlabel={"bgcolor": PAPER, "bordercolor": FAINT},
        xaxis={**hidden, "range": list(frame.across)},
        yaxis={**hidden, "range": list(frame.down)},
        annotations=[*names, *(_box(actor, actor.key == chosen) for actor in here.values())],
    )
    return figure


def pairs_of(found: Sequence[Relation]) -> list[Pair]:
    """Return the relations grouped by the two actors they join: one line for each pair."""
    by_ends: dict[frozenset[str], list[Relation]] = {}
    for relation in found:
        by_ends.setdefault(relation.ends, []).append(relation)
    return list(by_ends.values())


def points_of(pair: Pair, here: Actors) -> list[Point]:
    """Return the points of the pair's line, from the first relation's source to its target."""
    source, target = here[pair[0].source], here[pair[0].target]
    via = [(pair[0].via[0], pair[0].via[1])] if pair[0].via else []
    return [(source.x, source.y), *via, (target.x, target.y)]


def along(path: list[Point], share: float) -> Point:
    """Return the point that lies *share* of the way along *path*."""
    legs = list(pairwise(path))
    lengths = [dist(a, b) for a, b in legs]
    left = share * sum(lengths)
    for (a, b), length in zip(legs, lengths, strict=True):
        if left <= length:
            part = left / length
            return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])
        left -= length
    return path[-1]


def _lines(pairs: Sequence[Pair], here: Actors, chosen: str | None, *, strong: bool = False) -> Any:
    import plotly.graph_objects as go

    x: list[float | None] = []
    y: list[float | None] = []
    for pair in pairs:
        if (chosen in pair[0].ends) is strong:
            path = points_of(pair, here)
            x += [*(point[0] for point in path), None]
            y += [*(point[1] for point in path), None]
    line = {"color": STRONG if strong else FAINT, "width": 2.5 if strong else 1}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip")


def _heads(pairs: Sequence[Pair], here: Actors, chosen: str | None) -> Any:
    """Return arrowheads: one for each direction in which a pair has a one-sided relation."""
    import plotly.graph_objects as go

    x: list[float | None] = []
    y: list[float | None] = []
    sizes: list[float] = []
    colors: list[str] = []
    for pair in pairs:
        path = points_of(pair, here)
        strong = chosen in pair[0].ends
        for source in {r.source: None for r in pair if not kinds()[r.kind].mutual}:
            forward = source == pair[0].source
            at = pair[0].at if forward else 1 - pair[0].at
            way = path if forward else path[::-1]
            beside = at + 0.2 if at < 0.65 else at - 0.12  # not under the name, nor under a box
            tail, tip = along(way, beside - 0.05), along(way, beside)
            x += [tail[0], tip[0], None]
            y += [tail[1], tip[1], None]
            sizes += [0, 13 if strong else 10, 0]
            colors += [STRONG if strong else FAINT] * 3
    marker = {"symbol": "arrow", "angleref": "previous", "size": sizes, "color": colors,
              "opacity": 1, "line": {"width": 0}}  # fmt: skip
    return go.Scatter(x=x, y=y, mode="markers", marker=marker, hoverinfo="skip")


def _line_name(pair: Pair, chosen: str | None, here: Actors, *, in_words: bool) -> dict[str, Any]:
    """Return the sign on a pair's line: words or strong letters at the chosen actor, letters elsewhere."""
    strong = chosen in pair[0].ends
    lines = sign_lines(pair, in_words=strong and in_words)
    said = "<br>".join(lines)
    x, y = along(points_of(pair, here), pair[0].at)
    return {
        "x": x,
        "y": y,
        "text": f"<b>{said}</b>" if strong and not in_words else said,
        "showarrow": False,
        "bgcolor": PAPER,
        "borderpad": 1,
        "font": {"size": 12},
    }


def sign_lines(pair: Pair, *, in_words: bool) -> list[str]:
    """Return what stands on a pair's line: a word for each kind of relation, or all letters in one line."""
    there = {relation.kind for relation in pair}
    found = [kind for key, kind in kinds().items() if key in there]
    if in_words:
        return [kind.tag or kind.name for kind in found]
    return [" ".join(kind.sign for kind in found)]


def has_few(pairs: Sequence[Pair], chosen: str | None) -> bool:
    """Say whether so few lines are those of *chosen* that words have room on them."""
    return sum(chosen in pair[0].ends for pair in pairs) <= FEW


def _box(actor: Actor, chosen: bool) -> dict[str, Any]:
    return {
        "x": actor.x,
        "y": actor.y,
        "text": re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", actor.label).replace("\n", "<br>"),
        "showarrow": False,
        "bgcolor": PAPER,
        "bordercolor": STRONG if chosen else FAINT,
        "borderwidth": 3 if chosen else 1,
        "borderpad": 5,
        "font": {"size": 12},
    }


def _band(level: Band) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": level.bottom,
        "y1": level.top,
        "line": {"width": 0},
        "fillcolor": BAND,
        "layer": "below",
    }


def _band_name(level: Band) -> dict[str, Any]:
    return {
        "x": LEFT + 0.02,
        "y": level.top,
        "xanchor": "left",
        "yanchor": "top",
        "text": f"<i>{level.name.partition(',')[0]}</i>",  # what follows would lie under the lines
        "showarrow": False,
        "bgcolor": BAND,
        "font": {"size": 12},
    }
