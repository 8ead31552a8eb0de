"""EvolutionExplorer: from an initial mix of strategies to those that remain."""

from __future__ import annotations

from functools import partial

from kooperation.base.finding import find
from kooperation.base.german import percent
from kooperation.base.words import Words
from kooperation.kit.area import areas, live
from kooperation.kit.choice import dropdown, radio, titled
from kooperation.kit.controls import Slider, checkbox, show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, sentences, story
from kooperation.kit.layout import columns, fold
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box
from kooperation.repeated.contestants_words import Contestant, contestants, mixes
from kooperation.repeated.evolution import Shares, replicator_dynamics
from kooperation.repeated.evolution_view import (
    Course,
    moment,
    shares_alt,
    shares_figure,
    shares_table,
)
from kooperation.repeated.match import Discounted
from kooperation.repeated.moran_control import POPULATION, SmallPopulation
from kooperation.repeated.payoff_choice_control import PayoffChoice
from kooperation.repeated.simplex_control import MixTriangle
from kooperation.repeated.simplex_view import CORNERS, rests_in_words, rests_table, simplex
from kooperation.repeated.survivors_view import in_words
from kooperation.repeated.tournament import TournamentResult, play_tournament

WORDS, RULES = Words("repeated.evolution"), Words("repeated.rules")
WEIGHT, NOISE, DISCOUNT = (0, 100, 1), (0, 0.5, 0.005), (0, 0.99, 0.01)
WIDE = "9.5rem"  # for longer labels
# As on a logarithmic scale, in round numbers; a cycle takes about a hundred.
TIMES = (10, 15, 20, 30, 40, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1200, 1500, 1700,
         2000, 2500, 3000)  # fmt: skip
FIRST_LOOK = 60
LEAST_STEPS = 60
AREAS, TRIANGLE = "flaechen", "dreieck"


