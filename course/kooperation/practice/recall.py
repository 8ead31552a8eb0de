"""What comes back: which questions of earlier lectures are due again.

Time is counted in rounds, because the learner's record holds no clock time. A round is one go at one
lecture's quiz; rounds are numbered over all lectures. What counts is the first answer in a round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
