"""What somebody answers: right ones found by the hidden tests' own marking, wrong ones by the reasons they earn.

How, each kind of question says: see `assignments/kinds/shared/made_up.py`. Wrong ones are drawn so that some mistakes are
frequent in the whole class, as misconceptions are.
"""

from __future__ import annotations

import math
import random
from typing import Any

from kooperation.assignments.class_tournament import AGREED, BUILT
from kooperation.assignments.concept_answers import TIMES, UNKNOWN, ConceptAnswers, concept_test
from kooperation.assignments.kinds.shared.made_up import Answerer, by_guesses
from kooperation.assignments.questions import Question
from kooperation.authoring.assignments import Assignment
from kooperation.authoring.demo.people import Person
from kooperation.authoring.trial import Trial
from kooperation.base.records import load

AGREES, BUILDS = 0.7, 0.4  # of the people let the group see their strategy, build one without code
LEFT_OPEN = 0.04  # of the parts, by those in the middle of the class


class ClassAnswers:
    """Answers to the questions of one *assignment*, variant by variant."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.trial = Trial(assignment)

    def answers(self, variant: int, person: Person, rng: random.Random) -> dict[str, Any]:
        """Return what *person* answers in the sheet, texts among them."""
        found: dict[str, Any] = {}
        for slug, question in self.trial.task(variant).questions.items():
            if question.kind.record.code:
                continue
            answer = self._made_up(variant, question, person, rng)
            if isinstance(answer, dict):  # by part, of which some are left open
                answer = {p: a for p, a in answer.items() if rng.random() >= _open(person)}
                found[slug] = answer
            elif answer:
                found[slug] = answer
        return found

    def cells(self, variant: int, person: Person, rng: random.Random) -> dict[str, str]:
        """Return the code that *person* writes, by the id of its cell."""
        found = {}
        for slug, question in self.trial.task(variant).questions.items():
            if question.kind.record.code and (
                code := self._made_up(variant, question, person, rng)
            ):
                found[f"{slug}-antwort"] = code
        return found

    def _made_up(self, variant: int, question: Question, person: Person, rng: random.Random) -> Any:
        """Return what *person* answers, as the kind makes it up, or by what can be guessed of it; None if it does neither."""
        one = Answerer(
            ability=person.ability,
            confused=person.confused,
            rng=rng,
            task=self.trial.task(variant),
            question=question,
            record=self.assignment.questions[question.slug],
            solution=self.trial.solution(question.slug),
            written=load("authoring/demo/texts"),
            marks=lambda asked, raw: self.trial.marks(variant, asked.slug, raw),
        )
        if made_up := question.kind.offers("made_up", "made_up"):
            return made_up(one)
        guesses = question.kind.offers("guesses", "guesses")
        return by_guesses(one, guesses) if guesses else None


def concept_answers(person: Person, rng: random.Random) -> ConceptAnswers:
    """Return what *person* answered in the test before and, more of it right, after the course."""
    test = concept_test()
    found = {}
    for time, learned in zip(TIMES, (-0.8, 1.0), strict=True):
        ability = person.ability + learned
        found[time] = {
            key: question["right"]
            if rng.random() < 1 / (1 + math.exp(-ability))
            else rng.choice([*question["options"], UNKNOWN])
            for key, question in test.items()
        }
    return found


def taking_part(rng: random.Random) -> dict[str, Any]:
    """Return what stands in the sheet beside the answers for the tournament: an agreement, a strategy built without code."""
    found: dict[str, Any] = {AGREED: rng.random() < AGREES}
    if rng.random() < BUILDS:
        found[BUILT] = {
            **rng.choice(load("authoring/demo/texts")["built"]),
            "start": 0,
            "plays": True,
        }
    return found


def _open(person: Person) -> float:
    return LEFT_OPEN * math.exp(-person.ability)
