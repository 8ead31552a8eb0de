"""What comes back: rounds of quizzes, and which questions of earlier lectures are due again.

Time is counted in rounds, because the learner's record holds no clock time. A round is one go at one
lecture's quiz; rounds are numbered over all lectures. What counts is the first answer in a round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

BOXES = 4


@dataclass(frozen=True)
class Attempt:
    """The first answer to *question* in round *number*; rounds are counted over all lectures."""

    question: str
    number: int
    right: bool


def box(attempts: Iterable[Attempt]) -> int:
    """Return in which box a question lies after *attempts* at it: 1 (just missed) to BOXES.

    As with Leitner's cards: a right answer moves it up one box, a wrong one back to the first. A
    question answered right at once starts in box 2 (formula 6.1).
    """
    at = 1
    for attempt in sorted(attempts, key=lambda a: a.number):
        at = min(at + 1, BOXES) if attempt.right else 1
    return at


def pause(in_box: int) -> int:
    """Return after how many rounds a question in that box is due again: 1, 2, 4, 8 (formula 6.1)."""
    return int(2 ** (in_box - 1))


def returning(
    attempts: Iterable[Attempt], among: Sequence[str], now: int, count: int = 2
) -> tuple[str, ...]:
    """Return at most *count* questions *among* those given that should come back in round *now*.

    Only what was answered before comes back. What is due goes first; then the lower box, so what was
    missed; then what was longest ago; then the order of *among*. If too little is due, the rest is
    filled by the same order.
    """
    history: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if attempt.number < now:
            history.setdefault(attempt.question, []).append(attempt)

    def urgency(question: str) -> tuple[bool, int, int]:
        at = box(history[question])
        ago = now - max(attempt.number for attempt in history[question])
        return ago < pause(at), at, -ago

    known = [question for question in among if question in history]
    return tuple(sorted(known, key=urgency)[:count])  # sorted is stable: ties keep the order given


# Rounds as they stand in the record ---------------------------------------------------------------


@dataclass(frozen=True)
class Round:
    """One go at a quiz: what came back in it, the last answer to each question, and the first marks.

    *first* says whether the first answer in this round was right.
    """

    number: int
    again: tuple[str, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    first: Mapping[str, bool] = field(default_factory=dict)

    def answered(self, question: str, answer: Any, *, right: bool) -> Round:
        """Return the round with one more answer; a second try does not change the first mark."""
        return Round(
            self.number,
            self.again,
            {**self.answers, question: answer},
            {question: right, **self.first},
        )

    def plain(self) -> dict[str, Any]:
        """Return the round as it is kept in the record."""
        return {
            "number": self.number,
            "again": list(self.again),
            "answers": dict(self.answers),
            "first": dict(self.first),
        }


def read_rounds(raw: object) -> tuple[Round, ...]:
    """Return the rounds that *raw*, a value of the record, holds; what is malformed is left out."""
    return tuple(_rounds(raw))


def _rounds(raw: object) -> Iterator[Round]:
    for item in raw if isinstance(raw, list) else ():
        if not isinstance(item, dict) or type(item.get("number")) is not int:
            continue
        again, answers, first = (item.get(name) for name in ("again", "answers", "first"))
        yield Round(
            item["number"],
            tuple(key for key in again if isinstance(key, str)) if isinstance(again, list) else (),
            answers if isinstance(answers, dict) else {},
            {k: v for k, v in first.items() if type(v) is bool} if isinstance(first, dict) else {},
        )


def first_attempts(rounds: Iterable[Round]) -> Iterator[Attempt]:
    """Give the first answers of *rounds*."""
    for one in rounds:
        for question, right in one.first.items():
            yield Attempt(question, one.number, right)


def next_number(rounds: Iterable[Round]) -> int:
    """Return the number of a round that begins now."""
    return 1 + max((one.number for one in rounds), default=0)
