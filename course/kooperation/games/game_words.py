"""The preset games with their stories, read from `games/game.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kooperation.base.records import plain_record, records
from kooperation.games.game import Action, Game, Profile, SymmetricGame


@dataclass(frozen=True, kw_only=True)
class GameNames:
    """What a game's players are called, and in German its actions."""

    player_names: tuple[str, str]
    cooperate: str
    defect: str

    def action(self, action: Action) -> str:
        """Return the name of *action*."""
        return self.cooperate if action is Action.COOPERATE else self.defect

    def profile(self, at: Profile) -> str:
        """Return a profile by the names of its actions: „(Gestehen, Schweigen)“."""
        return f"({self.action(at[0])}, {self.action(at[1])})"


@dataclass(frozen=True, kw_only=True)
class GamePreset(GameNames):
    """A 2×2 game with its names and its story."""

    key: str
    title: str
    game: Game
    story: str
    reading: str
    order: int
    sources: tuple[str, ...] = ()

    @property
    def symmetric(self) -> bool:
        return self.game.is_symmetric


def _preset(key: str, raw: dict[str, Any]) -> GamePreset:
    raw = dict(raw)
    if (payoffs := raw.pop("payoffs", None)) is not None:
        pairs = [(float(a), float(b)) for a, b in (payoffs[at] for at in ("CC", "CD", "DC", "DD"))]
        game = Game(*pairs)
    else:
        names = ("temptation", "reward", "punishment", "sucker")
        game = SymmetricGame(*(float(raw.pop(name)) for name in names)).game
    return plain_record(GamePreset)(key, {**raw, "game": game})


@cache
def games() -> Mapping[str, GamePreset]:
    """Return the preset games by key, in their order."""
    presets = records("games/game", _preset)
    return MappingProxyType(dict(sorted(presets.items(), key=lambda item: item[1].order)))