class EvolutionExplorer(Explorer):
    """Sliders for the initial mix, time, payoffs, noise and δ; shares over time or in a triangle, table and sentences.

    *mix* is a key of `repeated/mixes.toml`; *bild* is „flaechen“ or, for three strategies, „dreieck“. Raises ValueError if there
    is no such mix or picture.
    """

    def __init__(
        self, mix: str = "gleich", preset: str = "gefangenendilemma", bild: str = AREAS
    ) -> None:
        chosen = find(mixes(), mix, WORDS["what"])
        self.choice = dropdown(titled(mixes()), mix, WORDS["mix"])
        self.field: list[Contestant] = [contestants()[key] for key in chosen.weights]
        self.weights: dict[str, Slider] = {}
        for entry in self.field:
            self.weights[entry.key] = self._weight(entry)
        self.payoffs = PayoffChoice(preset)
        self.discount = Slider(
            RULES["discount"], 0.95, DISCOUNT, RULES["discount_tooltip"], label_width=WIDE
        )
        self.noise = Slider(
            RULES["noise"], 0.01, NOISE, RULES["noise_tooltip"], show=percent, label_width=WIDE
        )
        last = len(TIMES) - 1
        self.until = Slider(
            WORDS["until"],
            TIMES.index(FIRST_LOOK),
            (0, last, 1),
            WORDS["until_tooltip"],
            show=lambda position: moment(TIMES[round(position)]),
            label_width=WIDE,
        )
        pictures = {AREAS: WORDS["areas"], TRIANGLE: WORDS["triangle"]}
        find(pictures, bild, WORDS["picture_what"])
        shown = [(name, key) for key, name in pictures.items()]
        self.picture = radio(shown, bild, WORDS["picture"], across=True)
        scales = [(WORDS["even"], False), (WORDS["doubling"], True)]
        self.scale = radio(scales, False, WORDS["scale"], across=True, label=WORDS["scale"])
        self.story, self.table, self.rests = areas(3)
        self.sentences, self.figure, self.triangle = live(), LiveFigure(), MixTriangle()
        self.finite = checkbox(WORDS.filled("finite_label", population=POPULATION))
        self.small = SmallPopulation(self.field)
        self._rests_fold = fold(WORDS["rests"], self.rests)
        self.follow(*self.weights.values(), self.until, self.payoffs, self.discount, self.noise)
        self.follow(self.finite, self.picture, self.scale)
        self.when(self.choice, self.take_over)
        self.when(self.triangle, self._begin_where_chosen, "chosen")
        self.take_over()
        mixing = Box(self.weights.values(), "contestants")
        super().__init__(
            columns(
                [self.choice, self.until, mixing, self.discount, self.noise, self.payoffs],
                [
                    self.picture,
                    self.scale,
                    Box([self.figure, self.triangle], "staying"),
                    self.sentences,
                ],
                "above",
            ),
            self.finite,
            self.small,
            self._rests_fold,
            fold(WORDS["table"], self.table),
            fold(WORDS["about"], self.story),
            title=WORDS["title"],
        )

    def _weight(self, entry: Contestant) -> Slider:
        name = WORDS.filled("weight_tooltip", name=entry.automaton.name)
        share = partial(self._share, entry.key)
        return Slider(entry.short, 0, WEIGHT, name, show=share, label_width="4.4rem")

    def _share(self, key: str, _weight: float) -> str:
        return percent(dict(zip(self.weights, self.start, strict=True)).get(key, 0.0))

    @property
    def start(self) -> Shares:
        """The shares that the sliders show; all zero if no strategy has a weight."""
        weights = [slider.value for slider in self.weights.values()]
        total = sum(weights) or 1.0
        return tuple(weight / total for weight in weights)

    @property
    def time(self) -> int:
        """Until when shares are computed, without a unit."""
        return TIMES[round(self.until.value)]

    def take_over(self) -> None:
        """Set the sliders to the chosen mix."""
        mix = mixes()[self.choice.value]
        self.story.show(story(mix.story))
        with self.in_one_go():
            for key, weight in mix.weights.items():
                self.weights[key].value = weight

    def _begin_where_chosen(self) -> None:
        """Set the sliders of the three that are there to the mix that was chosen in the triangle."""
        there = [slider for slider in self.weights.values() if slider.value]
        percents = self.triangle.percents()
        if percents and len(there) == len(percents):
            with self.in_one_go():
                for slider, part in zip(there, percents, strict=True):
                    slider.value = part

    def draw(self) -> None:
        for slider in self.weights.values():
            slider.refresh()  # a share changes with the weights of all
        start = self.start
        present = [kind for kind, share in enumerate(start) if share]
        can_be_triangle = len(present) == len(CORNERS)
        in_triangle = can_be_triangle and self.picture.value == TRIANGLE
        show_only(bool(present), self.table, self.finite)
        show_only(can_be_triangle, self.picture)
        show_only(in_triangle, self.triangle, self._rests_fold)
        show_only(bool(present) and not in_triangle, self.figure, self.scale)
        show_only(bool(present) and self.finite.value, self.small)
        if not present:
            self.sentences.show(sentences([WORDS["nobody"]]))
            return
        played = play_tournament(
            [entry.automaton for entry in self.field],
            self.payoffs.game,
            Discounted(self.discount.value),
            self.noise.value,
        )
        time, field = self.time, self.field
        course = replicator_dynamics(played.payoffs, start, time, max(LEAST_STEPS, time))
        said = in_words(course, field, played.payoffs, played.matches.cooperation, time)
        self.table.show(shares_table(course, field, played.payoffs, time))
        alt = shares_alt(course, field, time)
        if in_triangle:
            said += self._show_triangle(played, course, present, alt)
        else:
            figure = shares_figure(course, field, time, doubling=self.scale.value)
            self.figure.show(figure, alt)
        self.sentences.show(sentences(said))
        if self.finite.value:
            self.small.show(played.payoffs, start)

    def _show_triangle(
        self, played: TournamentResult, course: Course, present: list[int], alt: str
    ) -> list[Markup]:
        """Show the way of the three that are there, and return what is to be said of where it rests."""
        field = [self.field[kind] for kind in present]
        payoffs = [[played.payoffs[row][column] for column in present] for row in present]
        way = [tuple(shares[kind] for kind in present) for shares in course]
        self.triangle.show(simplex(way, field, payoffs, alt), way[0])
        self.rests.show(rests_table(field, payoffs))
        return rests_in_words(field, payoffs)
