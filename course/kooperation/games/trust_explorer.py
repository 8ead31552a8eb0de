"""TrustThreshold and TrustGame: how much trust it takes, at once and one after the other."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from kooperation.base.german import number
from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.games.game import SymmetricGame, seen_by
from kooperation.games.game_explorer import SHARED, PayoffSlider
from kooperation.games.game_words import GamePreset, games
from kooperation.games.trust import TrustGame as Game
from kooperation.games.trust_view import (
    threshold_chart,
    threshold_in_words,
    trust_game_in_words,
    trust_game_table,
)
from kooperation.kit.guard import guarded
from kooperation.kit.parts import sentences, story
from kooperation.kit.sliders import ValueSlider

SHARE = (0.0, 1.0, 0.01)
TWELFTHS = (0.0, 1.0, 1 / 12)  # a third must be among them


class TrustThreshold(w.VBox):
    """A slider for the trust p and four for the payoffs: what cooperating brings on average.

    *preset* is the key of a symmetric game in `games/games.toml`. Raises ValueError for others.
    """

    def __init__(self, preset: str = "hirschjagd") -> None:
        symmetric = {p.key: p for p in games().values() if p.symmetric}
        self.preset: GamePreset = find(symmetric, preset, "Das Spiel")
        words = texts()["trust_threshold"]
        chosen = seen_by(0, self.preset.game)
        self.trust = ValueSlider(words["trust"], 0.5, SHARE, self._update, words["trust_tooltip"])
        self.payoffs = {
            key: PayoffSlider(texts()["payoffs"][key], getattr(chosen, key), self._update)
            for key in SHARED
        }
        self.chart, self.sentences = w.HTML(), w.HTML()
        self.sentences.add_class("kooperation-live")
        self._update()
        super().__init__([guarded(self.trust, self.sentences, self.chart, *self.payoffs.values())])

    @property
    def game(self) -> SymmetricGame:
        """The game that the sliders show."""
        return SymmetricGame(*(self.payoffs[key].value for key in SHARED))

    def _update(self, _change: Any = None) -> None:
        game, trust = self.game, self.trust.value
        self.sentences.value = sentences(threshold_in_words(game, trust, self.preset))
        self.chart.value = threshold_chart(game, trust, self.preset)


class TrustGame(w.VBox):
    """Sliders for what is given, what is returned and how reliable the other is; table, sentences."""

    def __init__(
        self, given: float = 0.5, returned: float = 2 / 3, reliability: float = 0.4
    ) -> None:
        words = texts()["trust_game"]
        self.game = Game()
        self.given = ValueSlider(words["given"], given, SHARE, self._update, words["given_tooltip"])
        self.returned = ValueSlider(
            words["returned"], returned, TWELFTHS, self._update, words["returned_tooltip"]
        )
        self.reliability = ValueSlider(
            words["reliability"], reliability, SHARE, self._update, words["reliability_tooltip"]
        )
        self.table, self.sentences = w.HTML(), w.HTML()
        self.sentences.add_class("kooperation-live")
        text = words["story"].format(endowment=number(self.game.endowment))
        self._update()
        super().__init__(
            [
                guarded(
                    w.HTML(story(text) + story(f"<em>{words['reading']}</em>")),
                    self.given,
                    self.returned,
                    self.reliability,
                    self.sentences,
                    self.table,
                )
            ]
        )

    def _update(self, _change: Any = None) -> None:
        chosen = self.given.value, self.returned.value, self.reliability.value
        self.sentences.value = sentences(trust_game_in_words(self.game, *chosen))
        self.table.value = trust_game_table(self.game, *chosen)
