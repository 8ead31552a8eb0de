"""The utility plane: status quo, projects, frontiers, and what comes of the three modes."""

from __future__ import annotations

from typing import Any

from kooperation.base.german import number, pair
from kooperation.base.words import Words
from kooperation.kit.palette import colour
from kooperation.kit.plane import INK, WITHOUT, Trace, labelled, line, marks, plane
from kooperation.negotiation.bargaining import Frontier, Point
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
STEPS = 40
REACHES = (12, 16, 21)


def modes_plane(compared: Compared) -> dict[str, Any]:
    """Return the utilities of both sides: status quo, projects, frontiers and three outcomes."""
    record = compared.record
    factor = growth(record.model, compared.setting)
    quo = record.model.disagreement
    traces = [frontier_line(record.model.issue, WORDS["frontier"])]
    if factor > 1:
        name = WORDS.filled("extended", growth=number(factor))
        traces.append(frontier_line(record.model.issue.stretched(factor), name, "dash"))
    traces += [
        _projects(compared),
        marks([quo], WORDS["status_quo"], WITHOUT, INK),
        *(_outcome(outcome) for outcome in compared.outcomes.values()),
    ]
    most = max(max(outcome.proposal) for outcome in compared.outcomes.values())
    span = 0, _reach(most)
    first, second = (WORDS.filled("axis", name=name) for name in record.names)
    return plane(traces, (first, second), (span, span), quo)


def _reach(most: float) -> float:
    """Return how far the axes go: in steps, so that they rarely jump under the hand."""
    return next((reach for reach in REACHES if most < reach - 0.5), most + 1)


def frontier_line(frontier: Frontier, name: str, dash: str = "solid") -> Trace:
    """Return the best that both can reach as a line."""
    return line([frontier.point(k / STEPS) for k in range(STEPS + 1)], name, dash)


def _projects(compared: Compared) -> Trace:
    model = compared.record.model
    points: list[Point] = [(project.first, project.second) for project in model.projects]
    labels = [f"V{k + 1}" for k in range(len(points))]
    if model.combinable and compared.setting.packages:
        points.append(bundle(model.projects, model.disagreement).utilities)
        labels.append(" + ".join(labels))
    return labelled(points, labels, WORDS["projects"])


def _outcome(outcome: ModeOutcome) -> Trace:
    look, shape = LOOK[outcome.mode]
    name = modes()[outcome.mode].short
    if outcome.reached:
        return marks([outcome.utilities], name, shape, colour(look))
    blocked = WORDS.filled("blocked_legend", mode=name)
    return marks([outcome.proposal], blocked, f"{shape}-open", colour(look))


def plane_alt(compared: Compared) -> str:
    """Return in words what the plane shows."""
    a, b = compared.record.names
    quo = pair(compared.record.model.disagreement)
    outcomes = " ".join(map(_outcome_alt, compared.outcomes.values()))
    return WORDS.filled("alt", a=a, b=b, quo=quo, outcomes=outcomes)


def _outcome_alt(outcome: ModeOutcome) -> str:
    mode, at = modes()[outcome.mode].short, pair(outcome.proposal)
    if outcome.reached:
        return WORDS.filled("alt_reached", mode=mode, at=at)
    return WORDS.filled("alt_blocked", mode=mode, at=at)
