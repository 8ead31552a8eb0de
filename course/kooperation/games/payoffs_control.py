"""Sliders for the payoffs of a 2×2 game: four for both players, or eight."""

from __future__ import annotations

from kooperation.base.words import Words
from kooperation.games.game import PLAYERS, PROFILES, Game, SymmetricGame, letters
from kooperation.games.game_view import PROFILES_SHOWN
from kooperation.games.game_words import GameNames
from kooperation.kit.area import Area
from kooperation.kit.controls import Slider, named, pair
from kooperation.kit.explorer import Controls
from kooperation.kit.html import heading
from kooperation.kit.node import Node

WORDS, PAYOFFS = Words("games.explorer"), Words("games.payoffs")
SPAN = (-2.0, 10.0, 0.1)


class PayoffSliders(Controls):
    """Four sliders for T, R, P and S, with the field's names; `game` is what they show."""

    def __init__(self, game: SymmetricGame, span: tuple[float, float, float] = SPAN) -> None:
        self.sliders = {
            key: Slider(label, getattr(game, key), span) for key, label in PAYOFFS.section().items()
        }
        self.follow(*self.sliders.values())
        super().__init__(list(self.sliders.values()))

    @property
    def by_name(self) -> dict[str, Slider]:
        """The sliders by the field's names."""
        return self.sliders

    @property
    def game(self) -> SymmetricGame:
        """The game that the sliders show."""
        return SymmetricGame(**{key: slider.value for key, slider in self.sliders.items()})

    def show(self, game: SymmetricGame) -> None:
        """Set the sliders to *game*, with one update at the end."""
        with self.in_one_go():
            for key, slider in self.sliders.items():
                slider.value = getattr(game, key)


class SinglePayoffs(Controls):
    """Eight sliders, one for each payoff of each player, in the order of the table."""

    def __init__(self) -> None:
        self.sliders = {
            (at, player): Slider("", 0.0, SPAN) for at in PROFILES_SHOWN for player in PLAYERS
        }
        self._headings = {at: Area() for at in PROFILES_SHOWN}
        self.follow(*self.sliders.values())
        rows: list[Node] = []
        for at, area in self._headings.items():
            rows += [area, pair(*(self.sliders[at, player] for player in PLAYERS))]
        super().__init__(rows)

    @property
    def by_name(self) -> dict[str, Slider]:
        """The sliders by profile and player: „CD1“ is what player 2 has if only player 1 cooperates."""
        return {f"{letters(at)}{player}": one for (at, player), one in self.sliders.items()}

    @property
    def game(self) -> Game:
        """The game that the sliders show."""
        return Game(*((self.sliders[at, 0].value, self.sliders[at, 1].value) for at in PROFILES))

    def show(self, game: Game, names: GameNames) -> None:
        """Set the sliders to *game*, called as *names* say, with one update at the end."""
        with self.in_one_go():
            for at, area in self._headings.items():
                area.show(heading(names.profile(at)))
            for (at, player), slider in self.sliders.items():
                name = names.player_names[player]
                slider.value = game.payoff(at, player)
                slider.label = name
                named(slider, WORDS.filled("payoff", name=name, profile=names.profile(at)))
