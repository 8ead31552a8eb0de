"""What somebody answers: right ones found by the hidden tests' own marking, wrong ones by the reasons they earn.

No key is written here: an answer is right if the marking says so. Wrong ones are drawn so that some mistakes are
frequent in the whole class, as misconceptions are.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from kooperation.assignments.class_tournament import AGREED, BUILT
from kooperation.assignments.concept_answers import TIMES, UNKNOWN, ConceptAnswers, concept_test
from kooperation.assignments.kinds import Kind
from kooperation.assignments.questions import Question
from kooperation.authoring.assignments import Assignment
from kooperation.authoring.demo.mapping import mapped
from kooperation.authoring.demo.people import Person
from kooperation.authoring.trial import Trial
from kooperation.base.german import number
from kooperation.base.records import load
from kooperation.base.typed_numbers import parse_number

AGREES, BUILDS = 0.7, 0.4  # of the people let the group see their strategy, build one without code
LEFT_OPEN = 0.04  # of the parts, by those in the middle of the class
Judged = dict[str, tuple[float, str]]  # by option: the share it brings, and what is said


class ClassAnswers:
    """Answers to the questions of one *assignment*, variant by variant."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.trial = Trial(assignment)
        self._kinds = {
            Kind.CHOICE: self._choice,
            Kind.SEVERAL: self._sets,
            Kind.MARKS: self._sets,
            Kind.NUMBER: self._numbers,
            Kind.MAP: self._maps,
        }

    def answers(self, variant: int, person: Person, rng: random.Random) -> dict[str, Any]:
        """Return what *person* answers in the sheet, texts among them."""
        found: dict[str, Any] = {}
        for slug, question in self.trial.task(variant).questions.items():
            if question.kind is Kind.TEXT:
                if text := self._text(slug, person, rng):
                    found[slug] = text
            elif answer := self._kinds.get(question.kind):
                parts = answer(variant, question, person, rng)
                open_ones = [part for part in parts if rng.random() < _open(person)]
                found[slug] = {part: a for part, a in parts.items() if part not in open_ones}
        return found

    def cells(self, variant: int, person: Person, rng: random.Random) -> dict[str, str]:
        """Return the code that *person* writes, by the id of its cell."""
        found = {}
        for slug, question in self.trial.task(variant).questions.items():
            if question.kind is Kind.FUNCTION:
                found[f"{slug}-antwort"] = self._code(slug, person, rng)
        return found

    # Kind by kind ----------------------------------------------------------------------------------

    def _choice(
        self, variant: int, question: Question, person: Person, rng: random.Random
    ) -> dict[str, Any]:
        found = {}
        for part, judged in self._judged(variant, question, list(question.options)).items():
            right = [option for option, (share, _) in judged.items() if share == 1]
            hard = question.items[part].item + "".join(right)
            knows = rng.random() < _chance(person, f"{question.slug}:{hard}")
            found[part] = rng.choice(right) if knows else _wrong(judged, rng)
        return found

    def _sets(
        self, variant: int, question: Question, person: Person, rng: random.Random
    ) -> dict[str, Any]:
        rights = self._rights(variant, question)
        others = self._taken_for_one_another(variant, question) if person.confused else {}
        found = {}
        for part, right in rights.items():
            chosen = sorted(right)
            if part in others and rng.random() < 0.8:
                chosen = sorted(others[part])
            elif rng.random() > _chance(person, f"{question.slug}:{part}"):
                rest = [option for option in _options(question) if option not in right]
                away, more = rng.choice(chosen), rng.choice(rest)
                how = rng.choice(["swap", "less", "more"]) if "choose" not in question.own else ""
                kept = [option for option in chosen if option != away or how == "more"]
                chosen = kept if how == "less" and kept else [*kept, more]
            found[part] = chosen
        return found

    def _numbers(
        self, variant: int, question: Question, person: Person, rng: random.Random
    ) -> dict[str, Any]:
        marks = self.trial.marks(variant, question.slug, None)
        right = dict(zip(question.parts, (part.solution for part in marks.parts), strict=True))
        values = {part: float(parse_number(text)) for part, text in right.items()}
        found = {}
        for part, text in right.items():
            if rng.random() < _chance(person, f"{question.slug}:{part}"):
                found[part] = text
                continue
            own = values[part]
            near = [own + 1, -own, own / 2, *(v for v in values.values() if v != own)]
            found[part] = number(rng.choice([v for v in near if _is_asked_for(v, question)]))
        return found

    def _maps(
        self, variant: int, question: Question, person: Person, rng: random.Random
    ) -> dict[str, Any]:
        pool = {raw["item"]: raw for raw in self.assignment.questions[question.slug]["pool"]}
        knows = _chance(person, question.slug)
        return {part: mapped(pool[item.item], knows, rng) for part, item in question.items.items()}

    def _text(self, slug: str, person: Person, rng: random.Random) -> str:
        """Return a text by ability: a sample with its words, a part of one, a weak one, or none."""
        samples = self.assignment.questions[slug]["samples"]
        sentences = re.split(r"(?<=[.?!]) ", rng.choice(samples))
        level = person.ability + rng.gauss(0, 0.5)
        if level > 0.8:
            sentences.pop(rng.randrange(len(sentences)))
        elif level > -0.2:
            sentences = sentences[: max(2, len(sentences) // 2)]
        elif level > -1.8:
            return str(rng.choice(load("authoring/demo/texts")["weak"]))
        else:
            return ""
        return " ".join(sentences)

    def _code(self, slug: str, person: Person, rng: random.Random) -> str:
        """Return the model solution, or what people write, or one that knows half of it, or one that knows nothing."""
        solution = self.trial.solution(slug)
        others = load("authoring/demo/texts")["functions"].get(slug, [])
        if rng.random() < _chance(person, slug) / (2 if others else 1):
            return solution
        if others:
            return str(rng.choice(others))
        head = next(line for line in solution.splitlines() if line.startswith("def "))
        half = re.sub(r" and .*", "", solution.splitlines()[-1])
        return f"{head}\n{half if rng.random() < 0.7 else '    return True'}\n"

    # What is right ---------------------------------------------------------------------------------

    def _judged(
        self, variant: int, question: Question, options: Sequence[str]
    ) -> dict[str, Judged]:
        """Return by part what each option alone brings."""
        found: dict[str, Judged] = {part: {} for part in question.parts}
        for option in options:
            raw: dict[str, Any] = {part: _alone(question, option) for part in question.parts}
            marks = self.trial.marks(variant, question.slug, raw)
            for part, marked in zip(question.parts, marks.parts, strict=True):
                found[part][option] = (marked.share, marked.remark)
        return found

    def _rights(self, variant: int, question: Question) -> dict[str, set[str]]:
        judged = self._judged(variant, question, _options(question))
        return {
            part: {option for option, (share, _) in of_part.items() if share > 0}
            for part, of_part in judged.items()
        }

    def _taken_for_one_another(self, variant: int, question: Question) -> Mapping[str, set[str]]:
        """Return what is right, part by part, in another question about the same fields of the same games."""
        for other in self.trial.task(variant).questions.values():
            if other.kind is Kind.MARKS is question.kind and other.slug != question.slug:
                shared = other.parts.keys() & question.parts.keys()
                if shared and _options(other) == _options(question):
                    rights = self._rights(variant, other)
                    return {part: rights[part] for part in shared}
        return {}


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


def _is_asked_for(value: float, question: Question) -> bool:
    low, high = question.minimum, question.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def _options(question: Question) -> list[str]:
    return list(question.options)


def _alone(question: Question, option: str) -> Any:
    return option if question.kind is Kind.CHOICE else [option]


def _wrong(judged: Judged, rng: random.Random) -> str:
    """Return a wrong option: what earns the one reason often, what earns another seldom."""
    wrong = [option for option, (share, _) in judged.items() if share < 1]
    by_fame = sorted(wrong, key=lambda option: crc32(judged[option][1].encode()))
    return rng.choices(by_fame, [2.0**-at for at in range(len(by_fame))])[0]


def _chance(person: Person, about: str) -> float:
    """Return how probable it is that *person* knows something; what it is *about* makes it harder or easier."""
    hard = crc32(about.encode()) % 1000 / 1000 * 2.4 - 1.6
    return 1 / (1 + math.exp(-1.6 * (person.ability - hard)))


def _open(person: Person) -> float:
    return LEFT_OPEN * math.exp(-person.ability)
