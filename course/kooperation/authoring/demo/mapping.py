"""Maps of cases: what the record asks for, or what first comes to mind."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any


def mapped(case: Mapping[str, Any], knows: float, rng: random.Random) -> dict[str, Any]:
    """Return a map of *case* in the form of the sheet; each of its choices is right with the chance *knows*."""

    def known() -> bool:
        return rng.random() < knows

    named = [need[0] if known() else rng.choice(list(case["actors"])) for need in case["required"]]
    bodies = list(dict.fromkeys(named))
    bases = case["bases"]
    grounds = {}
    for body in bodies:
        fitting = [name for name, basis in bases.items() if body in basis.get("right", ())]
        grounds[body] = [rng.choice(fitting if fitting and known() else list(bases))]
    return {
        "stellen": bodies,
        "typ": case["problem"] if known() else rng.choice(list(case["problems"])),
        "instrumente": [
            case["instruments"][0] if known() else rng.choice(list(case["instrument_reasons"]))
        ],
        "grundlagen": grounds,
    }
