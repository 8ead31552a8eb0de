"""The levers that could widen the bottlenecks, each with what one level more would move."""

from __future__ import annotations

from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.kit.html import Child, Markup, strong, tag
from kooperation.success_factors.cooperation_check import Ratings, bottlenecks, positions, raised
from kooperation.success_factors.levers import TownSituation, pulled
from kooperation.success_factors.levers_words import factors, lever_effects, levers, towns
from kooperation.success_factors.town_view import moved_table

WORDS = Words("success_factors.bottlenecks")
START = "mittelstadt"


def situation(ratings: Ratings) -> TownSituation:
    """Return the rated cooperation in the model: each level pulls its lever a third of the way."""
    return pulled(towns()[START].situation, lever_effects(), positions(ratings))


def lever_panels(ratings: Ratings) -> list[Markup]:
    """Return for each bottleneck its lever, an example, and what one level more would move."""
    return [_panel(key, ratings) for key in bottlenecks(ratings)]


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
    heads = WORDS["now"], WORDS["then"]
    moved = moved_table(situation(ratings), situation(above), heads, WORDS["moves"], all_rows=False)
    return tag("div", *(tag("p", line) for line in lines), moved, look="panel compact")
