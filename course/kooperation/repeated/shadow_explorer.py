"""ShadowExplorer: how much the future must weigh for cooperation to hold."""

from __future__ import annotations

from html import escape

import ipywidgets as w

from kooperation.base.checks import check_discount
from kooperation.base.german import number
from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.games.game import SymmetricGame, seen_by
from kooperation.games.game_words import GamePreset, games
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.parts import dropdown, heading, sentences
from kooperation.kit.sliders import ValueSlider
from kooperation.repeated.shadow import is_dilemma, verdicts
from kooperation.repeated.shadow_view import (
    courses_table,
    finding_sentences,
    remedy_sentences,
    trust_table,
    value_alt,
    value_curves,
    verdicts_table,
    weight_sentences,
)
from kooperation.repeated.thresholds import effective_discount

PAYOFFS = ("temptation", "reward", "punishment", "sucker")
SHARE = (0.0, 1.0, 0.01)
PAYOFF = (-2.0, 6.0, 0.1)


def dilemmas() -> list[GamePreset]:
    """Return the presets that look alike to both sides and are dilemmas."""
    return [p for p in games().values() if p.symmetric and is_dilemma(seen_by(0, p.game))]


class ShadowExplorer(w.VBox):
    """Sliders for w, ρ, the payoffs and an exit; present values, thresholds and equilibria follow.

    *preset* is the key of a symmetric dilemma in `games/games.toml`. `game`, `discount` and `outside`
    are what the sliders show. Raises ValueError if there is no such preset.
    """

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        known = {p.key: p for p in dilemmas()}
        find(known, preset, "Das Dilemma")
        words = texts()["shadow"]
        self._quiet = True
        options = [(p.title, p.key) for p in known.values()]
        self.choice = dropdown(options, preset, texts()["explorer"]["preset"])
        self.reset = w.Button(description=texts()["explorer"]["reset"])
        self.continuation = ValueSlider(
            words["continuation"], 0.0, SHARE, self._update, words["continuation_long"]
        )
        self.time_discount = ValueSlider(
            words["time_discount"], 0.0, SHARE, self._update, words["time_discount_long"]
        )
        self.exit = ValueSlider(words["exit"], 0.0, PAYOFF, self._update, words["exit_long"])
        self.payoffs = {
            key: ValueSlider(texts()["payoffs"][key], 0.0, PAYOFF, self._update) for key in PAYOFFS
        }
        self.note = w.HTML(layout={"min_height": "1.7rem"})  # so that nothing below jumps
        self.sentences, self.remedies, self.courses, self.verdicts, self.meta = (
            w.HTML() for _ in range(5)
        )
        self.sentences.add_class("kooperation-live")
        self.figure = LiveFigure()
        self._take_over()
        self.choice.observe(lambda _change: self._take_over(), "value")
        self.reset.on_click(lambda _button: self._take_over())
        super().__init__([guarded(*self._rows())])

    def _rows(self) -> list[w.Widget]:
        words = texts()["shadow"]
        t, r, p, s = self.payoffs.values()
        return [
            w.HBox(
                [self.choice, self.reset],
                layout={"flex_flow": "row wrap", "grid_gap": "0.3rem 0.8rem"},
            ),
            heading(words["future"]),
            _pair(self.continuation, self.time_discount),
            heading(words["stakes"]),
            _pair(t, r),
            _pair(p, s),
            _pair(self.exit, w.HTML()),
            self.note,
            self.sentences,
            heading(words["remedy"]),
            self.remedies,
            heading(words["figure"]),
            self.figure,
            w.HTML(f'<p class="kooperation-legend">{words["picture_note"]}</p>'),
            self.courses,
            self.verdicts,
            self.meta,
            w.HTML(f'<p class="kooperation-legend">{words["note"]}</p>'),
        ]

    @property
    def game(self) -> SymmetricGame:
        """The game that the sliders show."""
        return SymmetricGame(*(self.payoffs[key].value for key in PAYOFFS))

    @property
    def discount(self) -> float:
        """δ = w·ρ."""
        return effective_discount(self.continuation.value, self.time_discount.value)

    @property
    def outside(self) -> float:
        """What one has per round after leaving."""
        return self.exit.value

    def _take_over(self) -> None:
        """Set all sliders to the preset and the start values, with one redraw at the end."""
        self._quiet = True
        start = texts()["shadow"]["start"]
        self.continuation.slider.value = start["continuation"]
        self.time_discount.slider.value = start["time_discount"]
        self.exit.slider.value = start["exit"]
        game = seen_by(0, games()[self.choice.value].game)
        for key, slider in self.payoffs.items():
            slider.slider.value = getattr(game, key)
        self._quiet = False
        self._update()

    def _update(self) -> None:
        if self._quiet:
            return
        game, discount, outside = self.game, self.discount, self.outside
        try:
            check_discount(discount)
        except ValueError as error:
            self._show_error(error)
            return
        found = verdicts(game, discount, outside)
        lines = weight_sentences(self.continuation.value, self.time_discount.value, discount)
        lines += finding_sentences(game, discount, outside, found)
        self.sentences.value = sentences(lines)
        self.remedies.value = sentences(
            remedy_sentences(game, discount, self.time_discount.value, outside, found)
        )
        self.figure.show(value_curves(game, outside, discount), value_alt(game, outside, discount))
        self.courses.value = courses_table(game, discount, outside)
        self.verdicts.value = verdicts_table(found)
        self.meta.value = trust_table(game, discount)
        self._show_ends()

    def _show_error(self, error: ValueError) -> None:
        """Say what is wrong, and show nothing that belongs to other numbers."""
        self.sentences.value = f'<p class="kooperation-error" role="alert">{escape(str(error))}</p>'
        self.figure.show(
            value_curves(self.game, self.outside, None), value_alt(self.game, self.outside, None)
        )
        for table in (self.remedies, self.courses, self.verdicts, self.meta):
            table.value = ""
        self._show_ends()

    def _show_ends(self) -> None:
        pattern = texts()["explorer"]["at_end"]
        sliders = (self.continuation, self.time_discount, *self.payoffs.values(), self.exit)
        self.note.value = "".join(
            '<p class="kooperation-note">'
            f"{pattern.format(name=s.slider.description, value=number(s.value))}</p>"
            for s in sliders
            if s.at_end
        )


def _pair(*sliders: w.Widget) -> w.HBox:
    box = w.HBox(list(sliders))
    box.add_class("kooperation-pair")
    return box
