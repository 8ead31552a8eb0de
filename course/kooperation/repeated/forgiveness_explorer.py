"""ForgivenessExplorer: noise against generosity, where forgiving pays and where it is exploited."""

from __future__ import annotations

from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.controls import Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import sentences
from kooperation.kit.layout import columns, fold
from kooperation.kit.live_figure import LiveFigure
from kooperation.repeated.forgiveness import forgiveness, forgiveness_curve
from kooperation.repeated.forgiveness_view import curves, payoffs_table
from kooperation.repeated.forgiving_view import in_words
from kooperation.repeated.payoff_choice_control import PayoffChoice

WORDS, RULES = Words("repeated.forgiveness"), Words("repeated.rules")
NOISE = (0, 0.5, 0.005)  # one half: a coin decides
# Denser where errors between the strict make the curve steep.
POINTS = (0.0, 0.005, 0.01, 0.02, 0.035, 0.05, 0.075, *(k / 20 for k in range(2, 21)))


class ForgivenessExplorer(Explorer):
    """Sliders for the noise ε and the generosity g; curves, a table and sentences follow."""

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        self.payoffs = PayoffChoice(preset)
        self.noise = Slider(RULES["noise"], 0.01, NOISE, RULES["noise_tooltip"], show=percent)
        self.generosity = Slider(
            WORDS["generosity"], 0.0, (0, 1, 0.01), WORDS["generosity_tooltip"]
        )
        self.figure, self.sentences, self.table = LiveFigure(), live(), Area()
        self.follow(self.payoffs, self.noise, self.generosity)
        self.update()
        super().__init__(
            columns(
                [self.generosity, self.noise, self.payoffs],
                [self.figure, self.sentences],
            ),
            fold(WORDS["numbers"], self.table),
            title=WORDS["title"],
        )

    def draw(self) -> None:
        game, noise = self.payoffs.game, self.noise.value
        curve = forgiveness_curve(game, noise, POINTS)
        chosen = forgiveness(game, self.generosity.value, noise)
        said = in_words(chosen, curve[0], curve[-1], game, noise)
        self.sentences.show(sentences(said))
        self.table.show(payoffs_table(chosen))
        alt = WORDS.filled("alt", text=" ".join(said))
        self.figure.show(curves(curve, chosen, game), alt)
