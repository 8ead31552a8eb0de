"""PayoffExplorer: sliders for the payoffs of a 2×2 game, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from html import escape
from typing import Any

import ipywidgets as w

from kooperation.base.german import number
from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.games.game import PLAYERS, PROFILES, Game, Profile, SymmetricGame, seen_by
from kooperation.games.game_view import PROFILES_SHOWN, explanation, matrix_table, profile_name
from kooperation.games.game_words import GamePreset, games
from kooperation.kit.guard import guarded

LOWEST, HIGHEST, STEP = -2.0, 10.0, 0.1
SHARED = ("temptation", "reward", "punishment", "sucker")


class PayoffSlider(w.HBox):
    """A slider from −2 to 10 with its value beside it in German notation."""

    def __init__(self, label: str, value: float, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.slider = w.FloatSlider(
            value=value,
            min=LOWEST,
            max=HIGHEST,
            step=STEP,
            description=label,
            readout=False,
            style={"description_width": "7.5rem"},  # one width, so that all tracks begin together
            layout={"width": "100%", "max_width": "23rem"},
        )
        self.label = w.HTML(layout={"width": "3rem"})
        super().__init__([self.slider, self.label], layout={"align_items": "center"})
        self._show()
        self.slider.observe(self._on_value, "value")

    @property
    def name(self) -> str:
        """What the slider sets; the guard reads it to screen readers where it is longer."""
        return self.slider.tooltip or self.slider.description

    def _on_value(self, _change: Any) -> None:
        self._changed()  # first: the table is what one waits for
        self._show()

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

    *preset* is a key of `games/games.toml`. `game` is the game the sliders show now.
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
            layout={"width": "max-content", "max_width": "calc(100% - 4px)"},
        )
        self.asymmetric = w.Checkbox(
            description=words["asymmetric"], indent=False, layout={"width": "auto"}
        )
        self.reset = w.Button(description=words["reset"])
        self.shared = {
            key: PayoffSlider(texts()["payoffs"][key], 0.0, self._update) for key in SHARED
        }
        self._sliders = w.VBox()
        self.story, self.table, self.sentences = (w.HTML() for _ in range(3))
        self.note = w.HTML(layout={"min_height": "1.7rem"})  # so that the table does not jump
        self.sentences.add_class("kooperation-live")
        self._quiet = False
        self._take_over()
        self.choice.observe(self._on_preset, "value")
        self.asymmetric.observe(self._on_mode, "value")
        self.reset.on_click(lambda _button: self._take_over())
        super().__init__(
            [
                guarded(
                    w.HBox(
                        [self.choice, self.reset],
                        layout={"flex_flow": "row wrap", "grid_gap": "0.3rem 0.8rem"},
                    ),
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
        if not self.asymmetric.value:
            first = seen_by(0, game)
            for key in SHARED:
                self.shared[key].slider.value = getattr(first, key)
            self._sliders.children = tuple(self.shared.values())
            return
        for (at, player), slider in self.single.items():
            slider.slider.value = game.payoff(at, player)
            slider.slider.description = self.preset.player_names[player]
            slider.slider.tooltip = (
                f"{self.preset.player_names[player]} bei {profile_name(self.preset, at)}"
            )
        for at, heading in self._headings.items():
            name = escape(profile_name(self.preset, at))
            heading.value = f'<p class="kooperation-heading">{name}</p>'
        self._sliders.children = self._single_rows

    # Eight sliders are two thirds of all widgets in here, and most readers never ask for them.

    @cached_property
    def single(self) -> dict[tuple[Profile, int], PayoffSlider]:
        """The sliders of the eight payoffs, by profile and player, in the order of the table."""
        return {
            (at, player): PayoffSlider("", 0.0, self._update)
            for at in PROFILES_SHOWN
            for player in PLAYERS
        }

    @cached_property
    def _headings(self) -> dict[Profile, w.HTML]:
        return {at: w.HTML() for at in PROFILES_SHOWN}

    @cached_property
    def _single_rows(self) -> tuple[w.Widget, ...]:
        rows: list[w.Widget] = []
        for at, heading in self._headings.items():
            pair = w.HBox([self.single[at, player] for player in PLAYERS])
            pair.add_class("kooperation-pair")
            rows += [heading, pair]
        return tuple(rows)

    def _on_mode(self, _change: Any) -> None:
        if not self._quiet:
            # The eight start from the four; the way back takes player 1's payoffs for both.
            self._quiet = True
            now = SymmetricGame(*(self.shared[key].value for key in SHARED)).game
            if self.asymmetric.value:
                self._fill(now)
            else:
                self._fill(self._single_game())
            self._quiet = False
            self._update()

    @property
    def _active(self) -> list[PayoffSlider]:
        return list((self.single if self.asymmetric.value else self.shared).values())

    def _update(self) -> None:
        if self._quiet:
            return
        game, preset = self.game, self.preset
        self.table.value = matrix_table(game, preset)
        lines = "".join(f"<li>{line}</li>" for line in explanation(game, preset))
        self.sentences.value = f'<ul class="kooperation-sentences">{lines}</ul>'
        self.story.value = self._story()
        at_end = texts()["explorer"]["at_end"]
        notes = [
            at_end.format(name=s.name, value=number(s.value)) for s in self._active if s.at_end
        ]
        self.note.value = "".join(f'<p class="kooperation-note">{note}</p>' for note in notes)

    def _story(self) -> str:
        words = texts()["explorer"]
        # Hidden, not left out: the sliders below must not move under the hand.
        unseen = ' style="visibility: hidden"' if self.game == self.preset.game else ""
        return (
            f'<p class="kooperation-story">{self.preset.story}</p>'
            f'<p class="kooperation-story"><em>{words["reading"]}:</em> {self.preset.reading} '
            f"<span{unseen}>{words['own_values']}</span></p>"
        )
