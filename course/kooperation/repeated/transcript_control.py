"""A match to watch: the strip, which plays and steps, and what is said of the match."""

from __future__ import annotations

import io
import random
from contextlib import redirect_stdout
from typing import Any

import traitlets

from kooperation.base.words import Words
from kooperation.games.game import Game
from kooperation.kit.area import live
from kooperation.kit.controls import button, show_only
from kooperation.kit.explorer import Controls
from kooperation.kit.html import Markup, error, legend, sentences
from kooperation.kit.node import Scripted
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.match import Discounted, Horizon, Outcome
from kooperation.repeated.simulation import Player
from kooperation.repeated.transcript import Slips, drawn_length, drawn_luck, transcript
from kooperation.repeated.transcript_view import in_words, read_strip, sides, strip

WORDS, LISTS = Words("repeated.strip.control"), Words("base.lists")


class Strip(Scripted):
    """Shows what `transcript_view.strip` gives; where it *plays*, one can watch it grow, else it only stands there."""

    script = "repeated/transcript.js"
    shown = traitlets.Dict().tag(sync=True)
    plays = traitlets.Bool(True).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    calls = traitlets.Int(0).tag(sync=True)  # how often the focus was called here

    def __init__(self, plays: bool = True) -> None:
        super().__init__(words={"and": LISTS["and"], **WORDS.section()}, plays=plays)

    def show(self, strip: dict[str, Any] | None = None) -> None:
        """Show *strip* to its end; none: nothing."""
        self.shown = strip or {}

    def take_focus(self) -> None:
        """Give the focus to the button that plays."""
        self.calls += 1

    def _still(self) -> Markup:
        read = read_strip(self.shown)
        return read + legend(self.words["legend"]) if read else read


class WatchedMatch(Controls):
    """A match of two strategies: strip, sentences and, where chance has a part in it, a button for another course."""

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed
        self.strip, self.sentences = Strip(), live()
        self.again = button(WORDS["again"], self._draw_lots)
        self._asked: tuple[Any, ...] = ()
        super().__init__([self.strip, self.sentences, self.again])

    def show(
        self,
        first: Player,
        second: Player,
        game: Game,
        horizon: Horizon,
        noise: float = 0.0,
        slips: Slips = (),
        mean: Outcome | None = None,
    ) -> None:
        """Show one course of the match; *mean* is what all of them bring, and is told if there are several."""
        self._asked = first, second, game, horizon, noise, slips, mean
        is_open = (
            noise > 0
            or isinstance(horizon, Discounted)
            or not (is_fixed(first) and is_fixed(second))
        )
        show_only(is_open, self.again)
        chance = random.Random(self.seed)
        luck = drawn_luck(drawn_length(horizon, chance), chance)
        try:
            with redirect_stdout(io.StringIO()):  # a function may print in each of its rounds
                rounds = transcript(first, second, luck, noise, slips)
                undisturbed = transcript(first, second, luck)
        except ValueError as wrong:  # a learner's function that was good in other matches
            self.strip.show()
            self.sentences.show(error(str(wrong)))
            return
        with self.hold_sync():
            self.strip.show(strip(rounds, sides(first, second), game))
            said = in_words(rounds, undisturbed, game, mean if is_open else None)
            self.sentences.show(sentences(said))

    def _draw_lots(self) -> None:
        self.seed += 1
        self.show(*self._asked)


def is_fixed(player: Player) -> bool:
    """Say whether a strategy leaves nothing to chance; of a learner's function nobody knows."""
    return isinstance(player, Automaton) and player.is_deterministic
