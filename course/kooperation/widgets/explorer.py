"""PayoffExplorer: sliders for the payoffs of a 2×2 game, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from kooperation.content import GamePreset, find, games, texts
from kooperation.figures.games import explanation, matrix_table, profile_name
from kooperation.figures.german import number
from kooperation.games import PLAYERS, PROFILES, Game, SymmetricGame, seen_by
from kooperation.widgets.guard import guarded

LOWEST, HIGHEST, STEP = -2.0, 6.0, 0.1
SHARED = ("temptation", "reward", "punishment", "sucker")


class PayoffSlider(w.HBox):
    """A slider from −2 to 6 with its value beside it in German notation."""

    def __init__(self, name: str, value: float, changed: Callable[[], None]) -> None:
        self.name = name
        self._changed = changed
        self.slider = w.FloatSlider(
            value=value,
            min=LOWEST,
            max=HIGHEST,
            step=STEP,
            description=name,
            readout=False,
            style={"description_width": "initial"},
            layout={"width": "100%", "max_width": "22rem"},
        )
        self.label = w.HTML(layout={"width": "3rem"})
        super().__init__([self.slider, self.label])
        self._show()
        self.slider.observe(self._on_value, "value")

    def _on_value(self, _change: Any) -> None:
        self._show()
        self._changed()

    def _show(self) -> None:
        self.label.value = f'<span class="kooperation-value">{number(self.value)}</span>'

    @property
    def value(self) -> float:
        return float(round(self.slider.value, 6))

    @property
    def at_end(self) -> bool:
        return self.value in (LOWEST, HIGHEST)


class PayoffExplorer(w.VBox):
    """Sliders for T, R, P, S (or all eight payoffs), the matrix they make, and what holds in it.

    *preset* is a key of `data/games.toml`. `game` is the game the sliders show now.
    Raises ValueError if there is no such preset.
    """

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        self.preset: GamePreset = find(games(), preset, "Das Spiel")
        words = texts()["explorer"]
        self.choice = w.Dropdown(
            options=[(p.title, p.key) for p in games().values()],
            value=preset,
            description=words["preset"],
            style={"description_width": "initial"},
            layout={"width": "max-content", "max_width": "100%"},
        )
        self.asymmetric = w.Checkbox(
            description=words["asymmetric"], indent=False, layout={"width": "max-content"}
        )
        self.reset = w.Button(description=words["reset"])
        self.shared = {
            key: PayoffSlider(texts()["payoffs"][key], 0.0, self._update) for key in SHARED
        }
        self.single = {
            (at, player): PayoffSlider("", 0.0, self._update)
            for at in PROFILES
            for player in PLAYERS
        }
        self._sliders = w.VBox()
        self.story, self.table, self.sentences, self.note = (w.HTML() for _ in range(4))
        self._quiet = False
        self._take_over()
        self.choice.observe(self._on_preset, "value")
        self.asymmetric.observe(self._on_mode, "value")
        self.reset.on_click(lambda _button: self._take_over())
        super().__init__(
            [
                guarded(
                    w.HBox([self.choice, self.reset], layout={"flex_flow": "row wrap"}),
                    self.story,
                    self.asymmetric,
                    self._sliders,
                    self.note,
                    self.table,
                    self.sentences,
                )
            ]
        )

    @property
    def game(self) -> Game:
        """The game that the sliders show."""
        if self.asymmetric.value:
            return self._single_game()
        return SymmetricGame(*(self.shared[key].value for key in SHARED)).game

    def _single_game(self) -> Game:
        """The game of the eight single sliders."""
        return Game(*((self.single[at, 0].value, self.single[at, 1].value) for at in PROFILES))

    def _on_preset(self, change: Any) -> None:
        self.preset = games()[change["new"]]
        self._take_over()

    def _take_over(self) -> None:
        """Set all controls to the preset, with one redraw at the end."""
        self._quiet = True
        self.asymmetric.value = not self.preset.symmetric
        self._fill(self.preset.game)
        self._quiet = False
        self._update()

    def _fill(self, game: Game) -> None:
        first = seen_by(0, game)
        for key in SHARED:
            self.shared[key].slider.value = getattr(first, key)
        for (at, player), slider in self.single.items():
            slider.slider.value = game.payoff(at, player)
            slider.name = f"{self.preset.player_names[player]}: {profile_name(self.preset, at)}"
            slider.slider.description = slider.name
        self._show_sliders()

    def _on_mode(self, _change: Any) -> None:
        if not self._quiet:
            # The eight start from the four; the way back takes player 1's payoffs for both.
            self._quiet = True
            now = SymmetricGame(*(self.shared[key].value for key in SHARED)).game
            if self.asymmetric.value:
                self._fill(now)
            else:
                self._fill(self._single_game())
            # type: ignore[arg-type]
            self._quiet = False
            self._update()

    def _show_sliders(self) -> None:
        if self.asymmetric.value:
            columns = [
                w.VBox([self.single[at, player] for at in PROFILES], layout={"flex": "1 1 20rem"})
                for player in PLAYERS
            ]
            self._sliders.children = (w.HBox(columns, layout={"flex_flow": "row wrap"}),)
        else:
            self._sliders.children = tuple(self.shared.values())

    @property
    def _active(self) -> list[PayoffSlider]:
        return list((self.single if self.asymmetric.value else self.shared).values())

    def _update(self) -> None:
        if self._quiet:
            return
        game, preset = self.game, self.preset
        self.table.value = matrix_table(game, preset)
        lines = "".join(f"<li>{line}</li>" for line in explanation(game, preset))
        self.sentences.value = f'<ul class="kooperation-sentences" aria-live="polite">{lines}</ul>'
        self.story.value = self._story()
        at_end = texts()["explorer"]["at_end"]
        notes = [
            at_end.format(name=s.name, value=number(s.value)) for s in self._active if s.at_end
        ]
        self.note.value = "".join(f'<p class="kooperation-note">{note}</p>' for note in notes)

    def _story(self) -> str:
        own = "" if self.game == self.preset.game else f" ({texts()['explorer']['own_values']})"
        return (
            f'<p class="kooperation-story">{self.preset.story}</p>'
            f'<p class="kooperation-story"><em>{texts()["explorer"]["reading"]}{own}:</em> '
            f"{self.preset.reading}</p>"
        )
