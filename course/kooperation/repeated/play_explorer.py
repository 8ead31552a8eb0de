"""PlayYourself: play round by round against a hidden strategy, guess it, and see it unveiled."""

from __future__ import annotations

import random
from typing import Any

from kooperation.base.german import number
from kooperation.base.records import find
from kooperation.base.words import Words
from kooperation.games.game import Action, SymmetricGame, seen_by
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown
from kooperation.kit.controls import Slider, button, row
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import error, fill, legend, note, story
from kooperation.kit.layout import columns
from kooperation.repeated.dilemmas_words import symmetric_dilemmas
from kooperation.repeated.moves_control import Moves
from kooperation.repeated.play import Play, new_play, played
from kooperation.repeated.play_view import (
    field_table,
    history_table,
    payoffs_sentence,
    status_sentence,
    strip,
)
from kooperation.repeated.strategies import FIELD
from kooperation.repeated.thresholds import expected_rounds
from kooperation.repeated.unveiling_view import unveiling

WORDS = Words("repeated.play")
SPAN = (0.5, 0.99, 0.01)
UNDECIDED, UNKNOWN = "?", ""


class PlayYourself(Explorer):
    """A game against a hidden strategy of FIELD, with an unknown end.

    *preset* is the key of a symmetric dilemma in `games/game.toml`; with *seed* everything left to
    chance is the same each time. `play` is the game so far. It lives in the kernel alone.
    Raises ValueError if there is no such preset.
    """

    answers = ("guess",)

    def __init__(self, preset: str = "gefangenendilemma", seed: int | None = None) -> None:
        found = find(symmetric_dilemmas(), preset, WORDS["what"])
        self.game: SymmetricGame = seen_by(0, found.game)
        self._chance = random.Random(seed)
        start = WORDS.numbers("start")["continuation"]
        self.continuation = Slider(WORDS["continuation"], start, SPAN, WORDS["continuation_long"])
        self.end = Area(height="1.7rem")
        self.moves = Moves()
        self.moves.on_msg(self._on_message)
        names = [(strategy.name, strategy.key) for strategy in FIELD]
        options = [(WORDS["choose"], UNDECIDED), *names, (WORDS["dont_know"], UNKNOWN)]
        self.guess = dropdown(options, UNDECIDED, WORDS["guess"])
        self.unveil = button(WORDS["unveil"], self._unveil)
        self.new = button(WORDS["new"], self._begin)
        self.status, self.verdict = live(), live()
        self.strip, self.history = Area(), Area()
        self.guess.unprinted()
        self.play: Play
        self.unveiled: bool
        self._promised: float  # the w with which this game began
        self.when(self.continuation, self._show_end)
        self._begin()
        rules = f"{WORDS.filled('rules', count=len(FIELD))} {payoffs_sentence(self.game)}"
        super().__init__(
            Area(story(rules)),
            columns(
                [
                    self.continuation,
                    self.end,
                    self.moves,
                    Area(legend(fill(WORDS["keys"]))).unprinted(),
                ],
                [self.status, self.strip],
            ),
            row(self.guess, self.unveil, self.new),
            self.verdict,
            self.history,
            Area(field_table(FIELD)),
            Area(legend(WORDS["kernel"])),
            title=WORDS["title"],
        )

    def choose(self, move: object) -> None:
        """Play one round with *move*, "C" or "D"; after the end, say that it no longer counts."""
        if move not in tuple(Action):
            self.status.show(error(WORDS.filled("unknown_move", move=str(move)[:20])))
        elif self.unveiled:
            self.status.show(story(WORDS["unveiled_again"]))
        elif self.play.over:
            self.status.show(story(WORDS["over_again"]))
        else:
            # The end of this game is as likely as it was said to be when it began.
            self.play = played(self.play, Action(str(move)), self._promised, self._chance)
            self.update()

    def _on_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        self.choose(content.get("move") if isinstance(content, dict) else content)

    def _begin(self) -> None:
        self.play = new_play(FIELD, self._chance)
        self.unveiled = False
        self.guess.value = UNDECIDED
        self.update()

    def _unveil(self) -> None:
        if self.unveiled:
            return
        if not self.play.rounds:
            self.verdict.show(story(WORDS["play_first"]))
        elif self.guess.value == UNDECIDED:
            self.verdict.show(story(WORDS["guess_first"]))
        else:
            self.unveiled = True
            asked = self.play, self.guess.value, FIELD, self.game, self._promised
            self.verdict.show(unveiling(*asked))

    def draw(self) -> None:
        self.status.prints = bool(self.play.rounds)
        self.status.show(story(status_sentence(self.play, self.game)))
        self.strip.show(strip(self.play))
        self.history.show(history_table(self.play, self.game))
        self.verdict.show()
        self._show_end()

    def _show_end(self) -> None:
        """Say what w means, and since when it counts."""
        value = self.continuation.value
        if not self.play.rounds:
            self._promised = value
        rounds = number(expected_rounds(value), 1)
        said = (
            WORDS.filled("continuation_now", rounds=rounds)
            if value == self._promised
            else WORDS.filled("continuation_next", rounds=rounds, now=number(self._promised))
        )
        at_end = f" {WORDS['at_end']}" if self.continuation.at_end else ""
        self.end.show(note(f"{said}{at_end}"))
