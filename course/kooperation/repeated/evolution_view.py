"""Evolution of a mix: shares over time as a figure, as a table and in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from kooperation.base.german import join, number, percent
from kooperation.base.words import texts
from kooperation.repeated.contestants_words import Contestant
from kooperation.repeated.evolution import Payoffs, Shares, fitness

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Course = Sequence[Shares]
Field = Sequence[Contestant]

# Okabe and Ito's palette, told apart by people who see colours differently; patterns help as well.
COLOURS = ("#56B4E9", "#D55E00", "#009E73", "#E69F00", "#7f7f7f", "#CC79A7", "#0072B2", "#F0E442")
PATTERNS = ("", "/", "", "\\", ".", "x", "-", "+")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
PRESENT = 0.01  # below one in a hundred we call a strategy gone
DETOUR = 0.1


def shares_figure(course: Course, field: Field, duration: float) -> Figure:
    """Return the shares over time as stacked areas that sum to 100 %."""
    import plotly.graph_objects as go

    words = texts()["evolution"]
    steps = len(course) - 1
    times = [round(duration * k / steps, 6) for k in range(steps + 1)]
    figure = go.Figure(
        [
            go.Scatter(
                x=times,
                y=[round(100 * shares[kind], 4) for shares in course],
                name=contestant.short,
                mode="lines",
                line={"width": 1, "color": COLOURS[kind]},
                fillpattern={
                    "shape": PATTERNS[kind],
                    "fgcolor": COLOURS[kind],
                    "fillmode": "overlay",
                    "size": 9,
                },
                stackgroup="all",
                hovertemplate=f"{escape(contestant.automaton.name)}: %{{y:.1f}} %<extra></extra>",
            )
            for kind, contestant in enumerate(field)
            if course[0][kind] > 0
        ]
    )
    figure.update_layout(
        template="none",
        height=330,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        xaxis={"title": _title(words["time"]), "fixedrange": True, "showgrid": False},
        yaxis={"range": [0, 100], "ticksuffix": " %", "fixedrange": True},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        showlegend=True,
    )
    return figure


def _title(text: str) -> dict[str, object]:
    return {"text": text, "font": {"size": 13}, "standoff": 8}


def shares_alt(course: Course, field: Field) -> str:
    """Return in a sentence what the areas show."""
    start, end = (
        join([f"{field[i].automaton.name} {percent(share)}" for i, share in enumerate(at) if share])
        for at in (course[0], [s if s >= PRESENT else 0.0 for s in course[-1]])
    )
    return str(texts()["evolution"]["alt"].format(start=start, end=end))


def shares_table(course: Course, field: Field, payoffs: Payoffs) -> str:
    """Return each strategy's share at the beginning and the end, and its payoff at the end."""
    words = texts()["evolution"]
    heads = "".join(
        f'<th scope="col">{words[name]}</th>' for name in ("strategy", "start", "end", "payoff")
    )
    gains = fitness(payoffs, course[-1])
    rows = "".join(
        f'<tr data-player="{contestant.key}"><th scope="row">{escape(contestant.automaton.name)} '
        f"({escape(contestant.short)})</th>"
        f'<td class="kooperation-number">{percent(course[0][kind])}</td>'
        f'<td class="kooperation-number">{percent(course[-1][kind])}</td>'
        f'<td class="kooperation-number">{number(gains[kind], 3) if course[0][kind] else "–"}</td></tr>'
        for kind, contestant in enumerate(field)
    )
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-small kooperation-ranking">'
        f"<caption>{words['table']}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="kooperation-legend">{words["note"]}</p>'
    )


def in_words(course: Course, field: Field, cooperation: Payoffs) -> list[str]:
    """Return German sentences: who survives, who vanishes, and how much is cooperated.

    *cooperation* says how often row cooperates with column.
    """
    words = texts()["evolution"]
    start, end = course[0], course[-1]
    kinds = [kind for kind in range(len(field)) if start[kind] > 0]
    stay = sorted((kind for kind in kinds if end[kind] >= PRESENT), key=lambda kind: -end[kind])
    gone = [kind for kind in kinds if end[kind] < PRESENT]
    sentences = [
        words["survivors"].format(
            names=join([f"{_name(field, kind)} mit {percent(end[kind])}" for kind in stay])
        )
    ]
    if gone:
        sentences.append(words["gone"].format(names=join([_name(field, kind) for kind in gone])))
    sentences += _detours(course, field, gone)
    rates = [percent(_cooperation(shares, cooperation), 0) for shares in (start, end)]
    return [*sentences, words["cooperation"].format(start=rates[0], end=rates[1])]


def _detours(course: Course, field: Field, gone: Sequence[int]) -> list[str]:
    """Say of a defector who flourished and then vanished."""
    found = []
    for kind in gone:
        peak = max(shares[kind] for shares in course)
        if field[kind].key == "always_defect" and peak > course[0][kind] + DETOUR:
            found.append(
                texts()["evolution"]["detour"].format(
                    name=_name(field, kind), peak=percent(peak), end=percent(course[-1][kind])
                )
            )
    return found


def _cooperation(shares: Shares, cooperation: Payoffs) -> float:
    """Return how often two taken at random cooperate."""
    return sum(
        share * rate for share, rate in zip(shares, fitness(cooperation, shares), strict=True)
    )


def _name(field: Field, kind: int) -> str:
    return escape(field[kind].automaton.name)


# A finite population -----------------------------------------------------------------------------

Run = Sequence[tuple[int, ...]]
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
                line={"width": 2.5, "color": COLOURS[kind], "dash": DASHES[kind]},
                hovertemplate=f"{escape(contestant.automaton.name)}: %{{y}}<extra></extra>",
            )
            for kind, contestant in enumerate(field)
            if run[0][kind]
        ]
    )
    figure.update_layout(
        template="none",
        height=280,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        xaxis={"title": _title(texts()["evolution"]["births"]), "fixedrange": True},
        yaxis={"rangemode": "tozero", "fixedrange": True},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        showlegend=True,
    )
    return figure


def finite_in_words(run: Run, field: Field) -> str:
    """Say who has taken over, or that nothing is decided yet."""
    words = texts()["evolution"]
    left = [kind for kind, count in enumerate(run[-1]) if count]
    births = len(run) - 1
    if len(left) == 1:
        return str(words["taken_over"].format(name=_name(field, left[0]), births=births))
    names = join([f"{_name(field, kind)} ({run[-1][kind]})" for kind in left])
    return str(words["open_end"].format(births=births, names=names))
