"""ShadowExplorer: how much the future must weigh for cooperation to hold."""

from __future__ import annotations

from examples.shadow_tables import courses_table, verdicts_table
from kooperation.base.checks import check_discount
from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.games.game import SymmetricGame, seen_by
from kooperation.games.game_words import games
from kooperation.kit.controls import (
    Area,
    EndNotes,
    Slider,
    areas,
    button,
    dropdown,
    live,
    pair,
    refuse,
    row,
    titled,
)
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, heading, legend, sentences
from kooperation.kit.live_figure import LiveFigure
from kooperation.repeated.shadow import verdicts
from kooperation.repeated.shadow_explorer import PAYOFF, PAYOFFS, SHARE, dilemmas
from kooperation.repeated.shadow_view import (
    finding_sentences,
    remedy_sentences,
    trust_table,
    value_alt,
    value_curves,
    weight_sentences,
)
from kooperation.repeated.thresholds import effective_discount


class ShadowExplorer(Explorer):
    """Sliders for w, ρ, the payoffs and an exit; present values, thresholds and equilibria follow.

    *preset* is the key of a symmetric dilemma in `data/games.toml`. `game`, `discount` and `outside`
    are what the sliders show. Raises ValueError if there is no such preset.
    """

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        known = {p.key: p for p in dilemmas()}
        find(known, preset, "Das Dilemma")
        words, common = texts()["shadow"], texts()["explorer"]
        self.choice = dropdown(titled(known), preset, common["preset"])
        self.reset = button(common["reset"], self.take_over)
        self.continuation = Slider(words["continuation"], 0, SHARE, words["continuation_long"])
        self.time_discount = Slider(words["time_discount"], 0, SHARE, words["time_discount_long"])
        self.exit = Slider(words["exit"], 0, PAYOFF, words["exit_long"])
        self.payoffs = {key: Slider(texts()["payoffs"][key], 0, PAYOFF) for key in PAYOFFS}
        t, r, p, s = self.payoffs.values()
        sliders = (self.continuation, self.time_discount, t, r, p, s, self.exit)
        self.note = EndNotes(common["at_end"], sliders)
        self.sentences, self.figure = live(), LiveFigure()
        self.remedies, self.courses, self.verdicts, self.meta = areas(4)
        self.follow(*sliders)
        self.when(self.choice, self.take_over)
        self.take_over()
        super().__init__(
            row(self.choice, self.reset),
            Area(heading(words["future"])),
            pair(self.continuation, self.time_discount),
            Area(heading(words["stakes"])),
            pair(t, r),
            pair(p, s),
            pair(self.exit),
            self.note,
            self.sentences,
            Area(heading(words["remedy"])),
            self.remedies,
            Area(heading(words["figure"])),
            self.figure,
            Area(legend(words["picture_note"])),
            self.courses,
            self.verdicts,
            self.meta,
            Area(legend(words["note"])),
        )

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

    def take_over(self) -> None:
        """Set all sliders to the preset and the start values."""
        start, game = texts()["shadow"]["start"], seen_by(0, games()[self.choice.value].game)
        with self.in_one_go():
            self.continuation.value = start["continuation"]
            self.time_discount.value = start["time_discount"]
            self.exit.value = start["exit"]
            for key, slider in self.payoffs.items():
                slider.value = getattr(game, key)

    def draw(self) -> None:
        game, discount, outside = self.game, self.discount, self.outside
        try:
            check_discount(discount)
        except ValueError as wrong:
            refuse(wrong, self.sentences, self.remedies, self.courses, self.verdicts, self.meta)
            self.figure.show(value_curves(game, outside, None), value_alt(game, outside, None))
            return
        rho, found = self.time_discount.value, verdicts(game, discount, outside)
        lines = [
            *weight_sentences(self.continuation.value, rho, discount),
            *finding_sentences(game, discount, outside, found),
        ]
        # These views give strings of HTML until they are converted.
        self.sentences.show(sentences(map(Markup, lines)))
        remedies = remedy_sentences(game, discount, rho, outside, found)
        self.remedies.show(sentences(map(Markup, remedies)))
        self.figure.show(value_curves(game, outside, discount), value_alt(game, outside, discount))
        self.courses.show(courses_table(game, discount, outside))
        self.verdicts.show(verdicts_table(found))
        self.meta.show(Markup(trust_table(game, discount)))
