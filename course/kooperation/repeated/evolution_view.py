"""Evolution of a mix: shares over time as a figure and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log2
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
POINTS = 700  # of an area; a wave of the cycle has some thirty then
MOMENTS = (
    0.2,
    0.5,
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1000,
    2000,
)  # written at a doubling time axis
PRESENT = 0.01  # below one in a hundred we call a strategy gone
NOTHING = "–"


def moment(time: float) -> str:
    """Return a time without a unit as „60“, „2500“ or „0,5“."""
    return number(time, 2 if time < 1 else 0)


def shares_figure(
    course: Course, field: Field, duration: float, *, doubling: bool = False
) -> Figure:
    """Return the shares over time as stacked areas that sum to 100 %.

    *doubling* gives each doubling of the time the same room, so that beginning and end are seen in one picture.
    """
    import plotly.graph_objects as go

    steps = len(course) - 1
    looks = _looks(steps, doubling)
    times = [duration * k / steps for k in looks]
    places = [log2(time) for time in times] if doubling else times
    figure = go.Figure(
        [
            go.Scatter(
                x=[round(place, 6) for place in places],
                y=[round(100 * course[k][kind], 4) for k in looks],
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
    time: dict[str, object] = {"title": title(WORDS["time"], standoff=8)}
    if doubling:
        shown = [one for one in MOMENTS if times[0] <= one <= duration]
        time |= {
            "tickvals": [log2(one) for one in shown],
            "ticktext": [moment(one) for one in shown],
        }
    figure.update_layout(
        template="none",
        height=330,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        xaxis={**time, "fixedrange": True, "showgrid": False},
        yaxis={"range": [0, 100], "ticksuffix": " %", "fixedrange": True},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        showlegend=True,
    )
    return figure


def _looks(steps: int, doubling: bool) -> list[int]:
    """Return which of so many steps are drawn: some POINTS of them, the last one too."""
    if doubling:  # the first step is at the edge: time 0 has no place
        return sorted({min(round(steps ** (k / POINTS)), steps) for k in range(POINTS + 1)})
    return [*range(0, steps, ceil(steps / POINTS)), steps]


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
