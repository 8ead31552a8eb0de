"""PayoffExplorer: sliders for the payoffs of a 2×2 game, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.games.explanation_view import explanation
from kooperation.games.game import PLAYERS, PROFILES, Action, Game, letters, seen_by
from kooperation.games.game_view import letters_legend, matrix_frame, matrix_table
from kooperation.games.game_words import GamePreset, games
from kooperation.games.payoffs_control import SPAN, PayoffSliders, SinglePayoffs
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown, titled
from kooperation.kit.controls import EndNotes, button, checkbox, row
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, em, joined, sentences, story, tag
from kooperation.kit.layout import columns, fold
from kooperation.kit.node import Box
from kooperation.kit.twin import Twin

WORDS = Words("games.explorer")
SENTENCES = {
    name: f"games.{name}" for name in ("explanation", "explorer", "kinds", "matrix", "reasons")
} | {"lists": "base.lists"}


class PayoffExplorer(Explorer):
    """Sliders for T, R, P, S (or all eight payoffs), the matrix they make, and what holds in it.

    *preset* is a key of `games/game.toml`. `game` is the game the sliders show now.
    Raises ValueError if there is no such preset.
    """

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        chosen = find(games(), preset, WORDS["what"])
        self.choice = dropdown(titled(games()), preset, WORDS["preset"])
        self.reset = button(WORDS["reset"], self.take_over)
        self.asymmetric = checkbox(WORDS["asymmetric"])
        self.four = PayoffSliders(seen_by(0, chosen.game))
        self._sliders, self.letters = Box(), Area()
        self.story, self.table, self.own, self.sentences = Area(), Area(), Area(), live()
        self.note = EndNotes(WORDS["at_end"], (), lambda slider: slider.name)
        drawn = {
            "table": self.table,
            "own": self.own,
            "sentences": self.sentences,
            "note": self.note,
        }
        self.twin = Twin("games/game_twin.js", drawn, SENTENCES)
        self.follow(self.four)
        self.when(self.choice, self.take_over)
        self.when(self.asymmetric, self._change_mode)
        self.take_over()
        super().__init__(
            columns(
                [row(self.choice, self.reset), self.asymmetric, self._sliders, self.note],
                [Box([self.table], "staying"), self.sentences, self.own],
                "above",
            ),
            fold(WORDS["story"], self.story),
            self.twin,
            title=WORDS["title"],
        )

    @cached_property
    def eight(self) -> SinglePayoffs:
        """The sliders for unequal power: two thirds of all widgets in here, hence made when asked for."""
        made = SinglePayoffs()
        self.follow(made)
        return made

    @property
    def preset(self) -> GamePreset:
        return games()[self.choice.value]

    @property
    def game(self) -> Game:
        """The game that the sliders show."""
        return self.eight.game if self.asymmetric.value else self.four.game.game

    def take_over(self) -> None:
        """Set all controls to the preset."""
        with self.in_one_go():
            self.asymmetric.value = not self.preset.symmetric
            self._show(self.preset.game)

    def _change_mode(self) -> None:
        """Start the eight from the four; the way back takes player 1's payoffs for both."""
        with self.in_one_go():
            self._show(self.four.game.game if self.asymmetric.value else self.eight.game)

    def _show(self, game: Game) -> None:
        if self.asymmetric.value:
            self.eight.show(game, self.preset)
        else:
            self.four.show(seen_by(0, game))
        part = self.eight if self.asymmetric.value else self.four
        self._sliders.children = (part,) if self.asymmetric.value else (self.letters, part)
        self.note.watch(part.sliders.values())
        self.twin.controls = part.by_name
        names = {key: joined([slider.name]) for key, slider in part.by_name.items()}
        self.twin.record = {**_record(self.preset), "names": names}

    def draw(self) -> None:
        game, preset = self.game, self.preset
        self.letters.show(letters_legend(preset))
        self.twin.show(
            table=matrix_table(game, preset),
            own=_own_values(game != preset.game),
            sentences=sentences(explanation(game, preset)),
        )
        reading = story(em(WORDS["reading"], ":"), f" {preset.reading}")
        self.story.show(story(preset.story), reading)


def _own_values(are_own: bool) -> Markup:
    """Return the remark that the numbers are the learner's; it stands last: where it comes and goes, nothing moves."""
    return tag("p", WORDS["own_values"], look="legend") if are_own else Markup()


@cache
def _record(preset: GamePreset) -> Mapping[str, Any]:
    """Return what the twin has to know of *preset*."""
    return {
        "table": matrix_frame(preset),
        "own": [_own_values(False), _own_values(True)],
        "actions": {action.value: joined([preset.action(action)]) for action in Action},
        "players": [joined([name]) for name in preset.player_names],
        "game": {letters(at): [preset.game.payoff(at, i) for i in PLAYERS] for at in PROFILES},
        "span": SPAN[:2],
    }
