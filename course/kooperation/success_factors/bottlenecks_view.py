"""The levers that could widen the bottlenecks, each with where one level more would pull."""

from __future__ import annotations

from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.kit.html import Child, Markup, strong, tag
from kooperation.success_factors.cooperation_check import Ratings, bottlenecks, positions, raised
from kooperation.success_factors.cooperation_check_view import Picks
from kooperation.success_factors.levers_words import factors, lever_effects, levers, towns
from kooperation.success_factors.town_view import moved_table

WORDS = Words("success_factors.bottlenecks")
START = "mittelstadt"


def lever_panels(ratings: Ratings, picks: Picks = ()) -> list[Markup]:
    """Return for each bottleneck, and each of the *picks* among equals, its lever, an example, and a table."""
    return [_panel(key, ratings) for key in bottlenecks(ratings).chosen(picks)]


def _panel(key: str, ratings: Ratings) -> Markup:
    lever, factor, above = levers()[key], factors()[key], raised(ratings, key)
    lines: list[Child] = [
        strong(lever.title),
        WORDS.filled("next_level", words=factor.levels[above[key]]),
        unbroken(WORDS.filled("example", example=lever.example)),
        WORDS.filled("why", why=lever.why),
    ]
    if lever.reach != "örtlich":
        lines.append(WORDS["political"] if lever.reach == "politisch" else WORDS["partly"])
    moved = moved_table(
        towns()[START].situation,
        lever_effects(),
        positions(above),
        WORDS["moves"],
        before=positions(ratings),
        all_rows=False,
    )
    return tag("div", *(tag("p", line) for line in lines), moved, look="panel compact")
