"""A choice of payoffs: a preset that looks alike to both sides, or four sliders of one's own."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, seen_by
from kooperation.games.game_words import games
from kooperation.games.payoffs_control import PayoffSliders
from kooperation.kit.choice import dropdown, titled
from kooperation.kit.controls import checkbox, show_only
from kooperation.kit.explorer import Controls

WORDS = Words("repeated.rules")


class PayoffChoice(Controls):
    """A preset of payoffs, or four sliders; `game` is what is chosen.

    *preset* is the key of a symmetric game in `games/game.toml`. Raises ValueError for others.
    """

    def __init__(self, preset: str) -> None:
        self._known = {p.key: p for p in games().values() if p.symmetric}
        chosen = find(self._known, preset, WORDS["game"])
        self.choice = dropdown(titled(self._known), preset, WORDS["payoffs"])
        self.own = checkbox(WORDS["own_payoffs"])
        self.four = PayoffSliders(seen_by(0, chosen.game))
        self.follow(self.four)
        self.when(self.choice, self._take_over)
        self.when(self.own, self._open)
        self._open()
        super().__init__([self.choice, self.own, self.four])

    @property
    def game(self) -> SymmetricGame:
        """The game that the sliders show."""
        return self.four.game

    def _take_over(self) -> None:
        self.four.show(seen_by(0, self._known[self.choice.value].game))

    def _open(self) -> None:
        show_only(self.own.value, self.four)
