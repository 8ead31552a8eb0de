"""EvolutionExplorer: from an initial mix of strategies to those that remain."""

from __future__ import annotations

import random
from functools import partial
from itertools import islice
from typing import Any

import ipywidgets as w

from kooperation.base.german import percent
from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.parts import checkbox, dropdown, sentences, show_only, story
from kooperation.kit.sliders import ValueSlider
from kooperation.repeated.contestants_words import Contestant, Mix, contestants, mixes
from kooperation.repeated.evolution import Shares, individuals, moran_process, replicator_dynamics
from kooperation.repeated.evolution_view import (
    finite_figure,
    finite_in_words,
    in_words,
    shares_alt,
    shares_figure,
    shares_table,
)
from kooperation.repeated.match import Discounted
from kooperation.repeated.tournament import Tournament, play_tournament
from kooperation.repeated.tournament_explorer import PayoffChoice

DURATION, STEPS = 60.0, 60
POPULATION, MOST_BIRTHS = 60, 3000


class EvolutionExplorer(w.VBox):
    """Sliders for the initial mix, payoffs, noise and δ; shares over time, table and sentences.

    *mix* is a key of `repeated/mixes.toml`. Raises ValueError if there is no such mix.
    """

    def __init__(self, mix: str = "gleich", preset: str = "gefangenendilemma") -> None:
        chosen: Mix = find(mixes(), mix, "Die Mischung")
        words, rules = texts()["evolution"], texts()["strategy_field"]
        self.field: list[Contestant] = [contestants()[key] for key in chosen.weights]
        self._quiet = True
        self.choice = dropdown([(m.title, m.key) for m in mixes().values()], mix, words["mix"])
        self.story = w.HTML()
        self.weights = {
            entry.key: ValueSlider(
                entry.short,
                0,
                (0, 100, 1),
                self._update,
                words["weight_tooltip"].format(name=entry.automaton.name),
                show=partial(self._share, entry.key),
                label_width="4.4rem",
            )
            for entry in self.field
        }
        mixing = w.Box(list(self.weights.values()))
        mixing.add_class("kooperation-field")
        self.payoffs = PayoffChoice(preset, self._update)
        self.noise = ValueSlider(
            rules["noise"], 0.01, (0, 0.2, 0.005), self._update, rules["noise_tooltip"],
            show=percent, label_width="9.5rem",
        )  # fmt: skip
        self.discount = ValueSlider(
            rules["discount"], 0.95, (0, 0.99, 0.01), self._update, rules["discount_tooltip"],
            label_width="9.5rem",
        )  # fmt: skip
        self.figure, self.finite_figure = LiveFigure(), LiveFigure()
        self.sentences, self.table, self.finite_sentence = (w.HTML() for _ in range(3))
        for text in (self.sentences, self.finite_sentence):
            text.add_class("kooperation-live")
        self.finite = checkbox(words["finite"].format(population=POPULATION))
        self.run = ValueSlider(words["run"], 1, (1, 20, 1), self._update, words["run_tooltip"])
        self._finite_part = w.VBox([self.run, self.finite_sentence, self.finite_figure])
        self._results = w.VBox(
            [self.sentences, self.figure, self.table, self.finite, self._finite_part]
        )
        self._take_over()
        self.choice.observe(lambda _change: self._take_over(), "value")
        self.finite.observe(lambda _change: self._update(), "value")
        super().__init__(
            [
                guarded(
                    self.choice,
                    self.story,
                    mixing,
                    self.payoffs,
                    self.discount,
                    self.noise,
                    self._results,
                )
            ]
        )

    @property
    def start(self) -> Shares:
        """The shares that the sliders show; all zero if no strategy has a weight."""
        weights = [slider.value for slider in self.weights.values()]
        total = sum(weights) or 1.0
        return tuple(weight / total for weight in weights)

    def _share(self, key: str, _weight: float) -> str:
        keys = [entry.key for entry in self.field]
        # While the sliders are being made there are no shares yet.
        return percent(self.start[keys.index(key)]) if hasattr(self, "weights") else ""

    def _take_over(self) -> None:
        """Set the sliders to the chosen mix, with one redraw at the end."""
        mix = mixes()[self.choice.value]
        self.story.value = story(mix.story)
        self._quiet = True
        for key, weight in mix.weights.items():
            self.weights[key].value = weight
        self._quiet = False
        self._update()

    def _update(self, _change: Any = None) -> None:
        if self._quiet:
            return
        for slider in self.weights.values():
            slider.refresh()  # a share changes with the weights of all
        start = self.start
        show_only(any(start), self.figure, self.table, self.finite)
        show_only(any(start) and self.finite.value, self._finite_part)
        if not any(start):
            self.sentences.value = sentences([texts()["evolution"]["nobody"]])
            return
        played = play_tournament(
            [entry.automaton for entry in self.field],
            self.payoffs.game,
            Discounted(self.discount.value),
            self.noise.value,
        )
        course = replicator_dynamics(played.payoffs, start, DURATION, STEPS)
        self.sentences.value = sentences(in_words(course, self.field, played.matches.cooperation))
        self.figure.show(
            shares_figure(course, self.field, DURATION), shares_alt(course, self.field)
        )
        self.table.value = shares_table(course, self.field, played.payoffs)
        if self.finite.value:
            self._show_finite(played, start)

    def _show_finite(self, played: Tournament, start: Shares) -> None:
        counts = individuals(start, POPULATION)
        process = moran_process(played.payoffs, counts, random.Random(round(self.run.value)))
        run = list(islice(process, MOST_BIRTHS + 1))
        text = finite_in_words(run, self.field)
        self.finite_sentence.value = story(text)
        self.finite_figure.show(
            finite_figure(run, self.field), texts()["evolution"]["finite_alt"].format(result=text)
        )
