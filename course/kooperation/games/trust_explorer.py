"""TrustThreshold and TrustGame: how much trust it takes, at once and one after the other."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, seen_by
from kooperation.games.game_view import letters_legend
from kooperation.games.game_words import GamePreset, games
from kooperation.games.payoffs_control import PayoffSliders
from kooperation.games.trust import InvestmentGame
from kooperation.games.trust_view import (
    threshold_chart,
    threshold_in_words,
    trust_game_frame,
    trust_game_in_words,
    trust_game_table,
)
from kooperation.kit.area import Area, live
from kooperation.kit.controls import Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import em, fill, joined, sentences, story
from kooperation.kit.layout import columns, fold
from kooperation.kit.twin import Twin

THRESHOLD, GAME = Words("games.trust_threshold"), Words("games.trust_game")
SHARE = (0.0, 1.0, 0.01)
PARTS = 12  # a third must be among them
TWELFTHS = (0.0, 1.0, 1 / PARTS)


class TrustThreshold(Explorer):
    """A slider for the trust p and four for the payoffs: what cooperating brings on average.

    *preset* is the key of a symmetric game in `games/game.toml`. Raises ValueError for others.
    """

    def __init__(self, preset: str = "hirschjagd") -> None:
        symmetric = {p.key: p for p in games().values() if p.symmetric}
        self.preset: GamePreset = find(symmetric, preset, THRESHOLD["what"])
        self.trust = Slider(THRESHOLD["trust"], 0.5, SHARE, THRESHOLD["trust_tooltip"])
        self.payoffs = PayoffSliders(seen_by(0, self.preset.game))
        self.chart, self.sentences = Area(), live()
        drawn = {"chart": self.chart, "sentences": self.sentences}
        words = {"threshold": "games.trust_threshold"}
        self.twin = Twin("games/trust_threshold_twin.js", drawn, words)
        self.twin.controls = {"trust": self.trust, **self.payoffs.by_name}
        names = {"cooperate": self.preset.cooperate, "defect": self.preset.defect}
        self.twin.record = {of: joined([name]) for of, name in names.items()}
        self.follow(self.trust, self.payoffs)
        self.update()
        super().__init__(
            columns(
                [self.trust, Area(letters_legend(self.preset)), self.payoffs],
                [self.chart, self.sentences],
            ),
            self.twin,
            title=THRESHOLD["title"],
        )

    @property
    def game(self) -> SymmetricGame:
        """The game that the sliders show."""
        return self.payoffs.game

    def draw(self) -> None:
        shown = self.game, self.trust.value, self.preset
        self.twin.show(
            sentences=sentences(threshold_in_words(*shown)), chart=threshold_chart(*shown)
        )


class TrustGame(Explorer):
    """Sliders for what is given, what is returned and how reliable the other is; table, sentences."""

    def __init__(
        self, given: float = 0.5, returned: float = 2 / 3, reliability: float = 0.4
    ) -> None:
        self.game = InvestmentGame()
        self.given = Slider(GAME["given"], given, SHARE, GAME["given_tooltip"])
        self.returned = Slider(GAME["returned"], returned, TWELFTHS, GAME["returned_tooltip"])
        self.reliability = Slider(
            GAME["reliability"], reliability, SHARE, GAME["reliability_tooltip"]
        )
        self.table, self.sentences = Area(), live()
        told = fill(GAME["story"], endowment=number(self.game.endowment))
        sliders = {
            "given": self.given,
            "returned": self.returned,
            "reliability": self.reliability,
        }
        drawn = {"table": self.table, "sentences": self.sentences}
        self.twin = Twin("games/trust_game_twin.js", drawn, {"game": "games.trust_game"})
        self.twin.controls = sliders
        self.twin.record = {
            "endowment": self.game.endowment,
            "multiplier": self.game.multiplier,
            "parts": PARTS,
            "table": trust_game_frame(),
        }
        self.follow(*sliders.values())
        self.update()
        super().__init__(
            columns(sliders.values(), [self.table, self.sentences]),
            fold(GAME["about"], Area(story(told), story(em(GAME["reading"])))),
            self.twin,
            title=GAME["title"],
        )

    def draw(self) -> None:
        returned = round(self.returned.value * PARTS) / PARTS  # a slider keeps six digits
        chosen = self.given.value, returned, self.reliability.value
        self.twin.show(
            sentences=sentences(trust_game_in_words(self.game, *chosen)),
            table=trust_game_table(self.game, *chosen),
        )
