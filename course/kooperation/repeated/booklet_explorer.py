"""What a learner built of strategies, for the booklet."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.words import Words
from kooperation.kit.booklet import BookletSection
from kooperation.kit.kept import stored_entries
from kooperation.repeated.own_strategy import ENTRY, read
from kooperation.repeated.own_strategy_view import built_table, qualities

WORDS = Words("repeated.own_strategy")


def sections() -> Iterator[BookletSection]:
    """Yield the own strategy with its traits, if one was built."""
    built = read(stored_entries("").get(ENTRY))
    if built is not None:
        yield BookletSection(6, WORDS["title"], (built_table(built), qualities(built)))
