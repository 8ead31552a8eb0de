"""Two buttons for a move, and the keys C and D."""

from __future__ import annotations

import traitlets

from kooperation.base.words import Words
from kooperation.games.game import C, D
from kooperation.kit.node import Scripted

WORDS = Words("repeated.play.moves")


class Moves(Scripted):
    """Two buttons and the keys C and D; each move arrives as a message {"move": …}."""

    script = "repeated/moves.js"
    moves = traitlets.List(traitlets.Dict()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        names = ((C, WORDS["cooperate"]), (D, WORDS["defect"]))
        moves = [{"move": str(a), "text": text} for a, text in names]
        super().__init__(moves=moves, label=WORDS["label"])
