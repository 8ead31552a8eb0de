"""DeceptionExplorer: misreport a loss or a gain, see who wins, and when a good deal fails."""

from __future__ import annotations

from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.kit.area import Area, areas, live
from kooperation.kit.choice import dropdown
from kooperation.kit.controls import Slider, button
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import sentences, story
from kooperation.kit.layout import columns, fold
from kooperation.negotiation.deception import Trade
from kooperation.negotiation.deception_view import MOST, gains_chart, gains_table, in_words

WORDS = Words("negotiation.deception")
TRUTHS = {"big": (4.0, 1.0), "tight": (4.0, 3.5)}  # what A truly gains and B truly loses
CLAIM = (0.0, MOST, 0.25)


class DeceptionExplorer(Explorer):
    """Sliders for what A and B claim, for power and friction; table, sentences and chart follow."""

    def __init__(self) -> None:
        options = [(text, key) for key, text in WORDS.section("truths").items()]
        self.truth = dropdown(options, "big", WORDS["preset"])
        self.said_loss = Slider(WORDS["said_loss"], 1.0, CLAIM, WORDS["said_loss_long"])
        self.said_gain = Slider(WORDS["said_gain"], 4.0, CLAIM, WORDS["said_gain_long"])
        self.power = Slider(WORDS["power"], 0.5, (0.05, 0.95, 0.05))
        self.friction = Slider(
            WORDS["friction"], 0.0, (0.0, 0.9, 0.05), show=lambda share: percent(share, 0)
        )
        self.reset = button(WORDS["reset"], self.be_honest)
        self.sentences = live()
        self.table, self.chart = areas(2)
        sliders = (self.said_loss, self.said_gain, self.power, self.friction)
        self.follow(*sliders)
        self.when(self.truth, self.be_honest)
        self.be_honest()
        super().__init__(
            columns(
                [self.truth, *sliders, self.reset],
                [self.chart, self.table, self.sentences],
            ),
            fold(WORDS["about"], Area(story(WORDS["story"]))),
            title=WORDS["title"],
        )

    @property
    def trade(self) -> Trade:
        """The trade as it truly is."""
        gain, loss = TRUTHS[self.truth.value]
        return Trade(gain, loss, self.power.value, round(1 - self.friction.value, 6))

    def be_honest(self) -> None:
        """Set both claims to the truth."""
        with self.in_one_go():
            self.said_gain.value, self.said_loss.value = TRUTHS[self.truth.value]

    def draw(self) -> None:
        shown = self.trade, self.said_gain.value, self.said_loss.value
        self.sentences.show(sentences(in_words(*shown)))
        self.table.show(gains_table(*shown))
        self.chart.show(gains_chart(*shown))
