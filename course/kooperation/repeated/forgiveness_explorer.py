"""ForgivenessExplorer: noise against generosity, where forgiving pays and where it is exploited."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from kooperation.base.german import percent
from kooperation.base.words import texts
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.parts import sentences
from kooperation.kit.sliders import ValueSlider
from kooperation.repeated.forgiveness import forgiveness, forgiveness_curve
from kooperation.repeated.forgiveness_view import curves, in_words, payoffs_table
from kooperation.repeated.tournament_explorer import PayoffChoice

# Denser where errors between the strict make the curve steep.
POINTS = (0.0, 0.005, 0.01, 0.02, 0.035, 0.05, 0.075, *(k / 20 for k in range(2, 21)))


class ForgivenessExplorer(w.VBox):
    """Sliders for the noise ε and the generosity g; curves, a table and sentences follow."""

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        words, rules = texts()["forgiveness"], texts()["strategy_field"]
        self.payoffs = PayoffChoice(preset, self._update)
        self.noise = ValueSlider(
            rules["noise"], 0.01, (0, 0.2, 0.005), self._update, rules["noise_tooltip"],
            show=percent,
        )  # fmt: skip
        self.generosity = ValueSlider(
            words["generosity"], 0.0, (0, 1, 0.01), self._update, words["generosity_tooltip"]
        )
        self.figure = LiveFigure()
        self.sentences, self.table = w.HTML(), w.HTML()
        self.sentences.add_class("kooperation-live")
        self._update()
        super().__init__(
            [
                guarded(
                    self.payoffs,
                    self.noise,
                    self.generosity,
                    self.sentences,
                    self.figure,
                    self.table,
                )
            ]
        )

    def _update(self, _change: Any = None) -> None:
        game, noise = self.payoffs.game, self.noise.value
        curve = forgiveness_curve(game, noise, POINTS)
        chosen = forgiveness(game, self.generosity.value, noise)
        lines = in_words(chosen, curve[0], curve[-1], game, noise)
        self.sentences.value = sentences(lines)
        self.table.value = payoffs_table(chosen)
        alt = texts()["forgiveness"]["alt"].format(text=" ".join(lines))
        self.figure.show(curves(curve, chosen, game), alt)
