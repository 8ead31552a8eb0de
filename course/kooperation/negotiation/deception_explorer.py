"""DeceptionExplorer: misreport a loss or a gain, see who wins, and when a good deal fails."""

from __future__ import annotations

import ipywidgets as w

from kooperation.base.german import percent
from kooperation.base.words import texts
from kooperation.kit.guard import guarded
from kooperation.kit.parts import dropdown, sentences, story
from kooperation.kit.sliders import ValueSlider
from kooperation.negotiation.deception import Trade
from kooperation.negotiation.deception_view import MOST, gains_chart, gains_table, in_words

TRUTHS = {"big": (4.0, 1.0), "tight": (4.0, 3.5)}  # what A truly gains and B truly loses
CLAIM = (0.0, MOST, 0.25)


class DeceptionExplorer(w.VBox):
    """Sliders for what A and B claim, for power and friction; table, sentences and chart follow."""

    def __init__(self) -> None:
        words = texts()["deception"]
        self._quiet = True
        self.truth = dropdown([(words[key], key) for key in TRUTHS], "big", words["preset"])
        self.said_loss = ValueSlider(
            words["said_loss"], 1.0, CLAIM, self._update, words["said_loss_long"]
        )
        self.said_gain = ValueSlider(
            words["said_gain"], 4.0, CLAIM, self._update, words["said_gain_long"]
        )
        self.power = ValueSlider(words["power"], 0.5, (0.05, 0.95, 0.05), self._update)
        self.friction = ValueSlider(
            words["friction"], 0.0, (0.0, 0.9, 0.05), self._update,
            show=lambda value: percent(value, 0),
        )  # fmt: skip
        self.reset = w.Button(description=words["reset"])
        self.sentences, self.table, self.chart = w.HTML(), w.HTML(), w.HTML()
        self.sentences.add_class("kooperation-live")
        self.truth.observe(lambda _change: self._be_honest(), "value")
        self.reset.on_click(lambda _button: self._be_honest())
        self._be_honest()
        sliders = w.HBox([self.said_loss, self.said_gain, self.power, self.friction])
        sliders.add_class("kooperation-pair")
        super().__init__(
            [
                guarded(
                    w.HTML(story(words["story"])),
                    self.truth,
                    sliders,
                    self.reset,
                    self.sentences,
                    self.table,
                    self.chart,
                )
            ]
        )

    @property
    def trade(self) -> Trade:
        """The trade as it truly is."""
        gain, loss = TRUTHS[self.truth.value]
        return Trade(gain, loss, self.power.value, round(1 - self.friction.value, 6))

    def _be_honest(self) -> None:
        """Set both claims to the truth."""
        self._quiet = True
        self.said_gain.value, self.said_loss.value = TRUTHS[self.truth.value]
        self._quiet = False
        self._update()

    def _update(self) -> None:
        if self._quiet:
            return
        trade, claims = self.trade, (self.said_gain.value, self.said_loss.value)
        self.sentences.value = sentences(in_words(trade, *claims))
        self.table.value = gains_table(trade, *claims)
        self.chart.value = gains_chart(trade, *claims)
