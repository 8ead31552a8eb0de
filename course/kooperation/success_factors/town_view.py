"""A local cooperation: where its levers pull it as a table, the game of one round as a matrix."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.comparing import beats, same
from kooperation.base.words import Words
from kooperation.games.game_view import matrix_table
from kooperation.games.game_words import GameNames
from kooperation.kit.html import Markup, table, tr
from kooperation.success_factors.assumptions import (
    Levers,
    Positions,
    Trend,
    bands,
    kinds,
)
from kooperation.success_factors.levers import TownSituation, pulled
from kooperation.success_factors.needs import ROUNDS, read
from kooperation.success_factors.needs_view import need_name, trend, verdict

WORDS, KINDS = Words("success_factors.town"), Words("games.kinds")
Row = tuple[str, str, str, bool]  # name, direction, verdict, and whether it moved


def kind_text(start: TownSituation, levers: Levers, now: Positions) -> str:
    """Return what the game of one round may be: „Hirschjagd oder Gefangenendilemma“."""
    names = [KINDS.section()[kind.value] for kind in kinds(start, levers, now)]
    return WORDS["either"].join(names)


def moved_table(
    start: TownSituation,
    levers: Levers,
    now: Positions,
    caption: str,
    *,
    before: Positions | None = None,
    all_rows: bool,
) -> Markup:
    """Return a table of where the levers pull: directions, and verdicts that hold under all assumptions.

    *before* is where they stood before, else nowhere; with *all_rows* what follows and stays is told, too.
    """
    there = before or {}
    rows = [
        tr(name, direction, told, look="chosenrow" if moved and all_rows else "")
        for name, direction, told, moved in [
            *_parameters(start, levers, there, now),
            *_what_follows(start, levers, there, now),
        ]
        if moved or all_rows
    ]
    heads = [WORDS["row"], WORDS["direction"], WORDS["verdict"]]
    return table(caption, heads, rows, "report small moved")


def _parameters(
    start: TownSituation, levers: Levers, before: Positions, now: Positions
) -> Iterator[Row]:
    old, new = pulled(start, levers, before), pulled(start, levers, now)
    for key, name in WORDS.section("parameters").items():
        was, will = getattr(old, key), getattr(new, key)
        if not same(was, will):
            yield name, _direction(was, will), "", True


def _what_follows(
    start: TownSituation, levers: Levers, before: Positions, now: Positions
) -> Iterator[Row]:
    old, new = (read(pulled(start, levers, at)) for at in (before, now))
    kind, was = (kind_text(start, levers, at) for at in (now, before))
    yield WORDS["kind"], "", kind, kind != was
    for band in bands(start, levers, now, before):
        yield need_name(band), trend(band), verdict(band), band.trend is not Trend.SAME
    for name, one, other in (
        (WORDS.filled("cooperation", rounds=ROUNDS), old.cooperation, new.cooperation),
        (WORDS["enlargement"], old.growth, new.growth),
        (WORDS.filled("free_ride", parties=start.parties), old.free_ride, new.free_ride),
    ):
        yield name, _direction(one, other), "", not same(one, other)


def _direction(was: float, will: float) -> str:
    if same(was, will):
        return WORDS["same"]
    return WORDS["rises"] if beats(will, was) else WORDS["falls"]


def round_matrix(situation: TownSituation) -> Markup:
    """Return the game of one round as a matrix with what holds in it."""
    said = WORDS.section("players")
    players = said["first"], said["second"]
    names = GameNames(player_names=players, cooperate=said["cooperate"], defect=said["defect"])
    return matrix_table(situation.game.game, names)
