"""The utility plane: status quo, projects, frontiers, and what comes of the three modes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.kit.html import tag
from kooperation.kit.palette import colour
from kooperation.negotiation.bargaining import Point
from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.exchange import bundle
from kooperation.negotiation.modes import growth
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.situation import Mode, ModeOutcome

WORDS = Words("negotiation.plane")
# A colour and a shape for each mode, so that colour is not needed to tell them apart.
LOOK = {
    Mode.EXCHANGE: ("other", "square"),
    Mode.COMPROMISE: ("own", "circle"),
    Mode.PROBLEM_SOLVING: ("third", "diamond"),
}
INK = colour("ink")
STEPS = 40
REACHES = (12, 16, 21)


def plane(compared: Compared) -> dict[str, Any]:
    """Return the utilities of both sides: status quo, projects, frontiers and three outcomes.

    A plotly figure as plain JSON, because it follows a slider: plotly's objects would take longer to
    build than all else together.
    """
    record = compared.record
    factor = growth(record.model, compared.setting)
    quo = record.model.disagreement
    traces = [_frontier(compared, 1.0, WORDS["frontier"], "solid")]
    if factor > 1:
        name = WORDS.filled("extended", growth=number(factor))
        traces.append(_frontier(compared, factor, name, "dash"))
    traces += [
        _projects(compared),
        _markers([quo], WORDS["status_quo"], "x-thin-open", INK),
        *(_outcome(outcome) for outcome in compared.outcomes.values()),
    ]
    most = max(max(outcome.proposal) for outcome in compared.outcomes.values())
    axis = {"range": [0, _reach(most)], "fixedrange": True, "zeroline": False, "dtick": 2}
    titles = [
        {"text": WORDS.filled("axis", name=name), "font": {"size": 13}} for name in record.names
    ]
    layout = {
        "height": 420,
        "margin": {"l": 10, "r": 10, "t": 10, "b": 10},
        "xaxis": {**axis, "title": titles[0]},
        "yaxis": {**axis, "title": titles[1]},
        "legend": {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
        },
        "shapes": [_limit("x", quo[0]), _limit("y", quo[1])],
    }
    return {"data": [{"type": "scatter", **trace} for trace in traces], "layout": layout}


def _reach(most: float) -> float:
    """Return how far the axes go: in steps, so that they rarely jump under the hand."""
    return next((reach for reach in REACHES if most < reach - 0.5), most + 1)


def _frontier(compared: Compared, factor: float, name: str, dash: str) -> dict[str, Any]:
    points = [compared.record.model.issue.point(k / STEPS) for k in range(STEPS + 1)]
    return {
        "x": [round(factor * a, 4) for a, _ in points],
        "y": [round(factor * b, 4) for _, b in points],
        "name": name,
        "mode": "lines",
        "line": {"color": INK, "width": 1.5, "dash": dash},
        "hoverinfo": "skip",
    }


def _projects(compared: Compared) -> dict[str, Any]:
    model = compared.record.model
    points: list[Point] = [(project.first, project.second) for project in model.projects]
    labels = [f"V{k + 1}" for k in range(len(points))]
    if model.combinable and compared.setting.packages:
        points.append(bundle(model.projects, model.disagreement).utilities)
        labels.append(" + ".join(labels))
    trace = _markers(points, WORDS["projects"], "circle-open", INK, size=9)
    return {**trace, "mode": "markers+text", "text": labels, "textposition": "top right"}


def _outcome(outcome: ModeOutcome) -> dict[str, Any]:
    look, shape = LOOK[outcome.mode]
    name = modes()[outcome.mode].short
    if outcome.reached:
        return _markers([outcome.utilities], name, shape, colour(look))
    blocked = WORDS.filled("blocked_legend", mode=name)
    return _markers([outcome.proposal], blocked, f"{shape}-open", colour(look))


def _markers(
    points: Sequence[Point], name: str, symbol: str, ink: str, size: int = 14
) -> dict[str, Any]:
    return {
        "x": [round(a, 4) for a, _ in points],
        "y": [round(b, 4) for _, b in points],
        "name": name,
        "mode": "markers",
        "marker": {"symbol": symbol, "size": size, "color": ink, "line": {"width": 2}},
        "hovertemplate": "%{x:.2f} | %{y:.2f}" + tag("extra", name),
    }


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


def plane_alt(compared: Compared) -> str:
    """Return in words what the plane shows."""
    a, b = compared.record.names
    quo = _pair(compared.record.model.disagreement)
    outcomes = " ".join(map(_outcome_alt, compared.outcomes.values()))
    return WORDS.filled("alt", a=a, b=b, quo=quo, outcomes=outcomes)


def _outcome_alt(outcome: ModeOutcome) -> str:
    mode, at = modes()[outcome.mode].short, _pair(outcome.proposal)
    if outcome.reached:
        return WORDS.filled("alt_reached", mode=mode, at=at)
    return WORDS.filled("alt_blocked", mode=mode, at=at)


def _pair(point: Point) -> str:
    return f"({number(point[0])}; {number(point[1])})"
