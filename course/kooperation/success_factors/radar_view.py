"""The levels of the Kooperations-Check as a radar chart, and the same in a sentence."""

from __future__ import annotations

from typing import Any

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.kit.html import tag
from kooperation.kit.palette import colour
from kooperation.success_factors.cooperation_check import TOP, Ratings
from kooperation.success_factors.levers_words import factors

WORDS = Words("success_factors.radar")
NARROW = {  # all names are whole on a phone
    "height": 300,
    "margin": {"l": 82, "r": 82, "t": 24, "b": 40},
    "polar": {"angularaxis": {"tickfont": {"size": 12}}},
}


def radar(ratings: Ratings, earlier: Ratings | None = None) -> dict[str, Any]:
    """Return the levels, from 1 to 4, on an axis for each factor; what is not rated has no point.

    A plotly figure as plain JSON; with *earlier* it has a second line.
    """
    name = WORDS["later"] if earlier else WORDS["series"]
    traces = [_trace(name, ratings, "own", "solid", "toself")]
    if earlier:
        traces.append(_trace(WORDS["earlier"], earlier, "other", "dot", "none"))
    around = {
        "rotation": 90,
        "direction": "clockwise",
        "type": "category",  # said, since empty axes have no data to tell it from
        "categoryorder": "array",
        "categoryarray": [factor.short for factor in factors().values()],
    }
    outwards = {"range": [0, TOP + 1], "dtick": 1, "angle": 75, "tickangle": 75}
    layout = {
        "height": 400,
        "margin": {"l": 90, "r": 90, "t": 40, "b": 50},
        "polar": {"radialaxis": outwards, "angularaxis": around},
        "showlegend": bool(earlier),
        "meta": {"narrow": NARROW},
        "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.1},
    }
    return {"data": traces, "layout": layout}


def _trace(name: str, levels: Ratings, look: str, dash: str, fill: str) -> dict[str, Any]:
    keys = [key for key in factors() if key in levels]
    around = [*keys, *keys[:1]]
    return {
        "type": "scatterpolar",
        "r": [levels[key] + 1 for key in around],
        "theta": [factors()[key].short for key in around],
        "name": name,
        "mode": "lines+markers",
        "line": {"color": colour(look), "dash": dash, "width": 2.5},
        "fill": fill,
        "opacity": 0.85,
        "hovertemplate": f"%{{theta}}: {WORDS['series']} %{{r}}" + tag("extra", name),
    }


def radar_alt(ratings: Ratings, earlier: Ratings | None = None) -> str:
    """Return in a sentence what the radar chart shows."""
    if not ratings and not earlier:
        return WORDS["empty"]
    shown = _levels(ratings)
    if earlier:
        shown += f"; {WORDS['earlier']}: {_levels(earlier)}"
    return WORDS.filled("picture", levels=shown)


def _levels(ratings: Ratings) -> str:
    return join([f"{factors()[key].short} {level + 1}" for key, level in ratings.items()])
