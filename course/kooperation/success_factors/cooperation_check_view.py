"""The Kooperations-Check as radar chart, tables and German sentences."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from kooperation.base.german import join, unbroken
from kooperation.base.words import texts
from kooperation.success_factors.cooperation_check import (
    TOP,
    Ratings,
    bottlenecks,
    changes,
    positions,
    raised,
    strengths,
    ties,
)
from kooperation.success_factors.levers import TownSituation, pulled
from kooperation.success_factors.levers_view import moved_table
from kooperation.success_factors.levers_words import factors, lever_effects, levers, towns

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

START = "mittelstadt"
NOW_COLOUR, EARLIER_COLOUR = "#3b8fd4", "#e07b1a"


# The radar ----------------------------------------------------------------------------------------


def radar(ratings: Ratings, earlier: Ratings | None = None) -> Figure:
    """Return the levels, from 1 to 4, on an axis for each factor; what is not rated has no point."""
    import plotly.graph_objects as go

    words = texts()["check"]
    axes = [factor.short for factor in factors().values()]
    series = [(words["later"] if earlier else words["series"], ratings, NOW_COLOUR, "solid")]
    if earlier:
        series.append((words["earlier"], earlier, EARLIER_COLOUR, "dot"))
    traces = []
    for name, levels, colour, dash in series:
        keys = [key for key in factors() if key in levels]
        around = [*keys, *keys[:1]]
        traces.append(
            {
                "type": "scatterpolar",
                "r": [levels[key] + 1 for key in around],
                "theta": [factors()[key].short for key in around],
                "name": name,
                "mode": "lines+markers",
                "line": {"color": colour, "dash": dash, "width": 2.5},
                "fill": "toself" if levels is ratings else "none",
                "opacity": 0.85,
                "hovertemplate": "%{theta}: Stufe %{r}<extra>" + name + "</extra>",
            }
        )
    layout = {
        "height": 400,
        "margin": {"l": 90, "r": 90, "t": 40, "b": 50},
        "polar": {
            "radialaxis": {"range": [0, TOP + 1], "dtick": 1, "angle": 75, "tickangle": 75},
            "angularaxis": {
                "rotation": 90,
                "direction": "clockwise",
                "categoryorder": "array",
                "categoryarray": axes,
            },
        },
        "showlegend": bool(earlier),
        "legend": {"orientation": "h", "x": 0.5, "xanchor": "center", "y": -0.1},
    }
    return go.Figure(traces, layout)


def radar_alt(ratings: Ratings, earlier: Ratings | None = None) -> str:
    """Return in a sentence what the radar chart shows."""
    words = texts()["check"]
    shown = _levels(ratings)
    if earlier:
        shown += f"; {words['earlier']}: {_levels(earlier)}"
    return str(words["picture"].format(levels=shown))


def _levels(ratings: Ratings) -> str:
    return join([f"{factors()[key].short} {level + 1}" for key, level in ratings.items()])


# Table and sentences ------------------------------------------------------------------------------


def ratings_table(ratings: Ratings, earlier: Ratings | None = None) -> str:
    """Return each factor with its level in number and words; with *earlier* also what changed."""
    words = texts()["check"]
    heads = [words["factor"], words["level"], words["words"]]
    if earlier:
        heads.append(words["before"])
    rows = []
    for key, factor in factors().items():
        level = ratings.get(key)
        cells = (
            f'<td>{level + 1}</td><td class="kooperation-words">{escape(factor.levels[level])}</td>'
            if level is not None
            else f'<td>–</td><td class="kooperation-words">{words["unrated"]}</td>'
        )
        if earlier:
            cells += f'<td class="kooperation-nowrap">{_change(level, earlier.get(key))}</td>'
        rows.append(f'<tr><th scope="row">{escape(factor.title)}</th>{cells}</tr>')
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-small kooperation-check">'
        f"<caption>{words['table']}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _change(level: int | None, before: int | None) -> str:
    words = texts()["check"]
    if level is None or before is None:
        return "–" if before is None else str(before + 1)
    trend = "better" if level > before else "worse" if level < before else "same"
    return f"{before + 1} {words[trend]}"


def in_words(ratings: Ratings, earlier: Ratings | None = None) -> list[str]:
    """Return German sentences: strengths, bottlenecks, and what changed."""
    words = texts()["check"]
    best, weak, equal = strengths(ratings), bottlenecks(ratings), ties(ratings)
    said = [
        words["strengths"].format(names=_names(best)) if best else words["no_strengths"],
        words["bottlenecks"].format(names=_names(weak)) if weak else words["no_bottlenecks"],
    ]
    if equal:
        said.append(words["ties"].format(names=_names(equal)))
    if earlier:
        found = changes(earlier, ratings)
        said.append(
            words["compared"].format(
                up=sum(c.after > c.before for c in found),
                down=sum(c.after < c.before for c in found),
                same=sum(c.after == c.before for c in found),
            )
        )
    return said


def _names(keys: Sequence[str]) -> str:
    # Not «a, b und c»: some names have an «und» of their own.
    return "; ".join(escape(factors()[key].title) for key in keys)


# Levers for the bottlenecks -----------------------------------------------------------------------


def situation(ratings: Ratings) -> TownSituation:
    """Return the rated cooperation in the model: each level pulls its lever a third of the way."""
    return pulled(towns()[START].situation, lever_effects(), positions(ratings))


def lever_panels(ratings: Ratings) -> list[str]:
    """Return for each bottleneck its lever, an example, and what one level more would move."""
    words = texts()["check"]
    panels = []
    for key in bottlenecks(ratings):
        lever, factor = levers()[key], factors()[key]
        above = raised(ratings, key)
        lines = [
            f"<strong>{escape(lever.title)}</strong>",
            escape(words["next_level"].format(words=factor.levels[above[key]])),
            unbroken(escape(words["example"].format(example=lever.example))),
            escape(words["why"].format(why=lever.why)),
        ]
        if lever.reach != "örtlich":
            lines.append(escape(words["political" if lever.reach == "politisch" else "partly"]))
        table = moved_table(
            situation(ratings),
            situation(above),
            (words["now"], words["then"]),
            words["moves"],
            all_rows=False,
        )
        text = "".join(f"<p>{line}</p>" for line in lines)
        panels.append(f'<div class="kooperation-panel kooperation-compact">{text}{table}</div>')
    return panels
