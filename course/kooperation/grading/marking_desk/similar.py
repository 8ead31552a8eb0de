"""Which texts are alike: compared by their words and by what follows on what (words in threes).

Two texts without a word in common are 0 alike, a copy is 1 alike. 300 texts of 250 words take half a second; on
the same texts difflib takes an hour and rapidfuzz three to eighteen seconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

VERY = 0.6  # texts on one question share some words, so independent ones come to 0.1 to 0.3


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
    words = re.findall(r"\w+", text.casefold())
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


def very_similar(alike: Sequence[Sequence[float]]) -> list[int]:
    """Return for each text how many others are very similar to it."""
    return [
        sum(value >= VERY for j, value in enumerate(row) if j != i) for i, row in enumerate(alike)
    ]
