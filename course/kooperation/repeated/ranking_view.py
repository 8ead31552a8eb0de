"""Who stands where in a tournament, and what may be the reason: a table."""

from __future__ import annotations

from kooperation.base.german import number, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, Row, legend, numeric, table, td, th, tr
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.contestants_words import Players, short_name
from kooperation.repeated.simulation import Player
from kooperation.repeated.tournament import Standing, TournamentResult
from kooperation.repeated.traits import traits

WORDS, TRAITS = Words("repeated.ranking"), Words("repeated.ranking.named")


def ranking_table(tournament: TournamentResult, players: Players) -> Markup:
    """Return places, mean payoffs, cooperation and properties, the best first."""
    head = WORDS.section("columns").values()
    rows = [_row(standing, players[standing.player]) for standing in tournament.ranking]
    shown = table(WORDS["table"], head, rows, "report small ranking")
    return shown + legend(WORDS["note"])


def _row(standing: Standing, player: Player) -> Row:
    short = short_name(player)
    return tr(
        numeric(str(standing.place)),
        th(player.name if short == player.name else f"{player.name} ({short})"),
        numeric(number(standing.score, 3)),
        numeric(percent(standing.cooperation, 0)),
        td(_reasons(player)),
        data_player=player.key if isinstance(player, Automaton) else "own",
    )


def _reasons(player: Player) -> str:
    if not isinstance(player, Automaton):
        return WORDS["unknown"]
    found = traits(player)
    named = [name for trait, name in TRAITS.section().items() if getattr(found, trait)]
    return ", ".join(named) or WORDS["none"]
