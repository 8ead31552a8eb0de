"""Which texts are alike, and which share so much that somebody should look at both.

Alike are texts by their words and by what follows on what (words in threes): 0 without a word in common, 1 for a copy. 300 texts of 250 words
take less than a second (`tests/benchmarks/bench_desk.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

RUN = 5  # words in a row that make two texts alike
HALF = 0.5  # of the runs of the shorter text
LONG_ENOUGH = 20  # runs; in a shorter text a common phrase weighs too much


def alikeness(texts: Sequence[str]) -> list[list[float]]:
    """Return how alike each text is to each: Dice's coefficient of their words and threes."""
    parts = [_parts(text) for text in texts]
    found = [[0.0] * len(parts) for _ in parts]
    for i, a in enumerate(parts):
        for j in range(i):
            if total := len(a) + len(parts[j]):
                found[i][j] = found[j][i] = 2 * len(a & parts[j]) / total
    return found


def _parts(text: str) -> frozenset[int]:
    words = _words(text)
    threes = zip(words, words[1:], words[2:], strict=False)
    return frozenset([*map(hash, words), *map(hash, threes)])


def one_after_the_other(alike: Sequence[Sequence[float]]) -> list[int]:
    """Return an order in which each text is followed by the one most like it among those that are left."""
    left = list(range(len(alike)))
    order = left[:1]
    left = left[1:]
    while left:
        nearest = max(left, key=alike[order[-1]].__getitem__)
        left.remove(nearest)
        order.append(nearest)
    return order


def copies(texts: Sequence[str]) -> list[int]:
    """Return for each text with how many others it shares half of the runs of words of the shorter, or more (formula 7.3)."""
    runs = [_runs(text) for text in texts]
    found = [0] * len(runs)
    for one, other in combinations([at for at, of in enumerate(runs) if len(of) >= LONG_ENOUGH], 2):
        shorter = min(len(runs[one]), len(runs[other]))
        if len(runs[one] & runs[other]) >= HALF * shorter:
            found[one] += 1
            found[other] += 1
    return found


def _runs(text: str) -> frozenset[int]:
    words = _words(text)
    return frozenset(map(hash, zip(*(words[start:] for start in range(RUN)), strict=False)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
