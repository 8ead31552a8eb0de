"""Forgiveness: curves over the generosity, and a table at the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.kit.html import Markup, numeric, table
from kooperation.kit.palette import colour
from kooperation.repeated.forgiveness import Forgiveness
from kooperation.repeated.plotting_view import title, upright
from kooperation.repeated.strategies import alternating, always_defect, tit_for_tat
from kooperation.repeated.thresholds import molander_generosity

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WORDS, SERIES = Words("repeated.forgiveness"), Words("repeated.forgiveness.series")
Curve = Sequence[Forgiveness]

MIDDLE = (
    0.5  # a label left of it, and on it, runs to the right: that of g = 0 has the room before it
)
# Colour is not all that tells two lines apart: in a contrast theme most have the same.
LOOKS = {
    "itself": ("own", "solid"),
    "tit_for_tat": ("third", "longdash"),
    "always_defect": ("fifth", "dashdot"),
    "defector": ("other", "dash"),
    "alternator": ("fourth", "dot"),
}


def _payoff(series: str, at: Forgiveness) -> float:
    match series:
        case "defector":
            return at.always_defect[1]
        case "alternator":
            return at.alternating[1]
    own: float = getattr(at, series)[0]
    return own


def curves(curve: Curve, chosen: Forgiveness, game: SymmetricGame) -> Figure:
    """Return the payoffs over the generosity, with Molander's limit and the chosen one marked."""
    import plotly.graph_objects as go

    lines = [
        go.Scatter(
            x=[at.generosity for at in curve],
            y=[round(_payoff(series, at), 6) for at in curve],
            name=name,
            mode="lines",
            line={"color": colour(LOOKS[series][0]), "dash": LOOKS[series][1], "width": 2.5},
            hovertemplate="%{y:.2f}<extra>" + name + "</extra>",
        )
        for series, name in SERIES.section().items()
    ]
    bounds = (game.temptation, game.reward, game.punishment, game.sucker)
    payoff = title(WORDS["payoff"], standoff=8)
    layout = {
        "template": "none",
        "height": 410,
        "margin": {"l": 10, "r": 10, "t": 40, "b": 10},
        "xaxis": {"title": title(WORDS["axis"], standoff=8), "range": [0, 1], "fixedrange": True},
        "yaxis": {"title": payoff, "range": [min(bounds), max(bounds)], "fixedrange": True},
        "legend": {"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top", "font": {"size": 12}},
        **_marked(chosen.generosity, generosity_limit(game)),
    }
    return go.Figure(lines, layout)


def _marked(chosen: float, limit: float | None) -> dict[str, Any]:
    """Return lines with labels at the chosen generosity and at Molander's limit."""
    lines = [upright(chosen)]
    labels = [_label(chosen, WORDS.filled("chosen", value=number(chosen)), 1.0)]
    if limit is not None:
        lines.append(upright(limit, "dot"))
        labels.append(_label(limit, WORDS.filled("molander", value=number(limit)), 1.06))
    return {"shapes": lines, "annotations": labels}


def _label(at: float, text: str, height: float) -> dict[str, Any]:
    return {
        "x": at,
        "y": height,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "left" if at <= MIDDLE else "right",
        "text": text,
        "showarrow": False,
    }


def generosity_limit(game: SymmetricGame) -> float | None:
    """Return Molander's g*, or None where the payoffs have none."""
    try:
        return molander_generosity(game)
    except ValueError:
        return None


def payoffs_table(chosen: Forgiveness) -> Markup:
    """Return what both sides get, for each kind of opponent."""
    pairs = (
        (WORDS["own_kind"], chosen.itself),
        (tit_for_tat().name, chosen.tit_for_tat),
        (always_defect().name, chosen.always_defect),
        (alternating().name, chosen.alternating),
    )
    return table(
        WORDS.filled("table", value=number(chosen.generosity)),
        [WORDS["against"], WORDS["own"], WORDS["other"]],
        [[name, *(numeric(number(value)) for value in both)] for name, both in pairs],
        "report small ranking",
    )
