"""A tournament in German sentences: who leads and why, and for what it holds."""

from __future__ import annotations

from kooperation.base.comparing import beats, same
from kooperation.base.german import join, number, percent
from kooperation.base.words import Words
from kooperation.games.classification import GameKind, classify
from kooperation.games.explanation_view import KINDS
from kooperation.games.game import SymmetricGame
from kooperation.kit.html import Markup, fill
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.contestants_words import Players
from kooperation.repeated.tournament import TournamentResult
from kooperation.repeated.traits import traits

WORDS = Words("repeated.tournament.said")


def in_words(
    tournament: TournamentResult, players: Players, game: SymmetricGame, noise: float
) -> list[Markup]:
    """Return German sentences: who leads and why, and for what it holds."""
    return [
        _leader(tournament),
        *_nice_against_rest(tournament, players),
        *_duels(tournament),
        *_forgiveness(tournament, players, game, noise),
        *_no_dilemma(game),
        fill(WORDS["caution"]),
    ]


def _leader(tournament: TournamentResult) -> Markup:
    first = [standing for standing in tournament.ranking if standing.place == 1]
    names, score = join([standing.name for standing in first]), number(first[0].score, 3)
    return fill(WORDS["leader"], names=names, score=score)


def _nice_against_rest(tournament: TournamentResult, players: Players) -> list[Markup]:
    groups: dict[bool, list[float]] = {True: [], False: []}
    for standing in tournament.ranking:
        player = players[standing.player]
        if isinstance(player, Automaton):
            groups[traits(player).nice].append(standing.score)
    nice, rest = groups[True], groups[False]
    if not (len(nice) > 1 and len(rest) > 1):
        return []
    means = {"nice": number(sum(nice) / len(nice)), "rest": number(sum(rest) / len(rest))}
    return [fill(WORDS["nice_mean"], many=len(nice), others=len(rest), **means)]


def _duels(tournament: TournamentResult) -> list[Markup]:
    """Say how often the leader got more than the other: often never."""
    leader, table = tournament.ranking[0], tournament.payoffs
    others = [other for other in range(len(table)) if other != leader.player]
    if not others:
        return []
    won = sum(beats(table[leader.player][other], table[other][leader.player]) for other in others)
    text = fill(WORDS["duels"], name=leader.name, won=won, all=len(others))
    return [text if won else text + " " + WORDS["duels_lesson"]]


def _forgiveness(
    tournament: TournamentResult, players: Players, game: SymmetricGame, noise: float
) -> list[Markup]:
    """Compare tit for tat with its generous kind where both play."""
    where = {player.key: i for i, player in enumerate(players) if isinstance(player, Automaton)}
    if not {"tit_for_tat", "generous_tit_for_tat"} <= set(where):
        return []
    strict, generous = where["tit_for_tat"], where["generous_tit_for_tat"]
    scores = {standing.player: standing.score for standing in tournament.ranking}
    compared = _compared(scores[strict] - scores[generous])
    if not noise:
        return [compared]
    echo = fill(
        WORDS["echo"],
        noise=percent(noise),
        strict=number(tournament.payoffs[strict][strict]),
        reward=number(game.reward),
        generous=number(tournament.payoffs[generous][generous]),
    )
    return [echo + " " + compared]


def _compared(lead: float) -> Markup:
    if same(lead, 0):
        return fill(WORDS["level"])
    return fill(WORDS["ahead"] if lead > 0 else WORDS["behind"], difference=number(abs(lead), 3))


def _no_dilemma(game: SymmetricGame) -> list[Markup]:
    found = classify(game.game)
    if found.kind is GameKind.PRISONERS_DILEMMA:
        return [fill(WORDS["alternating"])] if found.alternating else []
    if found.relabelled:
        return [fill(WORDS["relabelled"], kind=KINDS.section()[found.relabelled.value])]
    if found.kind is GameKind.OTHER:
        return [fill(WORDS["unnamed"])]
    return [fill(WORDS["not_a_dilemma"], kind=KINDS.section()[found.kind.value])]
