"""Who gets how much from whom: as a heat map, in a sentence and as a table of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.kit.html import Markup, table
from kooperation.kit.palette import colour
from kooperation.repeated.contestants_words import Players, short_name
from kooperation.repeated.tournament import TournamentResult

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WORDS = Words("repeated.heat_map")
# Light from end to end, so that dark numbers are readable in every cell and both themes.
SCALE = ("scale-low", "scale-middle", "scale-high")
NOTHING = "–"


def heat_map(
    tournament: TournamentResult, players: Players, game: SymmetricGame, with_self: bool
) -> Figure:
    """Return the payoffs, row against column, on one scale for all noises and horizons."""
    import plotly.graph_objects as go

    values = _values(tournament, with_self)
    bounds = (game.temptation, game.reward, game.punishment, game.sucker)
    names = [str(escape(short_name(player))) for player in players]  # plotly reads some HTML
    figure = go.Figure(
        go.Heatmap(
            z=values,
            text=[list(map(_number, row)) for row in values],
            texttemplate="%{text}",
            customdata=[[WORDS.filled("cell", row=a, column=b) for b in names] for a in names],
            hovertemplate="%{customdata}: %{text}<extra></extra>",
            zmin=min(bounds),
            zmax=max(bounds),
            colorscale=[colour(name) for name in SCALE],
            textfont={"color": colour("on-scale"), "size": 12},
            showscale=False,
            xgap=1,
            ygap=1,
        )
    )
    # Margins of our own: to find them, plotly would draw everything twice.
    room = 16 + 7 * max(len(short_name(player)) for player in players)
    axis = {
        "tickvals": list(range(len(players))),
        "ticktext": names,
        "showgrid": False,
        "zeroline": False,
        "automargin": False,
        "fixedrange": True,
    }
    figure.update_layout(
        template="none",
        height=room + 10 + 30 * len(players),
        margin={"l": room, "r": 25, "t": room, "b": 10},
        font={"size": 12},
        xaxis={**axis, "side": "top", "tickangle": -50},
        yaxis={**axis, "autorange": "reversed"},
    )
    return figure


def _values(tournament: TournamentResult, with_self: bool) -> list[list[float | None]]:
    """Return the payoffs without what does not count."""
    return [
        [value if with_self or own != other else None for other, value in enumerate(row)]
        for own, row in enumerate(tournament.payoffs)
    ]


def _number(value: float | None) -> str:
    return NOTHING if value is None else number(value)


def heat_map_alt(tournament: TournamentResult, players: Players, with_self: bool) -> str:
    """Return in a sentence what the heat map shows."""
    cells = [
        (value, players[i].name, players[j].name)
        for i, row in enumerate(_values(tournament, with_self))
        for j, value in enumerate(row)
        if value is not None
    ]
    most, least = max(cells), min(cells)
    return WORDS.filled(
        "alt",
        count=len(players),
        best=most[1],
        against=most[2],
        most=number(most[0]),
        worst=least[1],
        other=least[2],
        least=number(least[0]),
    )


def pairs_table(tournament: TournamentResult, players: Players, with_self: bool) -> Markup:
    """Return the numbers of the heat map as a table."""
    names = [short_name(player) for player in players]
    values = _values(tournament, with_self)
    rows = [[name, *map(_number, row)] for name, row in zip(names, values, strict=True)]
    return table(WORDS["pairs"], ["", *names], rows, "small pairs")
