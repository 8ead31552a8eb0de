"""Who gets how much from whom: as a table whose fields are shaded, and in a sentence."""

from __future__ import annotations

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.kit.html import Cell, Markup, columns, table, tag, td, th, tr
from kooperation.repeated.contestants_words import Players, short_name
from kooperation.repeated.tournament import TournamentResult

WORDS = Words("repeated.heat_map")
NOTHING = "–"


def heat_map(
    tournament: TournamentResult, players: Players, game: SymmetricGame, with_self: bool
) -> Markup:
    """Return the payoffs, row against column, shaded on one scale for all noises and horizons."""
    bounds = (game.temptation, game.reward, game.punishment, game.sucker)
    least, span = min(bounds), (max(bounds) - min(bounds)) or 1.0
    names = [short_name(player) for player in players]
    rows = [
        tr(
            th(name),
            *(
                _field(value, (value - least) / span) if with_self or own != other else td(NOTHING)
                for other, value in enumerate(row)
            ),
        )
        for own, (name, row) in enumerate(zip(names, tournament.payoffs, strict=True))
    ]
    return table(
        None,
        [columns("", *names)],
        rows,
        "heat",
        style=f"--kooperation-letters: {max(map(len, names))}; --kooperation-count: {len(names)}",
        aria_label=heat_map_alt(tournament, players, with_self),
    )


def _field(value: float, height: float) -> Cell:
    """Return a field; *height* is where its value lies between the least and the largest payoff, in [0, 1].

    Of one lightness from end to end, so that numbers are readable in every field (the palette has the colours). Where
    fields are narrow they show one decimal, and the whole table is in view.
    """
    share = f"--kooperation-share: {abs(2 * height - 1):.0%}"
    look = "high" if height >= 0.5 else "low"
    exact = tag("span", number(value))
    return td(exact, look=look, style=share, data_rounded=number(value, 1))


def heat_map_alt(tournament: TournamentResult, players: Players, with_self: bool) -> str:
    """Return in a sentence what the heat map shows."""
    cells = [
        (value, players[i].name, players[j].name)
        for i, row in enumerate(tournament.payoffs)
        for j, value in enumerate(row)
        if with_self or i != j
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
