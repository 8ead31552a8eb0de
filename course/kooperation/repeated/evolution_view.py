"""Evolution of a mix: shares over time as a figure and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kooperation.base.german import join, number, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, legend, numeric, table, tr
from kooperation.kit.palette import colour
from kooperation.repeated.contestants_words import Contestant
from kooperation.repeated.evolution import Payoffs, Shares, fitness
from kooperation.repeated.plotting_view import title

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WORDS = Words("repeated.evolution")
Course = Sequence[Shares]
Field = Sequence[Contestant]

# In this order: neighbours in the field are told apart, and patterns help as well.
COLOURS = ("sixth", "other", "third", "fifth", "neutral", "fourth", "own", "seventh")
PATTERNS = ("", "/", "", "\\", ".", "x", "-", "+")
PRESENT = 0.01  # below one in a hundred we call a strategy gone
NOTHING = "–"


def moment(time: float) -> str:
    """Return a time without a unit as „60“ or „2.500“."""
    return f"{time:,.0f}".replace(",", ".")


def shares_figure(course: Course, field: Field, duration: float) -> Figure:
    """Return the shares over time as stacked areas that sum to 100 %."""
    import plotly.graph_objects as go

    steps = len(course) - 1
    times = [round(duration * k / steps, 6) for k in range(steps + 1)]
    figure = go.Figure(
        [
            go.Scatter(
                x=times,
                y=[round(100 * shares[kind], 4) for shares in course],
                name=contestant.short,
                mode="lines",
                line={"width": 1, "color": colour(COLOURS[kind])},
                fillpattern={
                    "shape": PATTERNS[kind],
                    "fgcolor": colour(COLOURS[kind]),
                    "fillmode": "overlay",
                    "size": 9,
                },
                stackgroup="all",
                hovertemplate=f"{contestant.automaton.name}: %{{y:.1f}} %<extra></extra>",
            )
            for kind, contestant in enumerate(field)
            if course[0][kind] > 0
        ]
    )
    time = title(WORDS["time"], standoff=8)
    figure.update_layout(
        template="none",
        height=330,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        xaxis={"title": time, "fixedrange": True, "showgrid": False},
        yaxis={"range": [0, 100], "ticksuffix": " %", "fixedrange": True},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        showlegend=True,
    )
    return figure


def shares_alt(course: Course, field: Field, time: float) -> str:
    """Return in a sentence what the areas show."""
    start, end = (
        join([f"{field[i].automaton.name} {percent(share)}" for i, share in enumerate(at) if share])
        for at in (course[0], [s if s >= PRESENT else 0.0 for s in course[-1]])
    )
    return WORDS.filled("alt", start=start, end=end, time=moment(time))


def shares_table(course: Course, field: Field, payoffs: Payoffs, time: float) -> Markup:
    """Return each strategy's share at the beginning and at *time*, and its payoff then."""
    gains = fitness(payoffs, course[-1])
    rows = [
        tr(
            f"{contestant.automaton.name} ({contestant.short})",
            numeric(percent(start)),
            numeric(percent(share)),
            numeric(number(gain, 3) if start else NOTHING),
            data_player=contestant.key,
        )
        for contestant, start, share, gain in zip(field, course[0], course[-1], gains, strict=True)
    ]
    end = WORDS.filled("end", time=moment(time))
    head = [WORDS["strategy"], WORDS["start"], end, WORDS["payoff"]]
    return table(WORDS["table"], head, rows, "report small ranking") + legend(WORDS["note"])
