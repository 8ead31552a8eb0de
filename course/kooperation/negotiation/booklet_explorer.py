"""What a learner answered about modes of cooperation, for the booklet."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.words import Words
from kooperation.kit.booklet import BookletSection
from kooperation.kit.html import table
from kooperation.kit.kept import stored_entries
from kooperation.negotiation.modes_words import modes
from kooperation.negotiation.situation import Mode
from kooperation.negotiation.situation_words import situations

WORDS = Words("negotiation.booklet")


def sections() -> Iterator[BookletSection]:
    """Yield which mode was chosen for which situation."""
    names = {mode.value: text.title for mode, text in modes().items()}
    stored = stored_entries("modus.")
    rows = [
        (record.title, names[stored[key]])
        for key, record in situations().items()
        if stored.get(key) in [mode.value for mode in Mode]
    ]
    if rows:
        yield BookletSection(
            7, WORDS["title"], (table(None, WORDS.lines("columns"), rows, "report"),)
        )
