"""A learner's own game in the answer sheet of an assignment, as data, beside the answers (`base/along`).

    OwnGame in the lecture  →  `lernstand.json`  →  taken_over  →  the sheet, which is handed in

It is a copy: what is changed in the lecture afterwards changes nothing that is handed in until it is taken over again.
"""

from __future__ import annotations

from typing import Any

from kooperation.base.along import lecture_entries
from kooperation.base.answers_file import SheetError
from kooperation.base.sheet import AnswerSheet
from kooperation.base.words import Words
from kooperation.games import own_game
from kooperation.games.own_game import TypedGame, read_own

WORDS = Words("games.own.sheet")
ENTRY = "eigenes_spiel"


def taken_over(sheet: AnswerSheet) -> None:
    """Put the game that the learner made in the lecture into *sheet*; its answers stay.

    Raises SheetError, in German, where there is none, or a file cannot be read or written.
    """
    game = read_own(lecture_entries(sheet.path.parent).get(own_game.ENTRY))
    if game is None:
        raise SheetError(WORDS["none"])
    sheet[ENTRY] = game.plain()


def left_out(sheet: AnswerSheet) -> None:
    """Take the game out of *sheet*; in the lecture it stays. Raises SheetError, as a sheet does."""
    sheet.alter(ENTRY, lambda _stored: None)


def along(answers: Any) -> TypedGame | None:
    """Return the game beside *answers*, None where there is none."""
    return own_game.read(answers.get(ENTRY))
