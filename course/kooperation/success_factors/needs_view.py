"""What is there of δ and τ and what it takes: a chart of bars and diamonds, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kooperation.base.comparing import beats
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.kit.palette import colour
from kooperation.success_factors.needs import Need

WORDS = Words("success_factors.needs")
END = 1.25  # where „never“ stands


def needs_figure(found: Sequence[Need]) -> dict[str, Any]:
    """Return a bar for what is there and a diamond for what it takes, one row for each need.

    A plotly figure as plain JSON, because it follows a slider.
    """
    names = [need_name(need) for need in found]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [need.have for need in found],
        "y": names,
        "name": WORDS["have"],
        "marker": {"color": colour("own")},
        "width": 0.5,
        "hovertemplate": "%{y}: %{x:.2f}<extra></extra>",
    }
    diamonds = {
        "type": "scatter",
        "mode": "markers",
        "x": [need.need if beats(1, need.need) else END for need in found],
        "y": names,
        "name": WORDS["need"],
        "marker": {"symbol": "diamond", "size": 13, "color": colour("other")},
        "hoverinfo": "skip",
    }
    verdicts = {
        "type": "scatter",
        "mode": "text",
        "x": [max(need.have, min(need.need, END)) for need in found],
        "y": names,
        "text": [f"   {verdict(need)}" for need in found],
        "textposition": "middle right",
        "showlegend": False,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return {"data": [bars, diamonds, verdicts], "layout": _layout()}


def _layout() -> dict[str, Any]:
    return {
        "height": 350,
        "margin": {"l": 10, "r": 70, "t": 10, "b": 70},
        "xaxis": {
            "range": [0, 1.35],
            "tickangle": 0,
            "tickvals": [0, 0.5, 1, END],
            "ticktext": ["0", "0,5", "1", WORDS["never"]],
            "title": {"text": WORDS["axis"], "font": {"size": 13}},
        },
        "yaxis": {"autorange": "reversed", "automargin": True},
        "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.28},
    }


def needs_alt(found: Sequence[Need]) -> str:
    """Return in words what the chart shows."""
    rows = "; ".join(f"{need_name(need)}: {need_text(need)}" for need in found)
    return f"{WORDS['picture']} {rows}."


def need_name(need: Need) -> str:
    return WORDS.section("names")[need.key]


def verdict(need: Need) -> str:
    return WORDS["met"] if need.met else WORDS["missing"]


def need_text(need: Need) -> str:
    """Return „0,63, nötig 0,5: ✓ reicht“."""
    have = number(need.have)
    if not beats(1, need.need):
        return WORDS.filled("beyond", have=have)
    least = number(need.need) if need.need else WORDS["nothing"]
    return WORDS.filled("value", have=have, need=least, verdict=verdict(need))
