"""Which of the preset games are dilemmas, so that the future can help."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kooperation.games.game import PLAYERS, seen_by
from kooperation.games.game_words import GamePreset, games
from kooperation.repeated.shadow import is_dilemma


@cache
def dilemmas() -> Mapping[str, GamePreset]:
    """Return the presets in which both sides have T > R > P ≥ S, by key."""
    found = {
        key: preset
        for key, preset in games().items()
        if all(is_dilemma(seen_by(player, preset.game)) for player in PLAYERS)
    }
    return MappingProxyType(found)


@cache
def symmetric_dilemmas() -> Mapping[str, GamePreset]:
    """Return those dilemmas that look alike to both sides, by key."""
    return MappingProxyType({k: preset for k, preset in dilemmas().items() if preset.symmetric})
