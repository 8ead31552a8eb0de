"""Learning by being asked: the tasks of a quiz, and how an answer to one is marked.

A task knows only keys; what they say stands in `quizzes/`. Marking names the keys that want explaining:
a learner is told what is wrong about a choice, not just that it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kooperation.base.typed_numbers import names_percent, parse_number
from kooperation.base.words import Words

ERRORS = Words("practice.errors.quiz")


@dataclass(frozen=True)
class SingleChoice:
    """One of *options* is right. An answer is a key."""

    options: tuple[str, ...]
    right: str


@dataclass(frozen=True)
class MultipleChoice:
    """At least one of *options* is right. An answer is a collection of keys."""

    options: tuple[str, ...]
    right: frozenset[str]


@dataclass(frozen=True)
class Matching:
    """Each item belongs to one of *targets*; a target may take several. An answer maps all items."""

    right: Mapping[str, str]
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Numeric:
    """A number, right within *tolerance*. An answer is what was typed.

    *mistakes* maps a key to the number that a known misconception leads to. Where *percent* is asked
    for, a share ("0,8") and a number of per cent ("80") both count.
    """

    value: Fraction
    tolerance: Fraction = Fraction(0)
    mistakes: Mapping[str, Fraction] = field(default_factory=dict)
    percent: bool = False


@dataclass(frozen=True)
class Ordering:
    """The keys in their right order. An answer is a sequence of the same keys."""

    right: tuple[str, ...]


Task = SingleChoice | MultipleChoice | Matching | Numeric | Ordering
Answer = str | Collection[str] | Mapping[str, str]


@dataclass(frozen=True)
class Marking:
    """What is to be said to an answer.

    *wrong* holds the keys chosen, assigned or placed wrongly, *missed* those that should have been
    chosen. A number can be wrong without a key: then no misconception is known that leads to it.
    """

    right: bool
    wrong: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


def mark(task: Task, answer: Answer) -> Marking:
    """Return what is wrong with *answer*.

    Raises ValueError, with a German sentence, if *answer* is unfinished or is no answer to *task*.
    """
    match task:
        case SingleChoice():
            return _mark_single(task, answer)
        case MultipleChoice():
            return _mark_multiple(task, answer)
        case Matching():
            return _mark_matching(task, answer)
        case Numeric():
            return _mark_numeric(task, answer)
        case Ordering():
            return _mark_ordering(task, answer)


def _mark_single(task: SingleChoice, answer: Answer) -> Marking:
    if not isinstance(answer, str) or answer not in task.options:
        raise ValueError(ERRORS["choose_one"])
    right = answer == task.right
    return Marking(right, () if right else (answer,))


def _mark_multiple(task: MultipleChoice, answer: Answer) -> Marking:
    if isinstance(answer, str) or not answer or not set(answer) <= set(task.options):
        raise ValueError(ERRORS["choose_some"])
    wrong = tuple(key for key in task.options if key in answer and key not in task.right)
    missed = tuple(key for key in task.options if key in task.right and key not in answer)
    return Marking(not wrong and not missed, wrong, missed)


def _mark_matching(task: Matching, answer: Answer) -> Marking:
    if (
        not isinstance(answer, Mapping)
        or set(answer) != set(task.right)
        or not set(answer.values()) <= set(task.targets)
    ):
        raise ValueError(ERRORS["assign_each"])
    wrong = tuple(item for item, target in task.right.items() if answer[item] != target)
    return Marking(not wrong, wrong)


def _mark_numeric(task: Numeric, answer: Answer) -> Marking:
    text = answer if isinstance(answer, str) else ""
    given = parse_number(text)
    readings = [given]
    if task.percent and not names_percent(text):
        readings.append(given / 100)

    def is_meant(value: Fraction) -> bool:
        return any(abs(reading - value) <= task.tolerance for reading in readings)

    if is_meant(task.value):
        return Marking(True)
    known = (key for key, value in task.mistakes.items() if is_meant(value))
    return Marking(False, tuple(known))


def _mark_ordering(task: Ordering, answer: Answer) -> Marking:
    if isinstance(answer, str | Mapping) or sorted(answer) != sorted(task.right):
        raise ValueError(ERRORS["not_complete"])
    kept = _longest_rising([task.right.index(key) for key in answer])
    wrong = tuple(key for index, key in enumerate(task.right) if index not in kept)
    return Marking(not wrong, wrong)


def _longest_rising(places: Sequence[int]) -> frozenset[int]:
    """Return a longest subsequence that rises: whatever is not in it has to move, and no more."""
    best: list[tuple[int, ...]] = []  # best[i]: a longest one that ends with places[i]
    for index, place in enumerate(places):
        before: list[tuple[int, ...]] = [best[j] for j in range(index) if places[j] < place]
        best.append((*_longest(before), place))
    return frozenset(_longest(best))


def _longest(runs: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return max(runs, key=lambda run: len(run), default=())


def start_order(task: Ordering) -> tuple[str, ...]:
    """Return the keys of *task* mixed up, each time alike, and never in the right order.

    Raises ValueError if there is nothing to mix.
    """
    if len(task.right) < 2:
        raise ValueError(ERRORS["short_order"])
    mixed = tuple(sorted(task.right, key=lambda key: hashlib.sha256(key.encode()).digest()))
    return mixed if mixed != task.right else (*mixed[1:], mixed[0])
