"""PublicGood: what all pay for and all enjoy, with n players and, if one likes, a minimum number."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.games.public_good import PublicGoodGame
from kooperation.games.public_good_view import (
    chart,
    in_words,
    payoffs_frame,
    payoffs_table,
    situation,
)
from kooperation.kit.area import Area, live
from kooperation.kit.controls import Slider, checkbox, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import em, sentences, story
from kooperation.kit.layout import columns, fold
from kooperation.kit.twin import Twin

WORDS = Words("games.public_good")
START = 4  # the minimum number that one comes to first


class PublicGood(Explorer):
    """Sliders for n, E and m and for how many others pay; chart, table and sentences follow.

    With a *threshold* so many are needed from the start. `good` is what the sliders show.
    """

    def __init__(
        self,
        players: int = 6,
        endowment: float = 10,
        multiplier: float = 3,
        threshold: int | None = None,
    ) -> None:
        self.players = Slider(WORDS["players"], players, (2, 12, 1))
        self.endowment = Slider(WORDS["endowment"], endowment, (1, 20, 1))
        self.multiplier = Slider(
            WORDS["multiplier"], multiplier, (0.5, 12, 0.1), WORDS["multiplier_tooltip"]
        )
        self.others = Slider(
            WORDS["others"], players - 1, (0, players - 1, 1), WORDS["others_tooltip"]
        )
        self.with_threshold = checkbox(WORDS["with_threshold"])
        self.with_threshold.value = threshold is not None
        self.threshold = Slider(WORDS["threshold"], threshold or START, (2, players, 1))
        self.story, self.chart, self.sentences, self.table = Area(), Area(), live(), Area()
        drawn = {
            "story": self.story,
            "chart": self.chart,
            "sentences": self.sentences,
            "table": self.table,
        }
        self.twin = Twin(
            "games/public_good_twin.js", drawn, {"good": "games.public_good", "lists": "base.lists"}
        )
        self.twin.controls = {
            "players": self.players,
            "endowment": self.endowment,
            "multiplier": self.multiplier,
            "others": self.others,
            "with_threshold": self.with_threshold,
            "threshold": self.threshold,
        }
        self.twin.limits = {"others": ("players", -1), "threshold": ("players", 0)}
        self.twin.shown_by = {"threshold": "with_threshold"}
        self.twin.record = {"table": payoffs_frame()}
        numbers = (self.players, self.endowment, self.multiplier, self.others)
        self.follow(*numbers, self.with_threshold, self.threshold)
        self.update()
        super().__init__(
            columns(
                [*numbers, self.with_threshold, self.threshold],
                [self.chart, self.sentences],
            ),
            fold(WORDS["table"], self.table),
            fold(WORDS["about"], self.story, Area(story(em(WORDS["reading"])))),
            self.twin,
            title=WORDS["title"],
        )

    @property
    def good(self) -> PublicGoodGame:
        """The public good that the sliders show."""
        threshold = round(self.threshold.value) if self.with_threshold.value else 1
        return PublicGoodGame(
            round(self.players.value), self.endowment.value, self.multiplier.value, threshold
        )

    def draw(self) -> None:
        self._fit()
        good, others = self.good, round(self.others.value)
        self.twin.show(
            story=story(situation(good)),
            sentences=sentences(in_words(good)),
            chart=chart(good, others),
            table=payoffs_table(good, others),
        )
        show_only(self.with_threshold.value, self.threshold)

    def _fit(self) -> None:
        """Let the sliders that count people reach as far as there are people."""
        players = round(self.players.value)
        with self.quietly():  # a shorter slider may take its value along
            self.others.highest = players - 1
            self.threshold.highest = players
