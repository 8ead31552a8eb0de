"""What is there of δ and τ and what it takes, as far as the assumptions allow: a chart, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kooperation.base.comparing import beats
from kooperation.base.words import Words
from kooperation.kit.palette import colour
from kooperation.success_factors.assumptions import NeedBand

WORDS = Words("success_factors.needs")
END = 1.25  # where „never“ stands


def needs_figure(found: Sequence[NeedBand]) -> dict[str, Any]:
    """Return a bar for what is there and a diamond for what it takes, one row for each need.

    Both stand in the middle of their band, which is drawn as a line through them; no number is told.
    A plotly figure as plain JSON, because it follows a slider.
    """
    names = [need_name(band) for band in found]
    haves, takes = [band.have for band in found], [_shown(band.need) for band in found]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [_middle(span) for span in haves],
        "y": names,
        "name": WORDS["have"],
        "marker": {"color": colour("own")},
        "width": 0.4,
        "error_x": _reach(haves, "ink"),
        "hoverinfo": "skip",
    }
    diamonds = {
        "type": "scatter",
        "mode": "markers",
        "x": [_middle(span) for span in takes],
        "y": names,
        "name": WORDS["need"],
        "marker": {"symbol": "diamond", "size": 13, "color": colour("other")},
        "error_x": _reach(takes, "other"),
        "hoverinfo": "skip",
    }
    verdicts = {
        "type": "scatter",
        "mode": "text",
        "x": [max(have[1], need[1]) for have, need in zip(haves, takes, strict=True)],
        "y": names,
        "text": [f"   {verdict(band)}" for band in found],
        "textposition": "middle right",
        "showlegend": False,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return {"data": [bars, diamonds, verdicts], "layout": _layout(names)}


def _shown(span: tuple[float, float]) -> tuple[float, float]:
    low, high = (each if beats(1, each) else END for each in span)
    return low, high


def _middle(span: tuple[float, float]) -> float:
    return sum(span) / 2


def _reach(spans: Sequence[tuple[float, float]], look: str) -> dict[str, Any]:
    half = [(high - low) / 2 for low, high in spans]
    return {"type": "data", "array": half, "color": colour(look), "thickness": 1.5, "width": 4}


def _layout(names: Sequence[str]) -> dict[str, Any]:
    return {
        "height": 350,
        "margin": {"l": 10, "r": 70, "t": 10, "b": 70},
        "xaxis": {
            "range": [0, 1.35],
            "tickangle": 0,
            "tickvals": [0, 0.5, 1, END],
            "ticktext": [WORDS["nothing"], WORDS["half"], WORDS["full"], WORDS["never"]],
            "title": {"text": WORDS["axis"], "font": {"size": 13}},
        },
        "yaxis": {"autorange": "reversed", "automargin": True},
        "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.28},
        "meta": {"narrow": _on_a_phone(names)},
    }


def _on_a_phone(names: Sequence[str]) -> dict[str, Any]:
    """Return what of the layout is otherwise there: each name stands above its row."""
    above = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom", "yshift": 8}
    return {
        "margin": {"l": 18, "r": 48, "t": 2, "b": 66},
        "xaxis": {
            "automargin": False,
            "tickvals": [0, 0.5, END],
            "ticktext": [WORDS["nothing"], WORDS["half"], WORDS["never"]],
        },
        "yaxis": {"showticklabels": False, "autorange": False, "range": [len(names) - 0.5, -0.9]},
        "legend": {"y": -0.19},
        "annotations": [{"text": name, "y": name, "showarrow": False, **above} for name in names],
    }


def needs_alt(found: Sequence[NeedBand]) -> str:
    """Return in words what the chart shows."""
    rows = "; ".join(f"{need_name(band)}: {need_text(band)}" for band in found)
    return f"{WORDS['picture']} {rows}."


def need_name(band: NeedBand) -> str:
    return WORDS.section("names")[band.key]


def verdict(band: NeedBand) -> str:
    return WORDS.section("verdicts")[band.verdict.value]


def trend(band: NeedBand) -> str:
    return WORDS.section("trends")[band.trend.value]


def need_text(band: NeedBand) -> str:
    """Return „▲ günstiger, ✓ reicht“."""
    return WORDS.filled("value", trend=trend(band), verdict=verdict(band))
