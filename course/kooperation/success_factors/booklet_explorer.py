"""What a learner rated, for the booklet: the Kooperations-Check."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.words import Words
from kooperation.kit.booklet import BookletSection
from kooperation.kit.html import sentences
from kooperation.kit.kept import stored_entries
from kooperation.success_factors.cooperation_check import checked
from kooperation.success_factors.cooperation_check_explorer import FEWEST, FIRST, LAST, PREFIX
from kooperation.success_factors.cooperation_check_view import in_words, ratings_table
from kooperation.success_factors.levers_words import factors

WORDS = Words("success_factors.report")


def sections() -> Iterator[BookletSection]:
    """Yield the latest check, beside the first one if there are two."""
    stored = stored_entries(PREFIX)
    first, last = (checked(stored.get(name), factors()) for name in (FIRST, LAST))
    ratings = last or first
    if len(ratings) < FEWEST:
        return
    earlier, name = (first or None, LAST) if last else (None, FIRST)
    picks = stored.get(f"{name}.zuerst")
    known = tuple(key for key in picks if key in factors()) if isinstance(picks, list) else ()
    said = sentences(in_words(ratings, earlier, known))
    yield BookletSection(8, WORDS["title"], (said, ratings_table(ratings, earlier)))
