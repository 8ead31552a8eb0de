"""The three modes: the utility plane, the table of outcomes, and what happens in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import Any

from kooperation.base.comparing import at_least, beats
from kooperation.base.german import join, number, percent
from kooperation.base.words import texts
from kooperation.negotiation.bargaining import Point
from kooperation.negotiation.exchange import bundle, losers
from kooperation.negotiation.modes import growth, trust_thresholds
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.situation import Mode, ModeOutcome, Setting
from kooperation.negotiation.situation_words import SIZE, SituationRecord

Outcomes = Mapping[Mode, ModeOutcome]
# Okabe and Ito's colours and three shapes, so that colour is not needed to tell modes apart.
LOOK = {
    Mode.EXCHANGE: ("#D55E00", "square"),
    Mode.COMPROMISE: ("#0072B2", "circle"),
    Mode.PROBLEM_SOLVING: ("#009E73", "diamond"),
}
STEPS = 40
REACHES = (12, 16, 21)


def plane(record: SituationRecord, setting: Setting, outcomes: Outcomes) -> dict[str, Any]:
    """Return the utilities of both sides: status quo, projects, frontiers and three outcomes.

    A plotly figure as plain JSON, because it follows a slider: plotly's objects would take longer to
    build than all else together.
    """
    words = texts()["modes"]
    factor = growth(record.model, setting)
    traces = [_frontier(record, 1.0, words["frontier"], "solid")]
    if factor > 1:
        name = words["extended"].format(growth=number(factor))
        traces.append(_frontier(record, factor, name, "dash"))
    traces.append(_projects(record, setting))
    quo = record.model.disagreement
    traces.append(_markers([quo], words["status_quo"], "x-thin-open", "var(--jp-ui-font-color1)"))
    traces += [_outcome(outcome) for outcome in outcomes.values()]
    axis = {"range": [0, _reach(outcomes)], "fixedrange": True, "zeroline": False, "dtick": 2}
    layout = {
        "height": 490,
        "margin": {"l": 10, "r": 10, "t": 10, "b": 10},
        "xaxis": {**axis, "title": {"text": words["axis"].format(name=record.names[0])}},
        "yaxis": {**axis, "title": {"text": words["axis"].format(name=record.names[1])}},
        "legend": {"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
        "shapes": [_limit("x", quo[0]), _limit("y", quo[1])],
    }
    return {"data": [{"type": "scatter", **trace} for trace in traces], "layout": layout}


def _reach(outcomes: Outcomes) -> float:
    """Return how far the axes go: in steps, so that they rarely jump under the hand."""
    most = max(max(outcome.proposal) for outcome in outcomes.values())
    return next((reach for reach in REACHES if most < reach - 0.5), most + 1)


def _frontier(record: SituationRecord, factor: float, name: str, dash: str) -> dict[str, Any]:
    points = [record.model.issue.point(k / STEPS) for k in range(STEPS + 1)]
    return {
        "x": [round(factor * a, 4) for a, _ in points],
        "y": [round(factor * b, 4) for _, b in points],
        "name": name,
        "mode": "lines",
        "line": {"color": "var(--jp-ui-font-color1)", "width": 1.5, "dash": dash},
        "hoverinfo": "skip",
    }


def _projects(record: SituationRecord, setting: Setting) -> dict[str, Any]:
    projects, d = record.model.projects, record.model.disagreement
    points: list[Point] = [(project.first, project.second) for project in projects]
    labels = [f"V{k + 1}" for k in range(len(projects))]
    if record.model.combinable and setting.packages:
        points.append(bundle(projects, d).utilities)
        labels.append(" + ".join(labels))
    colour = "var(--jp-ui-font-color1)"
    trace = _markers(points, texts()["modes"]["projects"], "circle-open", colour, size=9)
    return {**trace, "mode": "markers+text", "text": labels, "textposition": "top right"}


def _outcome(outcome: ModeOutcome) -> dict[str, Any]:
    colour, shape = LOOK[outcome.mode]
    name = modes()[outcome.mode].short
    if outcome.reached:
        return _markers([outcome.utilities], name, shape, colour)
    blocked = texts()["modes"]["blocked_legend"].format(mode=name)
    return _markers([outcome.proposal], blocked, f"{shape}-open", colour)


def _markers(
    points: list[Point], name: str, symbol: str, colour: str, size: int = 14
) -> dict[str, Any]:
    return {
        "x": [round(a, 4) for a, _ in points],
        "y": [round(b, 4) for _, b in points],
        "name": name,
        "mode": "markers",
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": 2}},
        "hovertemplate": "%{x:.2f} | %{y:.2f}<extra>" + escape(name) + "</extra>",
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
        "line": {"color": "var(--jp-ui-font-color1)", "width": 1, "dash": "dot"},
    }


def plane_alt(record: SituationRecord, outcomes: Outcomes) -> str:
    """Return in words what the plane shows."""
    words = texts()["modes"]
    parts = [
        words["alt_reached" if outcome.reached else "alt_blocked"].format(
            mode=modes()[mode].short, at=_pair(outcome.proposal)
        )
        for mode, outcome in outcomes.items()
    ]
    a, b = record.names
    quo = _pair(record.model.disagreement)
    return str(words["alt"].format(a=a, b=b, quo=quo, outcomes=" ".join(parts)))


def _pair(point: Point) -> str:
    return f"({number(point[0])}; {number(point[1])})"


def outcomes_table(record: SituationRecord, outcomes: Outcomes) -> str:
    """Return the comparable numbers: a column for each mode."""
    words = texts()["modes"]
    a, b = map(escape, record.names)
    heads = "".join(f'<th scope="col">{modes()[mode].short}</th>' for mode in outcomes)
    rows: list[tuple[str, list[str]]] = [
        (words["comes_about"], [words["yes" if o.reached else "no"] for o in outcomes.values()]),
        *(
            (name, [_with_change(o, player) for o in outcomes.values()])
            for player, name in enumerate((a, b))
        ),
        (words["together"], [_signed(o.joint) for o in outcomes.values()]),
        (words["share"].format(name=a), [_share(o) for o in outcomes.values()]),
        (
            words["third_row"].format(name=escape(record.third)),
            [_signed(o.third) for o in outcomes.values()],
        ),
        (words["total"], [_signed(o.total) for o in outcomes.values()]),
    ]
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for name, cells in rows
    )
    return (
        '<table class="kooperation-matrix kooperation-small kooperation-report kooperation-modes">'
        f"<caption>{words['table']}</caption><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _with_change(outcome: ModeOutcome, player: int) -> str:
    return f"{number(outcome.utilities[player])} ({_signed(outcome.change[player])})"


def _signed(value: float) -> str:
    text = number(value)
    return f"+{text}" if text[0].isdigit() and text != "0" else text


def _share(outcome: ModeOutcome) -> str:
    share = outcome.share
    return str(texts()["modes"]["none"]) if share is None else percent(share, 0)


def projects_table(record: SituationRecord) -> str:
    """Return what each project alone brings, and who would block it."""
    words = texts()["modes"]
    d = record.model.disagreement
    rows = []
    for index, project in enumerate(record.model.projects):
        blockers = [escape(record.names[i]) for i in losers(bundle([project], d), d)]
        cells = [
            number(project.first),
            number(project.second),
            _signed(project.third),
            join(blockers) or words["nobody"],
        ]
        rows.append(
            f'<tr><th scope="row">V{index + 1}: {escape(project.name)}</th>'
            f"{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        )
    heads = [words["project_column"], *record.names, record.third, words["blocks_column"]]
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    return (
        '<table class="kooperation-matrix kooperation-small kooperation-report kooperation-modes">'
        f"<caption>{words['projects_table']}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


# Sentences ----------------------------------------------------------------------------------------


def deal_text(record: SituationRecord, setting: Setting, outcome: ModeOutcome) -> str:
    """Return which projects a deal of mode I holds, and what is paid for them."""
    words = texts()["modes"]
    deal = outcome.deal
    assert deal is not None
    names = [f"«{escape(project.name)}»" for project in deal.projects]
    pattern = "package" if len(names) > 1 else "single"
    what = words[pattern].format(projects=join(names), project=names[0])
    if deal.payer is None:
        return str(words["unpaid"].format(what=what))
    return str(
        words["paid"].format(
            what=what,
            payer=escape(record.subjects[deal.payer]),
            payment=number(deal.payment),
            arrives=number(setting.arriving * deal.payment),
        )
    )


def in_words(record: SituationRecord, setting: Setting, outcomes: Outcomes) -> list[str]:
    """Say for each mode what comes of it, or who blocks it and why."""
    return [
        _exchange(record, setting, outcomes[Mode.EXCHANGE]),
        _compromise(record, outcomes[Mode.COMPROMISE]),
        _solving(record, setting, outcomes[Mode.PROBLEM_SOLVING]),
    ]


def _exchange(record: SituationRecord, setting: Setting, outcome: ModeOutcome) -> str:
    words = texts()["modes"]
    if outcome.reached:
        deal = deal_text(record, setting, outcome)
        return str(words["exchange_reached"].format(deal=capital(deal)))
    assert outcome.deal is not None
    blocker = outcome.blockers[0]
    if len(outcome.blockers) > 1:
        why = ""
    elif setting.payments:
        why = words["why_friction"].format(payer=escape(record.subjects[1 - blocker]))
    else:
        why = words["why_no_payment"]
    return str(
        words["exchange_blocked"].format(
            project=join([f"«{escape(project.name)}»" for project in outcome.deal.projects]),
            side=capital(join([escape(record.subjects[i]) for i in outcome.blockers])),
            after=number(outcome.proposal[blocker]),
            before=number(outcome.disagreement[blocker]),
            why=why,
        )
    )


def _compromise(record: SituationRecord, outcome: ModeOutcome) -> str:
    a, b = map(escape, record.subjects)
    first, second = (percent(utility / SIZE, 0) for utility in outcome.utilities)
    words = texts()["modes"]
    return str(words["compromise_reached"].format(a=capital(a), b=b, first=first, second=second))


def _solving(record: SituationRecord, setting: Setting, outcome: ModeOutcome) -> str:
    words = texts()["modes"]
    a, b = map(escape, record.names)
    needed = trust_thresholds(record.model, setting)
    if len(outcome.blockers) == 1:
        who = words["block_one"].format(name=capital(escape(record.subjects[outcome.blockers[0]])))
    else:
        who = words["block_two"]
    text = words["solving_reached" if outcome.reached else "solving_blocked"].format(
        a=a,
        b=b,
        first=threshold_text(needed[0]),
        second=threshold_text(needed[1]),
        trust=number(setting.trust),
        growth=number(outcome.growth),
        cost=number(setting.cost),
        who=who,
    )
    return f"{text} {words['no_gain']}" if math.isinf(max(needed)) else str(text)


def capital(text: str) -> str:
    """Return *text* with a capital letter, as at the beginning of a sentence."""
    return text[0].upper() + text[1:]


def threshold_text(value: float) -> str:
    """Return a threshold as «0,67», or say that it is more than there is."""
    return number(value) if beats(1, value) else str(texts()["modes"]["no_trust_enough"])


def fitting(record: SituationRecord, outcomes: Outcomes, guess: Mode) -> list[str]:
    """Set the learner's *guess* beside the modes that bring most, by four measures."""
    words = texts()["modes"]
    measures = [
        (words["fit_both"], {m: o.joint for m, o in outcomes.items()}),
        *(
            (words["fit_side"].format(name=escape(name)), _changes(outcomes, player))
            for player, name in enumerate(record.names)
        ),
        (words["fit_all"], {m: o.total for m, o in outcomes.items()}),
    ]
    parts, count = [], 0
    for who, values in measures:
        most = max(values.values())
        best = [mode for mode, value in values.items() if at_least(value, most)]
        count += guess in best
        names = join([modes()[mode].short for mode in best])
        parts.append(words["fit_part"].format(who=who, modes=names))
    return [
        f"{words['fit_own'].format(mode=modes()[guess].title)} {words['fit']}<br>"
        + "<br>".join(parts),
        f"{words['fit_count'].format(count=count)} {words['ladder']}",
    ]


def _changes(outcomes: Outcomes, player: int) -> dict[Mode, float]:
    return {mode: outcome.change[player] for mode, outcome in outcomes.items()}
