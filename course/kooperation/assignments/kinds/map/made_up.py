"""Maps of cases: what the record asks for, or what first comes to mind."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from kooperation.assignments.kinds.map.record import plain_fields
from kooperation.assignments.kinds.shared.made_up import Answerer


def made_up(one: Answerer) -> dict[str, Any]:
    pool = {raw["item"]: raw for raw in one.record["pool"]}
    knows = one.chance()
    return {
        part: mapped(pool[item.item], knows, one.rng) for part, item in one.question.items.items()
    }


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
    plain = {}
    for stored, right, reasons in plain_fields():
        first = case[right] if isinstance(case[right], str) else case[right][0]
        plain[stored] = [first if known() else rng.choice(list(case[reasons]))]
    return {"stellen": bodies, "grundlagen": grounds, **plain}
