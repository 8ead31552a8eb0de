"""What can be ticked without reading the case: obvious bodies, types and instruments, and norms by their place in the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from typing import Any

from kooperation.assignments.questions import Question
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
    for kind in choices("problem"):
        found[f"typ {kind}"] = {"typ": kind}
    for chosen in _sets(choices("instruments")):
        found[f"instrumente {' + '.join(chosen)}"] = {"instrumente": list(chosen)}
    for holders in _sets(OBVIOUS):
        everywhere = {f"Norm {place}": [norms[place]] for place in PLACES} | {"alle Normen": norms}
        for name, placed in everywhere.items():
            grounds = dict.fromkeys(holders, placed)
            found[f"{name} {' + '.join(holders)}"] = {"grundlagen": grounds}
    return found


def _sets(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    listed = list(names)
    return chain.from_iterable(combinations(listed, size) for size in range(1, MOST + 1))
