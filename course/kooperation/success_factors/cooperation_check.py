"""The Kooperations-Check: what ratings of a local cooperation say, and where they changed.

A rating is a level from 0 to TOP for each factor of slides 16 and 17; a factor without a rating is
one that the learner cannot judge. No overall mark: the factors are not a scale that adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kooperation.base.words import Words

ERRORS = Words("success_factors.errors.cooperation_check")

TOP = 3
Ratings = Mapping[str, int]


def checked(raw: object, factors: Iterable[str]) -> dict[str, int]:
    """Return those ratings in *raw* that are levels of known *factors*, in the order of the check.

    What is malformed is left out: a learner's file may have been edited by hand.
    """
    if not isinstance(raw, dict):
        return {}
    return {key: raw[key] for key in factors if type(raw.get(key)) is int and 0 <= raw[key] <= TOP}


@dataclass(frozen=True)
class Bottlenecks:
    """The lowest-rated factors: those that are so for *certain*, and of equals, *tied*, as many as *places*."""

    certain: tuple[str, ...]
    tied: tuple[str, ...] = ()
    places: int = 0

    def picked(self, picks: Iterable[str]) -> tuple[str, ...]:
        """Return those *picks* that are tied, the earliest first, as many as there are places."""
        return tuple([key for key in dict.fromkeys(picks) if key in self.tied][: self.places])

    def chosen(self, picks: Iterable[str]) -> tuple[str, ...]:
        """Return the certain ones and those of the equals that were picked."""
        return self.certain + self.picked(picks)


def bottlenecks(ratings: Ratings, count: int = 2) -> Bottlenecks:
    """Return the *count* lowest-rated factors below TOP; which of equals comes first is not ours to say."""
    open_ended = [key for key in ratings if ratings[key] < TOP]
    if len(open_ended) <= count:
        return Bottlenecks(tuple(sorted(open_ended, key=ratings.__getitem__)))
    last = sorted(ratings[key] for key in open_ended)[count - 1]
    below = [key for key in open_ended if ratings[key] < last]
    equal = [key for key in open_ended if ratings[key] == last]
    certain = tuple(sorted(below, key=ratings.__getitem__))
    if len(certain) + len(equal) == count:
        return Bottlenecks((*certain, *equal))
    return Bottlenecks(certain, tuple(equal), count - len(certain))


def strengths(ratings: Ratings) -> tuple[str, ...]:
    """Return the factors rated highest, if that is in the upper half; else none."""
    best = max(ratings.values(), default=0)
    return tuple(key for key in ratings if 2 * best > TOP and ratings[key] == best)


def positions(ratings: Ratings) -> dict[str, float]:
    """Return how far each factor's lever counts as pulled: its level as a share of TOP."""
    return {key: level / TOP for key, level in ratings.items()}


def raised(ratings: Ratings, key: str) -> dict[str, int]:
    """Return *ratings* with *key* one level higher. Raises ValueError if it cannot be."""
    if key not in ratings or ratings[key] >= TOP:
        raise ValueError(ERRORS.filled("not_raised", factor=key))
    return {**ratings, key: ratings[key] + 1}


@dataclass(frozen=True)
class RatingChange:
    """A factor rated in both checks."""

    key: str
    before: int
    after: int


def changes(before: Ratings, after: Ratings) -> tuple[RatingChange, ...]:
    """Return the factors rated in both checks, in the order of the later one."""
    return tuple(RatingChange(key, before[key], after[key]) for key in after if key in before)
