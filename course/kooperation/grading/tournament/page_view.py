"""The leaderboard: a page that needs no script and no other file, with nobody's name on it."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.assignments.class_tournament import (
    GAME,
    REPETITIONS,
    ROUNDS,
    ClassTournament,
    Competitor,
)
from kooperation.base.german import number, percent
from kooperation.base.words import Words
from kooperation.grading.report.statistics import LEAST
from kooperation.grading.tournament.command import DECIMALS, are_few
from kooperation.kit.guard import static
from kooperation.kit.html import Cell, Markup, fill, numeric, table, tag, td
from kooperation.kit.page import page as shell
from kooperation.kit.palette import colour

WORDS = Words("grading/tournament.page")
LEVELS = 10  # shades of the table of matches, from the least possible payoff to the greatest


def page(tournament: ClassTournament) -> str:
    """Return the page about *tournament*."""
    style = "\n".join([*_shades(), static("grading/tournament", "tournament.css")])
    return shell(WORDS["title"], *_sections(tournament), style=style)


def _shades() -> Iterator[str]:
    low, high = colour("scale-low"), colour("scale-high")
    for level in range(LEVELS + 1):
        mixed = f"color-mix(in srgb, {high} {100 * level // LEVELS}%, {low})"
        yield f".kooperation-pairs td.kooperation-level-{level} {{ background: {mixed}; }}"


def _sections(tournament: ClassTournament) -> Iterator[Markup]:
    if are_few(tournament):
        yield tag("p", fill(WORDS["few"], least=LEAST))
        return
    if tournament.result is not None:
        numbers = "; ".join(
            number(n) for n in (GAME.temptation, GAME.reward, GAME.punishment, GAME.sucker)
        )
        count = len(tournament.competitors)
        about = fill(WORDS["about"], count=count, rounds=ROUNDS, numbers=numbers)
        yield tag("p", about, " ", WORDS["caution"])
        yield tag("section", tag("h2", WORDS["ranking"]), _ranking(tournament))
        yield tag("p", fill(WORDS["exact"], rounds=ROUNDS))
        yield tag("section", tag("h2", WORDS["matches"]), _matches(tournament))
    if tournament.left_out:
        rows = sorted(tournament.left_out.items())
        left = table(None, [WORDS["name"], WORDS["reason"]], rows, aria_label=WORDS["left_out"])
        yield tag("section", tag("h2", WORDS["left_out"]), left)


def _ranking(tournament: ClassTournament) -> Markup:
    assert tournament.result is not None
    head = [
        WORDS["name"],
        WORDS["place"],
        WORDS["points"],
        WORDS["cooperates"],
        WORDS["plays"],
    ]
    rows = [
        [
            standing.name,
            numeric(str(standing.place)),
            numeric(number(standing.score, DECIMALS)),
            numeric(percent(standing.cooperation)),
            how(tournament.competitors[standing.player]),
        ]
        for standing in tournament.result.ranking
    ]
    return table(None, head, rows, aria_label=WORDS["ranking"])


def how(one: Competitor) -> str:
    """Return in words how *one* plays, and whether that is computed or simulated."""
    if one.is_simulated:
        chance = WORDS.filled("chance", repetitions=REPETITIONS)
        return WORDS["function"] if one.steady else chance
    size = WORDS["one_state"] if one.states == 1 else WORDS.filled("states", count=str(one.states))
    return f"{WORDS.filled('like', known=one.like)}: {size}" if one.like else size


def _matches(tournament: ClassTournament) -> Markup:
    assert tournament.result is not None
    result = tournament.result
    order = [standing.player for standing in result.ranking]
    names = [
        WORDS.filled("row", place=standing.place, name=standing.name) for standing in result.ranking
    ]
    rows = [
        [name, *(_shaded(result.payoffs[i][j]) for j in order)]
        for name, i in zip(names, order, strict=True)
    ]
    return table(WORDS["matches_caption"], ["", *names], rows, "pairs")


def _shaded(payoff: float) -> Cell:
    bounds = (GAME.temptation, GAME.reward, GAME.punishment, GAME.sucker)
    share = (payoff - min(bounds)) / (max(bounds) - min(bounds))
    return td(number(payoff), look=f"number level-{round(LEVELS * share)}")
