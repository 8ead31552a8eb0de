"""Who is in the class: names, numbers as a learning platform gives them, and how able each is."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

from kooperation.base.records import load
from kooperation.base.words import Words

ERRORS = Words("authoring/demo.errors.people")

MOST = 500
FIRST_NUMBER = 471_100


@dataclass(frozen=True)
class Person:
    """A learner; *ability* is about 0 in the middle of the class and mostly between −2 and 2.

    Who is *confused* takes equilibrium and efficiency for one another, in every question.
    """

    first: str
    last: str
    number: int
    ability: float
    confused: bool

    @property
    def listed(self) -> str:
        """The name as Moodle lists it in the names of files."""
        return f"{self.last} {self.first}"

    @property
    def student(self) -> str:
        """What the gradebook calls the person: as the list of people does, once it is read."""
        return str(self.number)


def people(count: int, rng: random.Random) -> list[Person]:
    """Return *count* people, no two of the same name. Raises ValueError for fewer than one or more than MOST."""
    if not 1 <= count <= MOST:
        raise ValueError(ERRORS.filled("no_count", count=count, most=MOST))
    names = load("authoring/demo/people")
    pairs = rng.sample(sorted(product(names["first"], names["last"])), count)
    return [
        Person(first, last, FIRST_NUMBER + at, rng.gauss(0.3, 1.0), rng.random() < 0.25)
        for at, (first, last) in enumerate(pairs)
    ]
