"""LeverWorkshop: pull the levers of slide 17 and see where game, shadow of the future and mode go."""

from __future__ import annotations

from collections.abc import Mapping

from kooperation.base.finding import find
from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.kit.area import Area, areas, live
from kooperation.kit.choice import dropdown, titled
from kooperation.kit.controls import Slider, button, row, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, heading, legend, sentences, story
from kooperation.kit.layout import columns, fold
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box
from kooperation.success_factors.assumptions import bands
from kooperation.success_factors.levers import TownSituation, pulled
from kooperation.success_factors.levers_view import in_words, lever_sentence
from kooperation.success_factors.levers_words import (
    Lever,
    Town,
    lever_effects,
    levers,
    towns,
)
from kooperation.success_factors.needs_view import needs_alt, needs_figure
from kooperation.success_factors.own_town_control import OwnTown
from kooperation.success_factors.own_town_view import own_in_words, own_situation, town_title
from kooperation.success_factors.town_view import moved_table, round_matrix

WORDS = Words("success_factors.workshop")


OWN = "eigener"  # among the towns


class LeverWorkshop(Explorer):
    """A slider for each lever, from untouched to pulled all the way.

    *town* is a key of `success_factors/towns.toml`, or „eigener“ for the one that the learner describes. `positions` is
    what the sliders show, `situation` what follows. Raises ValueError if there is no such town.
    """

    answers = ("own",)

    def __init__(self, town: str = "mittelstadt") -> None:
        self.own = OwnTown()
        find(self._towns(), town, WORDS["what"])
        self.town = dropdown(titled(self._towns()), town, WORDS["town"])
        self.reset = button(WORDS["reset"], lambda: self.pull({}))
        self.local = button(WORDS["local"], lambda: self.pull(_local()))
        self.sliders = {key: _slider(lever) for key, lever in levers().items()}
        self.story, self.matrix, self.table, self.meaning = areas(4)
        self.sentences, self.figure = live(), LiveFigure()
        self.follow(self.town, self.own, *self.sliders.values())
        self.update()
        super().__init__(
            columns(
                [
                    row(self.town, self.reset, self.local),
                    self.own,
                    Area(heading(WORDS["slide17"])),
                    *self._group(17),
                    Area(heading(WORDS["slide16"])),
                    *self._group(16),
                ],
                [
                    Area(heading(WORDS["needs_heading"])),
                    Box([self.figure], "staying"),
                    self.sentences,
                ],
                "above",
            ),
            fold(WORDS["matrix_heading"], self.matrix),
            fold(WORDS["table"], self.table),
            fold(WORDS["last"], self.meaning),
            fold(WORDS["about"], self.story, Area(legend(WORDS["note"]))),
            title=WORDS["title"],
        )

    def _group(self, slide: int) -> list[Slider]:
        return [self.sliders[key] for key, lever in levers().items() if lever.slide == slide]

    def _towns(self) -> dict[str, Town]:
        """Return the towns to choose from, the learner's own last."""
        typed, last = self.own.town, len(towns()) + 1
        own = Town(OWN, town_title(typed), last, WORDS["own_story"], own_situation(typed))
        return {**towns(), OWN: own}

    @property
    def positions(self) -> dict[str, float]:
        """How far each lever is pulled, from 0 to 1."""
        return {key: slider.value for key, slider in self.sliders.items()}

    @property
    def situation(self) -> TownSituation:
        """The town with its levers pulled."""
        start = self._towns()[self.town.value].situation
        return pulled(start, lever_effects(), self.positions)

    def pull(self, positions: Mapping[str, float]) -> None:
        """Pull the levers to *positions*, those not named back to 0, with one update at the end."""
        with self.in_one_go():
            for key, slider in self.sliders.items():
                slider.value = positions.get(key, 0.0)

    def draw(self) -> None:
        choice = self._towns()
        with self.quietly():
            self.town.options = titled(choice)  # the learner's own may have another name
        town, effects, now = choice[self.town.value], lever_effects(), self.positions
        is_own = town.key == OWN
        show_only(is_own, self.own)
        found = bands(town.situation, effects, now)
        said = (
            own_in_words(self.own.town, found, now)
            if is_own
            else in_words(town.situation, effects, now)
        )
        self.story.show(story(town.story))
        self.sentences.show(sentences(said))
        self.figure.show(needs_figure(found), needs_alt(found))
        self.matrix.show(round_matrix(self.situation))
        table = moved_table(town.situation, effects, now, WORDS["table"], all_rows=True)
        self.table.show(table)
        self.meaning.show(self._meaning())

    def _meaning(self) -> Markup:
        lines = [lever_sentence(levers()[key]) for key, at in self.positions.items() if at > 0]
        return sentences(lines or [WORDS["none_pulled"]])


def _slider(lever: Lever) -> Slider:
    return Slider(
        lever.short, 0.0, (0.0, 1.0, 0.05), lever.title, show=lambda share: percent(share, 0)
    )


def _local() -> dict[str, float]:
    """Return all levers pulled that offices on the spot can pull themselves; the others are political."""
    return {key: 1.0 for key, lever in levers().items() if lever.reach == "örtlich"}
