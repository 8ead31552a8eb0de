"""Rounds of quizzes as they stand in the learner's record (see `recall` for what follows from them)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kooperation.practice.recall import Attempt


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


def plain_rounds(rounds: Iterable[Round]) -> list[dict[str, Any]]:
    """Return *rounds* as they are kept in the record."""
    return [one.plain() for one in rounds]


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


def with_round(rounds: Iterable[Round], changed: Round) -> tuple[Round, ...]:
    """Return *rounds* with *changed* at their end, in place of the one with its number."""
    return (*(one for one in rounds if one.number != changed.number), changed)


def with_answer(
    rounds: Iterable[Round], current: Round, question: str, answer: Any, *, right: bool
) -> tuple[Round, ...]:
    """Return *rounds* with one more answer in *current*, which then stands at their end.

    Where *rounds* hold it already, the answer is added to what they hold: another window may have
    gone on with the same round.
    """
    known = tuple(rounds)
    stored = next((one for one in known if one.number == current.number), current)
    return with_round(known, stored.answered(question, answer, right=right))
