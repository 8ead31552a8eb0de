"""ExitOptions: what changes when one side has somewhere else to go."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.games.game import PLAYERS, seen_by
from kooperation.games.game_words import GamePreset, games
from kooperation.kit.guard import guarded
from kooperation.kit.parts import dropdown, heading, sentences, story
from kooperation.kit.sliders import ValueSlider
from kooperation.repeated.exit_option import Standpoint, standpoints
from kooperation.repeated.exit_option_view import in_words, standpoints_table

OUTSIDE, PATIENCE = (0.0, 4.0, 0.1), (0.0, 0.99, 0.01)
START = 0.6


def dilemmas() -> dict[str, GamePreset]:
    """Return the presets in which both sides have T > R > P ≥ S."""

    def tempted(preset: GamePreset) -> bool:
        views = [seen_by(player, preset.game) for player in PLAYERS]
        return all(v.temptation > v.reward > v.punishment >= v.sucker for v in views)

    return {key: preset for key, preset in games().items() if tempted(preset)}


class ExitOptions(w.VBox):
    """For each side a slider for its exit and one for its patience; table and sentences follow.

    *preset* is the key of a dilemma in `games/games.toml`. Raises ValueError for others.
    """

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        find(dilemmas(), preset, "Das Dilemma")
        words = texts()["exit_options"]
        self.choice = dropdown(
            [(p.title, p.key) for p in dilemmas().values()], preset, words["preset"]
        )
        self.names = [heading("") for _ in PLAYERS]
        self.outside = [ValueSlider(words["outside"], 0, OUTSIDE, self._update) for _ in PLAYERS]
        self.patience = [
            ValueSlider(words["discount"], START, PATIENCE, self._update) for _ in PLAYERS
        ]
        self.sentences, self.table = w.HTML(), w.HTML()
        self.sentences.add_class("kooperation-live")
        self._take_over()
        self.choice.observe(lambda _change: self._take_over(), "value")
        sides = w.HBox(
            [
                w.VBox([self.names[i], self.outside[i], self.patience[i]], layout={"width": "auto"})
                for i in PLAYERS
            ]
        )
        sides.add_class("kooperation-pair")
        super().__init__(
            [
                guarded(
                    self.choice,
                    w.HTML(story(words["story"])),
                    sides,
                    self.sentences,
                    self.table,
                )
            ]
        )

    @property
    def preset(self) -> GamePreset:
        """The game that is chosen."""
        return games()[self.choice.value]

    @property
    def standpoints(self) -> tuple[Standpoint, Standpoint]:
        """Both sides' views, as the sliders are."""
        first, second = (slider.value for slider in self.outside)
        patience = (self.patience[0].value, self.patience[1].value)
        return standpoints(self.preset.game, (first, second), patience)

    def _take_over(self) -> None:
        """Name the sliders after the sides of the chosen game."""
        words = texts()["exit_options"]
        for player, name in enumerate(self.preset.player_names):
            self.names[player].value = heading(name).value
            self.outside[player].slider.tooltip = words["outside_tooltip"].format(name=name)
            self.patience[player].slider.tooltip = words["discount_tooltip"].format(name=name)
        self._update()

    def _update(self, _change: Any = None) -> None:
        both = self.standpoints
        self.sentences.value = sentences(in_words(both, self.preset))
        self.table.value = standpoints_table(both, self.preset)
