"""A local cooperation: its sizes before and after as a table, the game of one round as a matrix."""

from __future__ import annotations

from kooperation.base.german import join, number, percent
from kooperation.base.words import Words
from kooperation.games.game import letters
from kooperation.games.game_view import matrix_table
from kooperation.games.game_words import GameNames
from kooperation.kit.html import Markup, table, tr
from kooperation.success_factors.levers import TownSituation
from kooperation.success_factors.needs import ROUNDS, TownReading, needs, read
from kooperation.success_factors.needs_view import need_name, need_text

WORDS, KINDS = Words("success_factors.town"), Words("games.kinds")


def sizes(situation: TownSituation) -> dict[str, str]:
    """Return all that is told of a situation, by German name: parameters, then what follows."""
    reading = read(situation)
    told = {
        name: number(getattr(situation, key)) for key, name in WORDS.section("parameters").items()
    }
    told[WORDS["kind"]] = kind_text(reading)
    told |= {need_name(need): need_text(need) for need in needs(situation, reading)}
    told[WORDS.filled("cooperation", rounds=ROUNDS)] = percent(reading.cooperation)
    told[WORDS["enlargement"]] = number(reading.growth)
    told[WORDS.filled("free_ride", parties=situation.parties)] = number(reading.free_ride)
    return told


def kind_text(reading: TownReading) -> str:
    """Return the name of the game and its pure equilibria."""
    return (
        f"{KINDS.section()[reading.kind.value]}: {join([letters(at) for at in reading.equilibria])}"
    )


def moved_table(
    before: TownSituation,
    after: TownSituation,
    heads: tuple[str, str],
    caption: str,
    *,
    all_rows: bool,
) -> Markup:
    """Return a table of what differs; with *all_rows* also of what follows and is the same."""
    old, new = sizes(before), sizes(after)
    parameters = set(WORDS.section("parameters").values())
    rows = []
    for name in new:
        differs = old[name] != new[name]
        if differs or (all_rows and name not in parameters):
            look = "chosenrow" if differs and all_rows else ""
            rows.append(tr(name, old[name], new[name], look=look))
    return table(caption, [WORDS["row"], *heads], rows, "report small moved")


def round_matrix(situation: TownSituation) -> Markup:
    """Return the game of one round as a matrix with what holds in it."""
    said = WORDS.section("players")
    players = said["first"], said["second"]
    names = GameNames(player_names=players, cooperate=said["cooperate"], defect=said["defect"])
    return matrix_table(situation.game.game, names)
