"""ShadowExplorer: how much the future must weigh for cooperation to hold."""

from __future__ import annotations

from kooperation.base.checks import check_discount
from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame, seen_by
from kooperation.games.game_view import letters_legend
from kooperation.games.payoffs_control import PayoffSliders
from kooperation.kit.area import Area, areas, live, refuse
from kooperation.kit.choice import dropdown, titled
from kooperation.kit.controls import EndNotes, Slider, button, row, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import heading, legend, sentences
from kooperation.kit.layout import columns, fold
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box
from kooperation.repeated.courses_view import courses_table, value_alt, value_curves
from kooperation.repeated.dilemmas_words import symmetric_dilemmas
from kooperation.repeated.remedy_view import remedy_sentences
from kooperation.repeated.shadow import verdicts
from kooperation.repeated.shadow_view import (
    finding_sentences,
    trust_sentences,
    weight_sentences,
)
from kooperation.repeated.thresholds import effective_discount
from kooperation.repeated.verdicts_view import trust_table, verdicts_table

WORDS, COMMON = Words("repeated.shadow"), Words("games.explorer")
SHARE = (0.0, 1.0, 0.01)
PAYOFF = (-2.0, 6.0, 0.1)


class ShadowExplorer(Explorer):
    """Sliders for w, ρ, the payoffs and an exit; present values, thresholds and equilibria follow.

    *preset* is the key of a symmetric dilemma in `games/game.toml`. `game`, `discount` and `outside`
    are what the sliders show. Raises ValueError if there is no such preset.
    """

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        chosen = find(symmetric_dilemmas(), preset, WORDS["what"])
        self.choice = dropdown(titled(symmetric_dilemmas()), preset, COMMON["preset"])
        self.reset = button(COMMON["reset"], self.take_over)
        self.continuation = Slider(WORDS["continuation"], 0, SHARE, WORDS["continuation_long"])
        self.time_discount = Slider(WORDS["time_discount"], 0, SHARE, WORDS["time_discount_long"])
        self.exit = Slider(WORDS["exit"], 0, PAYOFF, WORDS["exit_long"])
        self.payoffs = PayoffSliders(seen_by(0, chosen.game), PAYOFF)
        t, r, p, s = self.payoffs.sliders.values()
        future = (self.continuation, self.time_discount)
        self.note = EndNotes(COMMON["at_end"], (*future, t, r, p, s, self.exit))
        self.sentences, self.figure = live(), LiveFigure()
        self.letters, self.remedies, self.courses, self.verdicts, self.trust, self.meta = areas(6)
        self._folds = (
            fold(WORDS["remedy"], self.remedies),
            fold(WORDS["figure"], self.courses, Area(legend(WORDS["picture_note"]))),
            fold(WORDS["holding"], self.verdicts, self.trust, self.meta),
        )
        self.follow(*future, self.payoffs, self.exit)
        self.when(self.choice, self.take_over)
        self.take_over()
        super().__init__(
            columns(
                [
                    row(self.choice, self.reset),
                    Area(heading(WORDS["future"])),
                    *future,
                    Area(heading(WORDS["stakes"])),
                    *(self.letters, t, r, p, s, self.exit, self.note),
                ],
                [Box([self.figure], "staying"), self.sentences],
                "above",
            ),
            *self._folds,
            Area(legend(WORDS["note"])),
            title=WORDS["title"],
        )

    @property
    def game(self) -> SymmetricGame:
        """The game that the sliders show."""
        return self.payoffs.game

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
        start = WORDS.numbers("start")
        with self.in_one_go():
            self.continuation.value = start["continuation"]
            self.time_discount.value = start["time_discount"]
            self.exit.value = start["exit"]
            self.payoffs.show(seen_by(0, symmetric_dilemmas()[self.choice.value].game))

    def draw(self) -> None:
        game, discount, outside = self.game, self.discount, self.outside
        self.letters.show(letters_legend(symmetric_dilemmas()[self.choice.value]))
        try:
            check_discount(discount)
        except ValueError as wrong:
            refuse(
                wrong,
                self.sentences,
                self.remedies,
                self.courses,
                self.verdicts,
                self.trust,
                self.meta,
            )
            show_only(False, *self._folds)
            self.figure.show(value_curves(game, outside, None), value_alt(game, outside, None))
            return
        show_only(True, *self._folds)
        rho, found = self.time_discount.value, verdicts(game, discount, outside)
        weight = weight_sentences(self.continuation.value, rho, discount)
        finding = finding_sentences(game, discount, outside, found)
        self.sentences.show(sentences([*weight, *finding]))
        self.remedies.show(sentences(remedy_sentences(game, discount, rho, outside, found)))
        self.figure.show(value_curves(game, outside, discount), value_alt(game, outside, discount))
        self.courses.show(courses_table(game, discount, outside))
        self.verdicts.show(verdicts_table(found))
        self.trust.show(sentences(trust_sentences(game, discount, outside)))
        self.meta.show(trust_table(game, discount))
