"""PlayYourself: play round by round against a hidden strategy, guess it, and see it unveiled."""

from __future__ import annotations

import random
from html import escape
from typing import Any

import anywidget
import ipywidgets as w
import traitlets

from kooperation.base.german import number
from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.games.game import Action, SymmetricGame, seen_by
from kooperation.kit.guard import guarded, static
from kooperation.kit.parts import dropdown
from kooperation.kit.sliders import ValueSlider
from kooperation.repeated.dilemmas_words import symmetric_dilemmas
from kooperation.repeated.play import Play, new_play, played
from kooperation.repeated.play_view import (
    field_table,
    history_table,
    payoffs_sentence,
    status_sentence,
    strip,
    unveiling,
)
from kooperation.repeated.strategies import FIELD
from kooperation.repeated.thresholds import expected_rounds

SPAN = (0.5, 0.99, 0.01)
UNDECIDED, UNKNOWN = "?", ""


class Moves(anywidget.AnyWidget):
    """Two buttons and the keys K and D; each move arrives as a message {"move": …}."""

    _esm = static("repeated", "moves.js")
    moves = traitlets.List(traitlets.Dict()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)


class PlayYourself(w.VBox):
    """A game against a hidden strategy of FIELD, with an unknown end.

    *preset* is the key of a symmetric dilemma in `games/games.toml`; with *seed* everything left to
    chance is the same each time. `play` is the game so far. It lives in the kernel alone.
    Raises ValueError if there is no such preset.
    """

    def __init__(self, preset: str = "gefangenendilemma", seed: int | None = None) -> None:
        found = find(symmetric_dilemmas(), preset, "Das Dilemma")
        self.game: SymmetricGame = seen_by(0, found.game)
        self._chance = random.Random(seed)
        words = texts()["play"]
        self.continuation = ValueSlider(
            words["continuation"],
            words["start"]["continuation"],
            SPAN,
            self._show_end,
            words["continuation_long"],
        )
        self.end = w.HTML(layout={"min_height": "1.7rem"})
        self.moves = Moves(
            moves=[
                {"move": "C", "key": "K", "text": words["cooperate"]},
                {"move": "D", "key": "D", "text": words["defect"]},
            ],
            label=words["board"],
        )
        self.moves.on_msg(self._on_message)
        options = [
            (words["choose"], UNDECIDED),
            *((strategy.name, strategy.key) for strategy in FIELD),
            (words["dont_know"], UNKNOWN),
        ]
        self.guess = dropdown(options, UNDECIDED, words["guess"])
        self.unveil = w.Button(description=words["unveil"])
        self.new = w.Button(description=words["new"])
        self.status, self.strip, self.verdict, self.history = (w.HTML() for _ in range(4))
        self.status.add_class("kooperation-live")
        self.verdict.add_class("kooperation-live")
        self.unveil.on_click(lambda _button: self._unveil())
        self.new.on_click(lambda _button: self._begin())
        self.play: Play
        self.unveiled = False
        self._promised = self.continuation.value
        self._begin()
        super().__init__([guarded(*self._rows())])

    def _rows(self) -> list[w.Widget]:
        words = texts()["play"]
        row = {"flex_flow": "row wrap", "grid_gap": "0.3rem 0.8rem"}
        rules = words["rules"].format(count=len(FIELD))
        return [
            w.HTML(
                f'<p class="kooperation-story">{rules} {payoffs_sentence(self.game)}</p>'
                f'<p class="kooperation-story">{words["keys"]}</p>'
            ),
            self.continuation,
            self.end,
            self.moves,
            self.status,
            self.strip,
            w.HBox([self.guess, self.unveil, self.new], layout=row),
            self.verdict,
            self.history,
            w.HTML(field_table(FIELD)),
            w.HTML(f'<p class="kooperation-legend">{words["kernel"]}</p>'),
        ]

    def choose(self, move: object) -> None:
        """Play one round with *move*, "C" or "D"; after the end, say that it no longer counts."""
        words = texts()["play"]
        if move not in tuple(Action):
            self._say(words["unknown_move"].format(move=escape(str(move)[:20])), error=True)
        elif self.unveiled:
            self._say(words["unveiled_again"])
        elif self.play.over:
            self._say(words["over_again"])
        else:
            # The end of this game is as likely as it was said to be when it began.
            self.play = played(self.play, Action(str(move)), self._promised, self._chance)
            self._show()

    def _on_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        self.choose(content.get("move") if isinstance(content, dict) else content)

    def _begin(self) -> None:
        self.play = new_play(FIELD, self._chance)
        self.unveiled = False
        self._promised = self.continuation.value
        self.guess.value = UNDECIDED
        self.verdict.value = ""
        self._show()

    def _unveil(self) -> None:
        words = texts()["play"]
        if self.unveiled:
            return
        if not self.play.rounds:
            self._tell(words["play_first"])
        elif self.guess.value == UNDECIDED:
            self._tell(words["guess_first"])
        else:
            self.unveiled = True
            self.verdict.value = unveiling(
                self.play, self.guess.value, FIELD, self.game, self._promised
            )

    def _show(self) -> None:
        self._say(status_sentence(self.play, self.game))
        self.strip.value = strip(self.play)
        self.history.value = history_table(self.play, self.game)
        if not self.unveiled:
            self.verdict.value = ""
        self._show_end()

    def _show_end(self) -> None:
        """Say what w means, and since when it counts."""
        words = texts()["play"]
        if not self.play.rounds:
            self._promised = self.continuation.value
        value = self.continuation.value
        later = value != self._promised
        text = words["continuation_next" if later else "continuation_now"].format(
            rounds=number(expected_rounds(value), 1), now=number(self._promised)
        )
        if self.continuation.at_end:
            text = f"{text} {words['at_end']}"
        self.end.value = f'<p class="kooperation-note">{text}</p>'

    def _say(self, text: str, error: bool = False) -> None:
        look = "kooperation-error" if error else "kooperation-story"
        self.status.value = f'<p class="{look}">{text}</p>'

    def _tell(self, text: str) -> None:
        self.verdict.value = f'<p class="kooperation-story">{text}</p>'
