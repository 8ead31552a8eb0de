"""Exit options: who stays and who cooperates, as a table and in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import PLAYERS, Game, seen_by
from kooperation.games.game_words import GamePreset
from kooperation.kit.html import Markup, columns, places, table, th
from kooperation.repeated.exit_option import Standpoint, decisive_player
from kooperation.repeated.thresholds import exit_matters, exit_wins, grim_threshold

WORDS = Words("repeated.exit_options")
Both = tuple[Standpoint, Standpoint]


def standpoints_table(both: Both, preset: GamePreset) -> Markup:
    """Return for each side what it has inside and outside, and whether it cooperates."""
    cells = [
        (
            number(view.reward),
            number(view.outside),
            number(view.threshold) if view.stays else WORDS["never"],
            number(view.discount),
            _verdict(view),
        )
        for view in both
    ]
    return _sides(preset, cells)


def standpoints_frame(preset: GamePreset) -> Markup:
    """Return the table with places for what depends on the sliders."""
    cells = places(10)
    return _sides(preset, (cells[:5], cells[5:]))


def _sides(preset: GamePreset, cells: Sequence[Sequence[str]]) -> Markup:
    """Return *cells*, one sequence for each side, below each other: two columns fit beside their heads on a phone, too."""
    heads = [
        th(name, scope="col", look=f"side{player}")
        for player, name in zip(PLAYERS, preset.player_names, strict=True)
    ]
    rows = zip(WORDS.section("rows").values(), *cells, strict=True)
    return table(WORDS["table"], [columns("", *heads)], rows, "narrow")


def _verdict(view: Standpoint) -> str:
    if view.cooperates:
        return WORDS["joins"]
    return WORDS["too_impatient"] if view.stays else WORDS["leaves"]


def in_words(both: Both, preset: GamePreset) -> list[str]:
    """Return German sentences: what each exit changes, and whether cooperation holds."""
    names = preset.player_names
    effects = [_effect(both[i], preset.game, i, names[i]) for i in PLAYERS]
    return [_together(both, names), *effects]


def _together(both: Both, names: tuple[str, str]) -> str:
    decisive = decisive_player(both)
    if decisive is not None:
        return WORDS.filled("blocked_by", name=names[decisive])
    return WORDS["together"] if both[0].cooperates else WORDS["blocked_by_both"]


def _effect(view: Standpoint, game: Game, player: int, name: str) -> str:
    own, outside = seen_by(player, game), number(view.outside)
    if not view.stays:
        if not exit_wins(own, view.outside):
            return WORDS.filled("as_good", name=name, outside=outside)
        return WORDS.filled("leaving", name=name, outside=outside, reward=number(own.reward))
    if exit_matters(own, view.outside):
        before, after = number(grim_threshold(own)), number(view.threshold)
        return WORDS.filled("power", name=name, before=before, after=after)
    punishment = number(own.punishment)
    return WORDS.filled("no_power", name=name, outside=outside, punishment=punishment)
