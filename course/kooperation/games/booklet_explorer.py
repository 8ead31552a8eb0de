"""What a learner made of games, for the booklet: the own case as a game."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.words import Words
from kooperation.games.own_game import ENTRY, read_own
from kooperation.games.own_game_view import own_table, what_holds
from kooperation.kit.booklet import BookletSection
from kooperation.kit.kept import stored_entries

WORDS = Words("games.own")


def sections() -> Iterator[BookletSection]:
    """Yield the own game with what holds in it, if one was typed."""
    if own := read_own(stored_entries("").get(ENTRY)):
        caption = " / ".join(own.players)
        yield BookletSection(5, WORDS["title"], (own_table(own, caption), what_holds(own)))
