"""A small population with chance: how many there are of each after each birth, and who takes over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.kit.palette import colour
from kooperation.repeated.evolution_view import COLOURS, Field
from kooperation.repeated.plotting_view import title

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WORDS = Words("repeated.evolution.finite")
Run = Sequence[tuple[int, ...]]
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
POINTS = 200


def finite_figure(run: Run, field: Field) -> Figure:
    """Return the numbers of individuals after each birth, thinned out to some POINTS."""
    import plotly.graph_objects as go

    stride = 1 + len(run) // POINTS
    births = [*range(0, len(run) - 1, stride), len(run) - 1]
    figure = go.Figure(
        [
            go.Scatter(
                x=births,
                y=[run[at][kind] for at in births],
                name=contestant.short,
                mode="lines",
                line={"width": 2.5, "color": colour(COLOURS[kind]), "dash": DASHES[kind]},
                hovertemplate=f"{contestant.automaton.name}: %{{y}}<extra></extra>",
            )
            for kind, contestant in enumerate(field)
            if run[0][kind]
        ]
    )
    figure.update_layout(
        template="none",
        height=280,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        xaxis={"title": title(WORDS["births"], standoff=8), "fixedrange": True},
        yaxis={"rangemode": "tozero", "fixedrange": True},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        showlegend=True,
    )
    return figure


def finite_alt(run: Run, field: Field) -> str:
    """Return in a sentence what the lines show."""
    return WORDS.filled("alt", result=finite_in_words(run, field))


def finite_in_words(run: Run, field: Field) -> str:
    """Say who has taken over, or that nothing is decided yet."""
    names = [contestant.automaton.name for contestant in field]
    left = {name: count for name, count in zip(names, run[-1], strict=True) if count}
    births = len(run) - 1
    if len(left) == 1:
        return WORDS.filled("taken_over", name=next(iter(left)), births=births)
    still = join([f"{name} ({count})" for name, count in left.items()])
    return WORDS.filled("open_end", births=births, names=still)
