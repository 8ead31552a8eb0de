"""BargainingPlane: threats and power in the plane of lecture 7, with Nash's and Kalai-Smorodinsky's points."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.controls import Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import legend, sentences
from kooperation.kit.layout import columns
from kooperation.kit.live_figure import LiveFigure
from kooperation.negotiation.bargaining_view import (
    Bargain,
    bargain_alt,
    bargain_plane,
    bargain_sentences,
)

WORDS = Words("negotiation.bargaining")
# Two threats of at most 4.5 always leave something to divide.
THREAT, POWER, CURVE = (0.0, 4.5, 0.5), (0.05, 0.95, 0.05), (1.0, 3.0, 0.1)


class BargainingPlane(Explorer):
    """What each side has without an agreement, A's power and how the frontier bends; where the solutions lie follows."""

    def __init__(self) -> None:
        start = WORDS.numbers("start")
        self.first = Slider(WORDS["threat_a"], start["threat"], THREAT, WORDS["threat_a_long"])
        self.second = Slider(WORDS["threat_b"], start["threat"], THREAT, WORDS["threat_b_long"])
        self.power = Slider(WORDS["power"], start["power"], POWER, WORDS["power_long"])
        self.curve = Slider(WORDS["curve"], start["curve"], CURVE, WORDS["curve_long"])
        sliders = self.first, self.second, self.power, self.curve
        self.sentences, self.figure = live(), LiveFigure()
        self.follow(*sliders)
        self.update()
        super().__init__(
            columns(sliders, [self.figure, self.sentences]),
            Area(legend(WORDS["note"])),
            title=WORDS["title"],
        )

    @property
    def bargain(self) -> Bargain:
        """What the sliders show."""
        without = self.first.value, self.second.value
        return Bargain(self.curve.value, without, self.power.value)

    def draw(self) -> None:
        bargain = self.bargain
        self.figure.show(bargain_plane(bargain), bargain_alt(bargain))
        self.sentences.show(sentences(bargain_sentences(bargain)))
