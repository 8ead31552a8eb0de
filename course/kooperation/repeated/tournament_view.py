"""A tournament as heat map, ranking with reasons, and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from kooperation.base.comparing import beats, same
from kooperation.base.german import join, number, percent
from kooperation.base.words import texts
from kooperation.games.game import Kind, SymmetricGame, classify
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.contestants_words import contestants
from kooperation.repeated.simulation import Player
from kooperation.repeated.strategies_words import strategy_texts
from kooperation.repeated.tournament import Standing, Tournament
from kooperation.repeated.traits import Traits, traits

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Players = Sequence[Player]
# Light from end to end, so that dark numbers are readable in every cell and both themes.
SCALE = ["#f2a678", "#f6f3ee", "#7db8e0"]
TRAITS = ("nice", "retaliating", "forgiving", "clear")


def short_name(player: Player) -> str:
    """Return the name that fits on an axis; a learner's own function has only its own."""
    if isinstance(player, Automaton) and player.key in contestants():
        return contestants()[player.key].short
    return player.name


@cache
def traits_of(strategy: Automaton) -> Traits:
    """Return the properties of *strategy*, computed once."""
    return traits(strategy)


# The heat map ------------------------------------------------------------------------------------


def heat_map(
    tournament: Tournament, players: Players, game: SymmetricGame, with_self: bool
) -> Figure:
    """Return the payoffs, row against column, on one scale for all noises and horizons."""
    import plotly.graph_objects as go

    values: list[list[float | None]] = [list(row) for row in tournament.payoffs]
    if not with_self:
        for own, row in enumerate(values):
            row[own] = None
    bounds = (game.temptation, game.reward, game.punishment, game.sucker)
    places = list(range(len(players)))
    names = [escape(short_name(player)) for player in players]
    figure = go.Figure(
        go.Heatmap(
            z=values,
            text=[["–" if v is None else number(v) for v in row] for row in values],
            texttemplate="%{text}",
            customdata=[[f"{a} gegen {b}" for b in names] for a in names],
            hovertemplate="%{customdata}: %{text}<extra></extra>",
            zmin=min(bounds),
            zmax=max(bounds),
            colorscale=SCALE,
            textfont={"color": "#111111", "size": 12},
            showscale=False,
            xgap=1,
            ygap=1,
        )
    )
    # Margins of our own: to find them, plotly would draw everything twice.
    room = 16 + 7 * max(len(short_name(player)) for player in players)
    axis = {
        "tickvals": places,
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


def heat_map_alt(tournament: Tournament, players: Players, with_self: bool) -> str:
    """Return in a sentence what the heat map shows."""
    cells = [
        (value, players[i].name, players[j].name)
        for i, row in enumerate(tournament.payoffs)
        for j, value in enumerate(row)
        if with_self or i != j
    ]
    most, least = max(cells), min(cells)
    return str(
        texts()["tournament"]["alt"].format(
            count=len(players),
            best=most[1],
            against=most[2],
            most=number(most[0]),
            worst=least[1],
            other=least[2],
            least=number(least[0]),
        )
    )


# Tables ------------------------------------------------------------------------------------------


def ranking_table(tournament: Tournament, players: Players) -> str:
    """Return places, mean payoffs, cooperation and properties, the best first."""
    words = texts()["tournament"]
    heads = "".join(
        f'<th scope="col">{words[name]}</th>'
        for name in ("place", "strategy", "score", "cooperation", "traits")
    )
    rows = "".join(_ranking_row(standing, players) for standing in tournament.ranking)
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-small kooperation-ranking">'
        f"<caption>{words['ranking']}</caption><thead><tr>{heads}</tr></thead>"
        f'<tbody>{rows}</tbody></table><p class="kooperation-legend">{words["traits_note"]}</p>'
    )


def _ranking_row(standing: Standing, players: Players) -> str:
    player = players[standing.player]
    return (
        f'<tr data-player="{escape(getattr(player, "key", "own"))}">'
        f'<td class="kooperation-number">{standing.place}</td>'
        f'<th scope="row">{_long_name(player)}</th>'
        f'<td class="kooperation-number">{number(standing.score, 3)}</td>'
        f'<td class="kooperation-number">{percent(standing.cooperation, 0)}</td>'
        f"<td>{_reasons(player)}</td></tr>"
    )


def _long_name(player: Player) -> str:
    short = short_name(player)
    return escape(player.name if short == player.name else f"{player.name} ({short})")


