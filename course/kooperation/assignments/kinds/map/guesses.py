"""What can be ticked without reading the case: obvious bodies, what plain parts offer, and norms by their place in the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from typing import Any

from kooperation.assignments.questions import Question
from kooperation.institutions.case_map import PLAIN, SINGLE, STORED
from kooperation.institutions.interfaces_words import actors, choices

MOST = 3
OBVIOUS = ("JC", "AA", "JA", "KOM", "EGH", "BER")
PLACES = (0, 1, 2, -2, -1)


def guesses(question: Question, part: str) -> dict[str, Any]:
    """Return the answers to try by their names; each fills one part of the map."""
    norms = list(question.items[part].bases)
    found: dict[str, Any] = {}
    for chosen in (*((actor,) for actor in actors()), *_sets(OBVIOUS)):
        found[f"stellen {' + '.join(chosen)}"] = {"stellen": list(chosen)}
    for name in PLAIN:
        for chosen in _sets(choices(name), 1 if name in SINGLE else MOST):
            found[f"{STORED[name]} {' + '.join(chosen)}"] = {STORED[name]: list(chosen)}
    for holders in _sets(OBVIOUS):
        everywhere = {f"Norm {place}": [norms[place]] for place in PLACES} | {"alle Normen": norms}
        for name, placed in everywhere.items():
            grounds = dict.fromkeys(holders, placed)
            found[f"{name} {' + '.join(holders)}"] = {"grundlagen": grounds}
    return found


def _sets(names: Iterable[str], most: int = MOST) -> Iterator[tuple[str, ...]]:
    listed = list(names)
    return chain.from_iterable(combinations(listed, size) for size in range(1, most + 1))
