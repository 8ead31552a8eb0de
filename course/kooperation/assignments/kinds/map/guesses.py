"""What can be ticked without reading the case: one to three bodies, types, instruments, norms by their law."""

from __future__ import annotations

import re
from itertools import chain, combinations
from typing import Any

from kooperation.assignments.questions import Question
from kooperation.institutions.interfaces_words import actors, choices

MOST = 3
OBVIOUS = ("JC", "AA", "JA", "KOM", "EGH", "BER")
BY_LAW = {  # whom a law is first thought of with
    "SGB II": "JC", "SGB III": "AA", "SGB VIII": "JA", "SGB IX": "EGH", "SGB XII": "SozA",
    "AsylbLG": "AsylB", "AufenthG": "ABH", "SGB V": "KK", "InsO": "BER",
}  # fmt: skip


def guesses(question: Question, part: str) -> dict[str, Any]:
    """Return the answers to try by their names; each fills one part of the map."""
    found: dict[str, Any] = {}
    for chosen in (*((actor,) for actor in actors()), *_sets(OBVIOUS)):
        found[f"stellen {' + '.join(chosen)}"] = {"stellen": list(chosen)}
    for kind in choices("problem"):
        found[f"typ {kind}"] = {"typ": kind}
    for chosen in _sets(choices("instruments")):
        found[f"instrumente {' + '.join(chosen)}"] = {"instrumente": list(chosen)}
    by_law: dict[str, list[str]] = {}
    for basis in question.items[part].bases.values():
        for law, actor in BY_LAW.items():
            if re.search(rf"\b{law}\b", basis.label):
                by_law.setdefault(actor, []).append(basis.key)
    for holders in _sets(BY_LAW.values()):
        every = {actor: by_law[actor] for actor in holders if actor in by_law}
        first = {actor: norms[:1] for actor, norms in every.items()}
        found[f"alle Normen {' + '.join(holders)}"] = {"grundlagen": every}
        found[f"erste Norm {' + '.join(holders)}"] = {"grundlagen": first}
    return found


def _sets(names: Any) -> Any:
    listed = list(names)
    return chain.from_iterable(combinations(listed, size) for size in range(1, MOST + 1))
