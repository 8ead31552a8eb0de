"""FeasiblePayoffs: the folk theorem as a picture, with a path of moves to put into it."""

from __future__ import annotations

from fractions import Fraction

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.games.game import Game, profile, seen_by
from kooperation.games.game_view import letters_legend
from kooperation.games.game_words import games
from kooperation.games.payoffs_control import PayoffSliders
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown, titled
from kooperation.kit.controls import Slider, checkbox, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import legend, sentences
from kooperation.kit.layout import columns, fold
from kooperation.kit.live_figure import LiveFigure
from kooperation.repeated.feasible_view import (
    Sustained,
    feasible_alt,
    feasible_plane,
    feasible_sentences,
)
from kooperation.repeated.sustaining import STEPS, Path

WORDS, COMMON = Words("repeated.feasible"), Words("games.explorer")
DISCOUNT = (0.0, (STEPS - 1) / STEPS, 1 / STEPS)


class FeasiblePayoffs(Explorer):
    """What of the feasible payoffs a δ sustains in a 2×2 game, and whether a path of moves holds.

    *preset* is the key of a game in `games/game.toml`; with own payoffs it is a game that looks alike to both. `shown` is what the
    controls say. Raises ValueError if there is no such game.
    """

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        chosen = find(games(), preset, WORDS["what"])
        self.choice = dropdown(titled(games()), preset, COMMON["preset"])
        paths = [(label, key) for key, label in WORDS.section("paths").items()]
        self.path = dropdown(paths, paths[0][1], WORDS["path"])
        start = WORDS.numbers("start")["discount"]
        self.discount = Slider(WORDS["discount"], start, DISCOUNT, WORDS["discount_long"])
        self.own = checkbox(WORDS["own"])
        self.four = PayoffSliders(seen_by(0, chosen.game))
        self.letters, self.sentences, self.figure = Area(), live(), LiveFigure()
        self.follow(self.choice, self.path, self.discount, self.four)
        self.when(self.own, self._set_own)
        self._set_own()
        super().__init__(
            columns(
                [self.choice, self.letters, self.path, self.discount, self.own, self.four],
                [self.figure, self.sentences],
            ),
            fold(
                WORDS["reading"], Area(legend(WORDS["picture_note"])), Area(legend(WORDS["note"]))
            ),
            title=WORDS["title"],
        )

    @property
    def shown(self) -> Sustained:
        """What the controls say."""
        preset = games()[self.choice.value]
        moves: Path = tuple(profile(at) for at in self.path.value.split("_"))
        game: Game = self.four.game.game if self.own.value else preset.game
        return Sustained(game, preset.player_names, moves, Fraction(str(self.discount.value)))

    def _set_own(self) -> None:
        """Let the learner set payoffs, from those of the chosen game as player 1 has them."""
        show_only(self.own.value, self.four)
        show_only(not self.own.value, self.choice)
        with self.in_one_go():
            self.four.show(seen_by(0, games()[self.choice.value].game))

    def draw(self) -> None:
        shown = self.shown
        self.letters.show(letters_legend(games()[self.choice.value]))
        self.figure.show(feasible_plane(shown), feasible_alt(shown))
        self.sentences.show(sentences(feasible_sentences(shown)))
