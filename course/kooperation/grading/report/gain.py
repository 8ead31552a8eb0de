"""What a class has gained between the test before and the one after the course, of those who handed it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from kooperation.assignments.concept_answers import TIMES, ConceptAnswers, concept_test
from kooperation.grading.report.statistics import LEAST

BEFORE, AFTER = TIMES


@dataclass(frozen=True)
class QuestionGain:
    """A question of the test: how many answered it both times, and which share of them was right."""

    title: str
    count: int
    before: float
    after: float


@dataclass(frozen=True)
class Gain:
    """The shares of right answers before and after, of what *count* people answered both times; *gain* see `gained`."""

    count: int
    before: float
    after: float
    gain: float | None
    questions: Sequence[QuestionGain]


def gained(before: float, after: float) -> float | None:
    """Return which share of what was missing *before* was gained, 1 at most (formula 7.4); None if nothing was missing."""
    return None if before >= 1 else (after - before) / (1 - before)


def gain(handed_in: Sequence[ConceptAnswers]) -> Gain | None:
    """Return what was gained by those who answered a question both times; None if they are fewer than LEAST.

    „Weiß ich nicht“ is no right answer. A question that fewer than LEAST answered both times is left out.
    """
    test = concept_test()
    by_question: dict[str, list[tuple[bool, bool]]] = {key: [] for key in test}
    people = []
    for answers in handed_in:
        right = _right(answers, test)
        for key, both in right.items():
            by_question[key].append(both)
        if right:
            people.append(list(right.values()))
    if len(people) < LEAST:
        return None
    before = fmean(fmean(then for then, _ in own) for own in people)
    after = fmean(fmean(now for _, now in own) for own in people)
    questions = [
        QuestionGain(
            test[key]["title"], len(both), fmean(then for then, _ in both), fmean(now for _, now in both)
        )
        for key, both in by_question.items()
        if len(both) >= LEAST
    ]  # fmt: skip
    return Gain(len(people), before, after, gained(before, after), questions)


def _right(
    answers: ConceptAnswers, test: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[bool, bool]]:
    """Return of each question that was answered both times whether it was right then and now."""
    then, now = answers.get(BEFORE, {}), answers.get(AFTER, {})
    return {
        key: (then[key] == question["right"], now[key] == question["right"])
        for key, question in test.items()
        if key in then and key in now
    }
