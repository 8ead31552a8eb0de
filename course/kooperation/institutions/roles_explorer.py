"""MultipleSelves: weight four roles of a welfare association and see which logics collide."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.institutions.roles import HIGHEST
from kooperation.institutions.roles_view import collisions_table, in_words, radar, radar_alt
from kooperation.institutions.roles_words import profiles, roles, tensions
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown, titled
from kooperation.kit.controls import Slider, button, row
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import legend, sentences
from kooperation.kit.layout import columns, fold, scrolling
from kooperation.kit.live_figure import LiveFigure

WORDS = Words("institutions.selves")
WEIGHT = (0.0, HIGHEST, 1.0)


class MultipleSelves(Explorer):
    """A slider from 0 to 10 for each role; a radar chart, a table and sentences follow.

    `weights` is what the sliders show. *profile* is a key of `institutions/role_profiles.toml`.
    """

    def __init__(self, profile: str = "ortsverein") -> None:
        find(profiles(), profile, WORDS["profile"])
        self.choice = dropdown(titled(profiles()), profile, WORDS["profile"])
        self.reset = button(WORDS["reset"], self.take_over)
        self.sliders = {
            key: Slider(role.short, 0, WEIGHT, f"{role.title}, {role.logic}")
            for key, role in roles().items()
        }
        self.sentences, self.figure, self.table = live(), LiveFigure(), Area()
        self.follow(*self.sliders.values())
        self.when(self.choice, self.take_over)
        self.take_over()
        super().__init__(
            columns(
                [row(self.choice, self.reset), *self.sliders.values()],
                [scrolling(self.figure, "slim"), self.sentences],
            ),
            Area(legend(WORDS["note"])),
            fold(WORDS["table"], self.table),
            title=WORDS["title"],
        )

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each role."""
        return {key: slider.value for key, slider in self.sliders.items()}

    def take_over(self) -> None:
        """Set all sliders to the chosen profile, with one redraw at the end."""
        with self.in_one_go():
            for key, weight in profiles()[self.choice.value].weights.items():
                self.sliders[key].value = weight

    def draw(self) -> None:
        weights = self.weights
        self.sentences.show(sentences(in_words(weights, roles(), tensions())))
        self.table.show(collisions_table(weights, roles(), tensions()))
        self.figure.show(radar(weights, roles()), radar_alt(weights, roles()))
