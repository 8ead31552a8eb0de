"""Somebody of a made-up class at a question: what they know of it, and what is right.

A kind's `made_up.py` holds `made_up`, which returns what such a person answers: by part, or the answer itself where it has no
parts. No key is read: an answer is right if the marking says so. A kind that has none is answered by its `guesses`.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from kooperation.assignments.points import Marks
from kooperation.assignments.questions import Question, Task

Judged = dict[str, tuple[float, str]]  # by answer: the share it brings, and what is said


@dataclass(frozen=True)
class Answerer:
    """Who answers *question* of their version *task*: *ability* is about 0 in the middle of the class.

    Who is *confused* takes what two questions ask for one another. *record* is the question as its author wrote it, *solution*
    the model solution of one that is answered by code, *written* what people write in their own words; *marks* says of a
    question what an answer brings.
    """

    ability: float
    confused: bool
    rng: random.Random
    task: Task
    question: Question
    record: Mapping[str, Any]
    solution: str
    written: Mapping[str, Any]
    marks: Callable[[Question, Any], Marks]

    def chance(self, about: str = "") -> float:
        """Return how probable it is that the person knows something; what it is *about* makes it harder or easier."""
        about = f"{self.question.slug}:{about}" if about else self.question.slug
        hard = crc32(about.encode()) % 1000 / 1000 * 2.4 - 1.6
        return 1 / (1 + math.exp(-1.6 * (self.ability - hard)))

    def knows(self, about: str = "") -> bool:
        """Say by chance whether the person knows it this time."""
        return self.rng.random() < self.chance(about)

    def judged(
        self, question: Question, tried: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, Judged]:
        """Return by part of *question* what each of the answers *tried* there brings; both by name."""
        found: dict[str, Judged] = {part: {} for part in question.parts}
        for name in dict.fromkeys(name for answers in tried.values() for name in answers):
            raw = {part: answers[name] for part, answers in tried.items() if name in answers}
            marked = self.marks(question, raw).parts
            for part, each in zip(question.parts, marked, strict=True):
                if part in raw:
                    found[part][name] = (each.share, each.remark)
        return found


def by_guesses(one: Answerer, guesses: Callable[[Question, str], dict[str, Any]]) -> dict[str, Any]:
    """Return for each part a right one of the kind's *guesses*, or a wrong one, often one that many take for right."""
    question = one.question
    tried = {part: guesses(question, part) for part in question.parts}
    found = {}
    for part, judged in one.judged(question, tried).items():
        right = [name for name, (share, _) in judged.items() if share == 1]
        knows = one.knows(question.items[part].item + "".join(right))
        name = one.rng.choice(right) if knows and right else _wrong(judged, one.rng)
        found[part] = tried[part][name]
    return found


def _wrong(judged: Judged, rng: random.Random) -> str:
    """Return a wrong answer: what earns the one reason often, what earns another seldom."""
    wrong: Sequence[str] = [name for name, (share, _) in judged.items() if share < 1] or [*judged]
    by_fame = sorted(wrong, key=lambda name: crc32(judged[name][1].encode()))
    return rng.choices(by_fame, [2.0**-at for at in range(len(by_fame))])[0]
