"""Tournament: choose a field and the rules, and see who gets how much from whom, and why."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from contextlib import redirect_stdout
from html import escape
from typing import Any

import ipywidgets as w

from kooperation.base.german import percent
from kooperation.base.words import texts
from kooperation.games.game import SymmetricGame, seen_by
from kooperation.games.game_words import games
from kooperation.games.payoffs_control import SPAN
from kooperation.kit.guard import guarded
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.parts import checkbox, dropdown, heading, note, sentences, show_only
from kooperation.kit.sliders import ValueSlider
from kooperation.repeated.contestants_words import contestants
from kooperation.repeated.match import Discounted, Horizon, Rounds
from kooperation.repeated.simulation import OwnStrategy, Player
from kooperation.repeated.strategies_words import strategy_texts
from kooperation.repeated.tournament import RoundRobin, round_robin, score
from kooperation.repeated.tournament_view import (
    field_list,
    heat_map,
    heat_map_alt,
    in_words,
    pairs_table,
    ranking_table,
)

# A learner's own function is asked some 20,000 times for one tournament.
REPETITIONS, SEED = 10, 1


class PayoffChoice(w.VBox):
    """A preset of payoffs, or four sliders; `game` is what is chosen."""

    def __init__(self, preset: str, changed: Callable[[], None]) -> None:
        words = texts()["strategy_field"]
        self._changed, self._quiet = changed, False
        symmetric = {p.key: p for p in games().values() if p.symmetric}
        self.choice = dropdown(
            [(p.title, p.key) for p in symmetric.values()], preset, words["payoffs"]
        )
        self.own = checkbox(words["own_payoffs"])
        self.sliders = {
            key: ValueSlider(label, 0.0, SPAN, self._on_slider)
            for key, label in texts()["payoffs"].items()
        }
        self._box = w.VBox(list(self.sliders.values()))
        show_only(False, self._box)
        super().__init__([self.choice, self.own, self._box])
        self._take_over()
        self.choice.observe(self._on_choice, "value")
        self.own.observe(self._on_own, "value")

    @property
    def game(self) -> SymmetricGame:
        return SymmetricGame(*(slider.value for slider in self.sliders.values()))

    def _take_over(self) -> None:
        chosen = seen_by(0, games()[self.choice.value].game)
        self._quiet = True
        for key, slider in self.sliders.items():
            slider.slider.value = getattr(chosen, key)
        self._quiet = False

    def _on_choice(self, _change: Any) -> None:
        self._take_over()
        self._changed()

    def _on_own(self, change: Any) -> None:
        show_only(change["new"], self._box)

    def _on_slider(self) -> None:
        if not self._quiet:
            self._changed()


class HorizonChoice(w.VBox):
    """A fixed number of rounds, or an open end with δ; `horizon` is what is chosen."""

    def __init__(self, changed: Callable[[], None], live: bool = True) -> None:
        words = texts()["strategy_field"]
        self._changed = changed
        self.mode = w.RadioButtons(
            options=[(words["fixed"], "rounds"), (words["open_end"], "discount")],
            value="rounds",
            tooltip=words["horizon"],
            orientation="horizontal",
            layout={"width": "max-content", "max_width": "100%"},
        )
        self.rounds = ValueSlider(
            words["rounds"], 200, (1, 400, 1), changed, words["rounds_tooltip"], live=live
        )
        self.discount = ValueSlider(
            words["discount"], 0.95, (0, 0.99, 0.01), changed, words["discount_tooltip"], live=live
        )
        show_only(False, self.discount)
        super().__init__([heading(words["horizon"]), self.mode, self.rounds, self.discount])
        self.mode.observe(self._on_mode, "value")

    @property
    def horizon(self) -> Horizon:
        if self.mode.value == "rounds":
            return Rounds(round(self.rounds.value))
        return Discounted(self.discount.value)

    def _on_mode(self, change: Any) -> None:
        show_only(change["new"] == "rounds", self.rounds)
        show_only(change["new"] == "discount", self.discount)
        self._changed()


class Tournament(w.VBox):
    """A round robin after Axelrod's rules, live: heat map, ranking with reasons, sentences.

    *eigene* is a learner's own function of two histories; its matches are simulated. Whatever is
    wrong with it is said in a sentence, and the tournament goes on without it.
    """

    def __init__(self, eigene: object = None, preset: str = "gefangenendilemma") -> None:
        words, field_words = texts()["tournament"], texts()["strategy_field"]
        self._matches: tuple[Any, RoundRobin] | None = None
        self._problem = ""
        self._own = self._accept(eigene)
        live = self._own is None
        self.chosen = {
            key: checkbox(
                f"{entry.automaton.name} ({entry.short})",
                entry.chosen,
                strategy_texts()[key].rule,
            )
            for key, entry in contestants().items()
        }
        boxes = list(self.chosen.values())
        self.own = checkbox("", True)
        if self._own is not None:
            self.own.description = field_words["own"].format(name=self._own.name)
            boxes.append(self.own)
        field = w.Box(boxes)
        field.add_class("kooperation-field")
        self.payoffs = PayoffChoice(preset, self._update)
        self.horizon = HorizonChoice(self._update, live)
        self.noise = ValueSlider(
            field_words["noise"], 0, (0, 0.2, 0.005), self._update, field_words["noise_tooltip"],
            show=percent, live=live,
        )  # fmt: skip
        self.with_self = checkbox(field_words["with_self"], True)
        self.pairs = checkbox(words["pairs"])
        self.figure = LiveFigure()
        self.notes, self.sentences, self.table, self.pairs_table = (w.HTML() for _ in range(4))
        self.sentences.add_class("kooperation-live")
        legend = w.HTML(note(words["heat_note"]))
        self._results = w.VBox(
            [self.sentences, self.figure, legend, self.pairs, self.pairs_table, self.table]
        )
        for box in (*self.chosen.values(), self.with_self, self.pairs):
            box.observe(lambda _change: self._update(), "value")
        self.own.observe(self._on_own, "value")
        self._update()
        super().__init__(
            [
                guarded(
                    heading(field_words["heading"]),
                    field,
                    w.HTML(field_list()),
                    self.payoffs,
                    self.horizon,
                    self.with_self,
                    self.noise,
                    self.notes,
                    self._results,
                )
            ]
        )

    def _accept(self, function: Any) -> OwnStrategy | None:
        """Return *function* as a strategy; if it is none, say so and go on without it."""
        if function is None:
            return None
        try:
            return OwnStrategy(str(getattr(function, "__name__", function))[:30], function)
        except ValueError as error:
            self._problem = str(error)
            return None

    @property
    def players(self) -> list[Player]:
        """Who takes part."""
        field: list[Player] = [
            entry.automaton for key, entry in contestants().items() if self.chosen[key].value
        ]
        if self._own is not None and self.own.value:
            field.append(self._own)
        return field

    def _on_own(self, change: Any) -> None:
        if change["new"]:
            self._problem = ""  # another try
        self._update()

    def _update(self) -> None:
        players = self.players
        try:
            matches = self._play(players)
        except ValueError as error:
            matches, problem = None, str(error)
            if self._own in players:
                # The others can still play; a function that never ends must not be asked again
                # at each move of a slider.
                self._problem = f"{problem} {texts()['tournament']['without_own']}"
                self.own.value = False
                return
        else:
            problem = ""
        self._show(players, matches, f"{self._problem} {problem}".strip())

    def _play(self, players: list[Player]) -> RoundRobin:
        """Return the matches; they depend on everything but the payoffs, so they are kept."""
        asked = (tuple(players), self.horizon.horizon, self.noise.value)
        if self._matches is None or self._matches[0] != asked:
            with redirect_stdout(io.StringIO()):  # a function may print in each of its rounds
                played = round_robin(*asked, chance=random.Random(SEED), repetitions=REPETITIONS)
            self._matches = asked, played
        return self._matches[1]

    def _show(self, players: list[Player], matches: RoundRobin | None, problem: str) -> None:
        game, with_self, notes = self.payoffs.game, self.with_self.value, []
        try:
            result = score(matches, game, with_self) if matches else None
        except ValueError as error:
            result, problem = None, str(error)
        if result:
            self.figure.show(
                heat_map(result, players, game, with_self),
                heat_map_alt(result, players, with_self),
            )
            self.table.value = ranking_table(result, players)
            self.sentences.value = sentences(in_words(result, players, game, self.noise.value))
            shown = self.pairs.value
            self.pairs_table.value = pairs_table(result, players, with_self) if shown else ""
        if problem:
            notes.append(f'<p class="kooperation-error" role="alert">{escape(problem)}</p>')
        if self._own is not None and self._own in players:
            words = texts()["tournament"]["simulated"]
            notes.append(note(words.format(name=escape(self._own.name), repetitions=REPETITIONS)))
        show_only(result is not None, self._results)
        self.notes.value = "".join(notes)
