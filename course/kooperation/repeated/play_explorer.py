"""PlayYourself: play round by round against a hidden strategy, guess it, and see it unveiled."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from kooperation.base.finding import find
from kooperation.base.german import number, percent
from kooperation.base.words import Words
from kooperation.games.game import Action, SymmetricGame, seen_by
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown
from kooperation.kit.controls import Slider, button, row
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import error, fill, heading, legend, note, sentences, story
from kooperation.kit.layout import columns
from kooperation.kit.node import Box
from kooperation.repeated.dilemmas_words import symmetric_dilemmas
from kooperation.repeated.moves_control import Moves
from kooperation.repeated.play import (
    Finished,
    Play,
    best_course,
    course,
    finished,
    new_play,
    played,
)
from kooperation.repeated.play_view import (
    best_sides,
    field_table,
    hidden,
    history_table,
    payoffs_sentence,
    play_sides,
    status_sentence,
    what_if,
)
from kooperation.repeated.strategies import FIELD
from kooperation.repeated.thresholds import expected_rounds
from kooperation.repeated.transcript_control import Strip
from kooperation.repeated.transcript_view import strip
from kooperation.repeated.unveiling_view import unveiling

WORDS, RULES = Words("repeated.play"), Words("repeated.rules")
SPAN, NOISE = (0.5, 0.99, 0.01), (0, 0.2, 0.01)
UNDECIDED, UNKNOWN = "?", ""


class PlayYourself(Explorer):
    """Games against hidden strategies of FIELD, with an unknown end, and with errors if one likes.

    *preset* is the key of a symmetric dilemma in `games/game.toml`; with *seed* everything left to
    chance is the same each time. `play` is the game so far, `games` what came of those before. They live in the kernel alone.
    Raises ValueError if there is no such preset.
    """

    answers = ("guess",)

    def __init__(self, preset: str = "gefangenendilemma", seed: int | None = None) -> None:
        found = find(symmetric_dilemmas(), preset, WORDS["what"])
        self.game: SymmetricGame = seen_by(0, found.game)
        self._chance = random.Random(seed)
        start = WORDS.numbers("start")["continuation"]
        self.continuation = Slider(WORDS["continuation"], start, SPAN, WORDS["continuation_long"])
        self.noise = Slider(RULES["noise"], 0, NOISE, RULES["noise_tooltip"], show=percent)
        self.end = Area(height="1.7rem")
        self.moves = Moves()
        self.moves.on_msg(self._on_message)
        names = [(strategy.name, strategy.key) for strategy in FIELD]
        options = [(WORDS["choose"], UNDECIDED), *names, (WORDS["dont_know"], UNKNOWN)]
        self.guess = dropdown(options, UNDECIDED, WORDS["guess"])
        self.unveil = button(WORDS["unveil"], self._unveil)
        self.new = button(WORDS["new"], self._begin)
        self.status, self.verdict = live(), live()
        self.strip, self.history = Strip(plays=False), Area()
        self.best, self.comparison = Strip(), Area()
        self.what_if = Box([Area(heading(WORDS["what_if"])), self.comparison, self.best])
        self.games: list[Finished] = []
        self.guess.unprinted()
        self.play: Play
        self.unveiled: bool
        self._promised: tuple[float, float]  # the w and the errors with which this game began
        self.when(self.continuation, self._show_end)
        self.when(self.noise, self._show_end)
        self._begin()
        rules = f"{WORDS.filled('rules', count=len(FIELD))} {payoffs_sentence(self.game)}"
        super().__init__(
            Area(story(rules)),
            columns(
                [
                    self.continuation,
                    self.noise,
                    self.end,
                    self.moves,
                    Area(legend(fill(WORDS["keys"]))).unprinted(),
                ],
                [self.status, self.strip],
            ),
            row(self.guess, self.unveil, self.new),
            self.verdict,
            self.what_if,
            self.history,
            Area(field_table(FIELD)),
            Area(legend(WORDS["unsaved"])),
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
            self.play = played(self.play, Action(str(move)), self._promised[0], self._chance)
            self.update()

    def _on_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        self.choose(content.get("move") if isinstance(content, dict) else content)

    def _begin(self) -> None:
        self.play = new_play(FIELD, self._chance, self.noise.value)
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
            discount, _ = self._promised
            asked = self.play, self.guess.value, FIELD, self.game, discount
            self.verdict.show(unveiling(*asked))
            self.games.append(finished(*asked[:2], self.game, discount))
            self._show_rounds()
            self._show_what_if(discount)

    def _show_what_if(self, discount: float) -> None:
        """Show the same rounds with the best response, and what came of all games so far."""
        rounds = best_course(self.play, self.game, discount)
        self.comparison.show(sentences(what_if(self.play, rounds, self.game, self.games)))
        sides = best_sides(self.play.opponent)
        self.best.show(strip(rounds, sides, self.game.game))
        self.what_if.hidden = False

    def _show_rounds(self) -> None:
        """Show the rounds; who is unveiled shows its states, and when it erred."""
        rounds = course(self.play) if self.unveiled else hidden(course(self.play))
        opponent = self.play.opponent if self.unveiled else None
        self.strip.plays = self.unveiled
        self.strip.show(strip(rounds, play_sides(opponent), self.game.game) if rounds else None)

    def draw(self) -> None:
        self.status.prints = bool(self.play.rounds)
        self.status.show(story(status_sentence(self.play, self.game)))
        self.what_if.hidden = True
        self.best.show()
        self._show_rounds()
        self.history.show(history_table(self.play, self.game))
        self.verdict.show()
        self._show_end()

    def _show_end(self) -> None:
        """Say what w means, and since when it counts."""
        value, noise = self.continuation.value, self.noise.value
        if not self.play.rounds:
            self._promised = value, noise
            self.play = replace(self.play, noise=noise)
        rounds = number(expected_rounds(value), 1)
        now, errors = self._promised
        said = (
            WORDS.filled("continuation_now", rounds=rounds)
            if (value, noise) == self._promised
            else WORDS.filled(
                "continuation_next", rounds=rounds, now=number(now), errors=percent(errors)
            )
        )
        at_end = f" {WORDS['at_end']}" if self.continuation.at_end else ""
        self.end.show(note(f"{said}{at_end}"))
