"""ExitOptions: what changes when one side has somewhere else to go."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.games.game import PLAYERS, seen_by
from kooperation.games.game_words import GamePreset
from kooperation.kit.area import Area, areas, live
from kooperation.kit.choice import dropdown, titled
from kooperation.kit.controls import Slider, named
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import heading, joined, sentences, story, tag
from kooperation.kit.layout import columns, fold
from kooperation.kit.twin import Twin
from kooperation.repeated.dilemmas_words import dilemmas
from kooperation.repeated.exit_option import Standpoint, standpoints
from kooperation.repeated.exit_option_view import in_words, standpoints_frame, standpoints_table

WORDS = Words("repeated.exit_options")
OUTSIDE, PATIENCE = (0.0, 4.0, 0.1), (0.0, 0.99, 0.01)
START = 0.6


class ExitOptions(Explorer):
    """For each side a slider for its exit and one for its patience; table and sentences follow.

    *preset* is the key of a dilemma in `games/game.toml`. Raises ValueError for others.
    """

    def __init__(self, preset: str = "gefangenendilemma") -> None:
        find(dilemmas(), preset, WORDS["what"])
        self.choice = dropdown(titled(dilemmas()), preset, WORDS["preset"])
        self.names = areas(len(PLAYERS))
        self.outside = [Slider(WORDS["outside"], 0, OUTSIDE) for _ in PLAYERS]
        self.patience = [Slider(WORDS["discount"], START, PATIENCE) for _ in PLAYERS]
        self.sentences, self.table = live(), Area()
        drawn = {"table": self.table, "sentences": self.sentences}
        self.twin = Twin("repeated/exit_option_twin.js", drawn, {"exit": "repeated.exit_options"})
        self.twin.controls = {
            f"{name}{player}": slider
            for name, sliders in (("outside", self.outside), ("patience", self.patience))
            for player, slider in enumerate(sliders)
        }
        self.follow(*self.outside, *self.patience)
        self.when(self.choice, self.take_over)
        self.take_over()
        sides = zip(self.names, self.outside, self.patience, strict=True)
        super().__init__(
            columns(
                [self.choice, *(control for side in sides for control in side)],
                [self.table, self.sentences],
            ),
            fold(WORDS["about"], Area(story(WORDS["story"]))),
            self.twin,
            title=WORDS["title"],
        )

    @property
    def preset(self) -> GamePreset:
        """The game that is chosen."""
        return dilemmas()[self.choice.value]

    @property
    def standpoints(self) -> tuple[Standpoint, Standpoint]:
        """Both sides' views, as the sliders are."""
        outside, patience = (
            (first.value, second.value) for first, second in (self.outside, self.patience)
        )
        return standpoints(self.preset.game, outside, patience)

    def take_over(self) -> None:
        """Name the sliders after the sides of the chosen game."""
        for player, name in enumerate(self.preset.player_names):
            self.names[player].show(heading(tag("span", name, look=f"side{player}")))
            named(self.outside[player], WORDS.filled("outside_tooltip", name=name))
            named(self.patience[player], WORDS.filled("discount_tooltip", name=name))
        own = [seen_by(player, self.preset.game) for player in PLAYERS]
        self.twin.record = {
            "table": standpoints_frame(self.preset),
            "players": [joined([name]) for name in self.preset.player_names],
            "payoffs": [
                {"t": g.temptation, "r": g.reward, "p": g.punishment, "s": g.sucker} for g in own
            ],
        }
        self.update()

    def draw(self) -> None:
        both = self.standpoints
        self.twin.show(
            sentences=sentences(in_words(both, self.preset)),
            table=standpoints_table(both, self.preset),
        )
