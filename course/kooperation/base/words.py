"""The short texts of the interface: each room's `words.toml`, by section and key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kooperation.base.records import frozen, load


@cache
def texts() -> Mapping[str, Any]:
    """Return the short texts of the user interface, by section and key."""
    found: dict[str, Any] = {}
    for room in sorted(files("kooperation").iterdir(), key=lambda path: path.name):
        if room.joinpath("words.toml").is_file():
            found |= frozen(load(f"{room.name}/words"))
    return MappingProxyType(found)
