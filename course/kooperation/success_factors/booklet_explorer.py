"""What a learner rated and described, for the booklet: the Kooperations-Check, and a town of one's own."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.words import Words
from kooperation.kit.booklet import BookletSection
from kooperation.kit.html import sentences
from kooperation.kit.kept import stored_entries
from kooperation.success_factors.assumptions import bands
from kooperation.success_factors.cooperation_check import checked
from kooperation.success_factors.cooperation_check_explorer import FEWEST, FIRST, LAST, PREFIX
from kooperation.success_factors.cooperation_check_view import in_words, ratings_table
from kooperation.success_factors.levers_words import factors, lever_effects
from kooperation.success_factors.own_town_control import ENTRY, kept_town
from kooperation.success_factors.own_town_view import own_in_words, own_situation, town_table

WORDS, REPORT = Words("success_factors.booklet"), Words("success_factors.report")


def sections() -> Iterator[BookletSection]:
    """Yield the latest check, beside the first one if there are two, and one's own town before any lever is pulled."""
    yield from _check()
    town = kept_town(stored_entries("").get(ENTRY))
    if not town.is_empty:
        found = bands(own_situation(town), lever_effects(), {})
        said = sentences(own_in_words(town, found, {}))
        yield BookletSection(8, WORDS["own_town"], (said, town_table(town)))


def _check() -> Iterator[BookletSection]:
    stored = stored_entries(PREFIX)
    first, last = (checked(stored.get(name), factors()) for name in (FIRST, LAST))
    ratings = last or first
    if len(ratings) < FEWEST:
        return
    earlier, name = (first or None, LAST) if last else (None, FIRST)
    picks = stored.get(f"{name}.zuerst")
    known = tuple(key for key in picks if key in factors()) if isinstance(picks, list) else ()
    said = sentences(in_words(ratings, earlier, known))
    yield BookletSection(8, REPORT["title"], (said, ratings_table(ratings, earlier)))
