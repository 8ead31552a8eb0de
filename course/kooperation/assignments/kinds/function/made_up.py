"""The model solution, or what people write, or a function that knows half of it, or one that knows nothing."""

from __future__ import annotations

import re

from kooperation.assignments.kinds.function.guesses import head
from kooperation.assignments.kinds.shared.made_up import Answerer


def made_up(one: Answerer) -> str:
    others = one.written["functions"].get(one.question.slug, [])
    if one.rng.random() < one.chance() / (2 if others else 1):
        return one.solution
    if others:
        return str(one.rng.choice(others))
    half = re.sub(r" and .*", "", one.solution.splitlines()[-1])
    return f"{head(one.solution)}\n{half if one.rng.random() < 0.7 else '    return True'}\n"