def _reasons(player: Player) -> str:
    words = texts()["tournament"]
    if not isinstance(player, Automaton):
        return str(words["unknown_traits"])
    found = traits_of(player)
    return ", ".join(words[name] for name in TRAITS if getattr(found, name)) or words["no_trait"]


def pairs_table(tournament: Tournament, players: Players, with_self: bool) -> str:
    """Return the numbers of the heat map as a table."""
    words = texts()["tournament"]
    names = [escape(short_name(player)) for player in players]
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row">{names[i]}</th>'
        + "".join(
            f"<td>{number(value) if with_self or i != j else '–'}</td>"
            for j, value in enumerate(row)
        )
        + "</tr>"
        for i, row in enumerate(tournament.payoffs)
    )
    return (
        '<table class="kooperation-matrix kooperation-small kooperation-pairs">'
        f"<caption>{words['pairs_caption']}</caption>"
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def field_list() -> str:
    """Return what each strategy does, folded away until it is asked for."""
    words = texts()["strategy_field"]
    items = "".join(
        f"<li><strong>{escape(entry.automaton.name)}</strong> ({escape(entry.short)}): "
        f"{escape(strategy_texts()[key].rule)}</li>"
        for key, entry in contestants().items()
    )
    return (
        f"<details><summary>{words['explain']}</summary>"
        f'<ul class="kooperation-sentences">{items}</ul></details>'
    )


# Sentences ---------------------------------------------------------------------------------------


def in_words(
    tournament: Tournament, players: Players, game: SymmetricGame, noise: float
) -> list[str]:
    """Return German sentences: who leads and why, and for what it holds."""
    words = texts()["tournament"]
    sentences = [_leader(tournament)]
    sentences += _nice_against_rest(tournament, players)
    sentences += _duels(tournament)
    sentences += _forgiveness(tournament, players, game, noise)
    kind = classify(game.game).kind
    if kind is not Kind.PRISONERS_DILEMMA:
        warning = texts()["strategy_field"]["not_a_dilemma"]
        sentences.append(warning.format(kind=texts()["kinds"][kind.value]))
    return [*sentences, words["caution"]]


def _leader(tournament: Tournament) -> str:
    first = [standing for standing in tournament.ranking if standing.place == 1]
    return str(
        texts()["tournament"]["leader"].format(
            names=join([escape(standing.name) for standing in first]),
            score=number(first[0].score, 3),
        )
    )


def _nice_against_rest(tournament: Tournament, players: Players) -> list[str]:
    groups: dict[bool, list[float]] = {True: [], False: []}
    for standing in tournament.ranking:
        player = players[standing.player]
        if isinstance(player, Automaton):
            groups[traits_of(player).nice].append(standing.score)
    if not (len(groups[True]) > 1 and len(groups[False]) > 1):
        return []
    means = {nice: sum(scores) / len(scores) for nice, scores in groups.items()}
    return [
        texts()["tournament"]["nice_mean"].format(
            many=len(groups[True]),
            nice=number(means[True]),
            others=len(groups[False]),
            rest=number(means[False]),
        )
    ]


def _duels(tournament: Tournament) -> list[str]:
    """Say how often the leader got more than the other: often never."""
    words = texts()["tournament"]
    leader = tournament.ranking[0]
    others = [other for other in range(len(tournament.payoffs)) if other != leader.player]
    if not others:
        return []
    won = sum(
        beats(tournament.payoffs[leader.player][other], tournament.payoffs[other][leader.player])
        for other in others
    )
    text = words["duels"].format(name=escape(leader.name), won=won, all=len(others))
    return [text if won else f"{text} {words['duels_lesson']}"]


def _forgiveness(
    tournament: Tournament, players: Players, game: SymmetricGame, noise: float
) -> list[str]:
    """Compare tit for tat with its generous kind where both play."""
    words = texts()["tournament"]
    where = {player.key: i for i, player in enumerate(players) if isinstance(player, Automaton)}
    if not {"tit_for_tat", "generous_tit_for_tat"} <= set(where):
        return []
    strict, generous = where["tit_for_tat"], where["generous_tit_for_tat"]
    scores = {standing.player: standing.score for standing in tournament.ranking}
    difference = scores[strict] - scores[generous]
    side = "vor" if difference > 0 else "hinter"
    sentence = (
        words["level"]
        if same(difference, 0)
        else words["behind"].format(difference=number(abs(difference), 3), where=side)
    )
    if noise:
        echo = words["echo"].format(
            noise=percent(noise),
            strict=number(tournament.payoffs[strict][strict]),
            reward=number(game.reward),
            generous=number(tournament.payoffs[generous][generous]),
        )
        sentence = f"{echo} {sentence}"
    return [sentence]
