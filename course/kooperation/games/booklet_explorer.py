"""What a learner made of games, for the booklet: the own case as a game."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.words import Words
from kooperation.games.own_game import read
from kooperation.games.own_game_explorer import ENTRY, example
from kooperation.games.own_game_view import own_table, told
from kooperation.kit.booklet import BookletSection
from kooperation.kit.html import Markup, note, sentences
from kooperation.kit.kept import stored_entries

WORDS = Words("games.own")


def sections() -> Iterator[BookletSection]:
    """Yield the own game with what holds in it, if one was typed."""
    stored = stored_entries("").get(ENTRY)
    own = read(stored, example())
    if stored is None or own == example():
        return
    game = own.game()
    said: Markup = sentences(told(own, game)) if game else note(WORDS["open"])
    caption = " / ".join(own.players)
    yield BookletSection(5, WORDS["title"], (own_table(own, caption), said))
