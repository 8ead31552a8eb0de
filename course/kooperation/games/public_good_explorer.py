"""PublicGood: what all pay for and all enjoy, with n players and, if one likes, a minimum number."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from kooperation.base.words import texts
from kooperation.games.public_good import PublicGood as Good
from kooperation.games.public_good_view import chart, in_words, payoffs_table, story
from kooperation.kit.guard import guarded
from kooperation.kit.parts import checkbox, sentences, show_only
from kooperation.kit.parts import story as paragraph
from kooperation.kit.sliders import ValueSlider


class PublicGood(w.VBox):
    """Sliders for n, E and m and for how many others pay; chart, table and sentences follow.

    `good` is what the sliders show.
    """

    def __init__(self, players: int = 6, endowment: float = 10, multiplier: float = 3) -> None:
        words = texts()["public_good"]
        self._quiet = False
        self.players = ValueSlider(words["players"], players, (2, 12, 1), self._update)
        self.endowment = ValueSlider(words["endowment"], endowment, (1, 20, 1), self._update)
        self.multiplier = ValueSlider(
            words["multiplier"],
            multiplier,
            (0.5, 12, 0.1),
            self._update,
            words["multiplier_tooltip"],
        )
        self.others = ValueSlider(
            words["others"], players - 1, (0, players - 1, 1), self._update, words["others_tooltip"]
        )
        self.with_threshold = checkbox(words["with_threshold"])
        self.threshold = ValueSlider(words["threshold"], 4, (2, players, 1), self._update)
        self.story, self.chart, self.sentences, self.table = (w.HTML() for _ in range(4))
        self.sentences.add_class("kooperation-live")
        self.with_threshold.observe(lambda _change: self._update(), "value")
        self._update()
        super().__init__(
            [
                guarded(
                    self.story,
                    w.HTML(paragraph(f"<em>{words['reading']}</em>")),
                    self.players,
                    self.endowment,
                    self.multiplier,
                    self.others,
                    self.with_threshold,
                    self.threshold,
                    self.sentences,
                    self.chart,
                    self.table,
                )
            ]
        )

    @property
    def good(self) -> Good:
        """The public good that the sliders show."""
        threshold = round(self.threshold.value) if self.with_threshold.value else 1
        return Good(
            round(self.players.value), self.endowment.value, self.multiplier.value, threshold
        )

    def _update(self, _change: Any = None) -> None:
        if self._quiet:
            return
        self._fit()
        good, others = self.good, round(self.others.value)
        self.story.value = paragraph(story(good))
        self.sentences.value = sentences(in_words(good))
        self.chart.value = chart(good, others)
        self.table.value = payoffs_table(good, others)
        show_only(self.with_threshold.value, self.threshold)

    def _fit(self) -> None:
        """Let the sliders that count people reach as far as there are people."""
        players = round(self.players.value)
        self._quiet = True  # a shorter slider may take its value along
        self.others.slider.max = players - 1
        self.threshold.slider.max = players
        self._quiet = False
        self.others.refresh()
        self.threshold.refresh()
