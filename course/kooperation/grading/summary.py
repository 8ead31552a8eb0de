"""What is said while a class is graded, and in the end: what was done, and what is left for a human."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kooperation.base.german import all_or_names, number
from kooperation.base.words import Words
from kooperation.grading.outcome import SubmissionOutcome

GRADE = Words("grading.grade")
LOG = "bewertung.log"  # beside the gradebook
MINUTE = 60
_WIDTH = 78  # of a line of progress, so that it covers the one before
_FEW = 10  # submissions that say too little of how long the others take


@dataclass(frozen=True)
class Graded:
    """What a run has done: its outcomes, and by person how many answers wait for a human.

    *late* are those who handed in late, *unclear* in sentences the questions no program could mark, *alike* whose
    variants are the same, *sheetless* those whose answers are missing or cannot be read.
    """

    outcomes: Sequence[SubmissionOutcome]
    waiting: dict[str, int] = field(default_factory=dict)
    late: Sequence[str] = ()
    unclear: Sequence[str] = ()
    alike: Sequence[str] = ()
    sheetless: Sequence[str] = ()


class Progress:
    """Tells a line after each of *count* submissions: how many are done, how fast, how long it will take."""

    def __init__(
        self,
        count: int,
        told: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._count, self._told, self._clock = count, told, clock
        self._done = 0
        self._begun = clock()
        self._say(GRADE.filled("preparing", count=count))

    def __call__(self, outcome: SubmissionOutcome) -> None:
        """Count *outcome*."""
        self._done += 1
        done = GRADE.filled("done", done=self._done, of=self._count)
        passed = self._clock() - self._begun
        if self._done < _FEW or self._done == self._count or not passed:
            self._say(done)
            return
        rate = self._done / passed * MINUTE
        left = (self._count - self._done) / rate
        line = {"done": done, "rate": number(rate, 0 if rate >= 10 else 1)}
        if left <= 1:
            self._say(GRADE.filled("soon", **line))
        else:
            self._say(GRADE.filled("progress", minutes=math.ceil(left), **line))

    def stopping(self) -> None:
        """Say that nothing more is begun, and that what runs may take a moment."""
        self._say(GRADE["stopping"])

    def end(self) -> None:
        """Clear the line, so that what comes next stands alone."""
        self._say("")

    def _say(self, line: str) -> None:
        self._told(line.ljust(_WIDTH))


def report(graded: Graded) -> list[str]:
    """Return in sentences what was graded, mended and not graded, and what waits for a human, each with the reason."""
    outcomes = graded.outcomes
    lines = [GRADE.filled("graded", count=len([o for o in outcomes if not o.problem]))]
    if graded.late:
        people = all_or_names(graded.late, outcomes)
        lines.append(GRADE.filled("late", count=len(graded.late), people=people))
    mended = [(o.student, said) for o in outcomes for said in o.mended if not o.problem]
    if mended:
        lines.append(GRADE.filled("mended", count=len({who for who, _ in mended})))
        lines += [_one(who, said) for who, said in mended]
    if broken := [(o.student, o.problem) for o in outcomes if o.problem]:
        lines.append(GRADE.filled("broken", count=len(broken)))
        lines += [_one(who, why) for who, why in broken]
    if unread := [(o.student, o.unread) for o in outcomes if o.unread and not o.problem]:
        lines.append(GRADE.filled("unread", count=len(unread)))
        lines += [_one(who, why) for who, why in unread]
    if graded.sheetless:
        people = all_or_names(graded.sheetless, outcomes)
        lines.append(GRADE.filled("sheetless", count=len(graded.sheetless), people=people))
    known = tuple(f"{who}, " for who, _ in unread)  # their questions are unclear by that alone
    unclear = [line for line in graded.unclear if not line.startswith(known)]
    if unclear:
        lines.append(GRADE.filled("unclear", count=len(unclear)))
        lines += [f"   {_plain(line)}" for line in unclear]
    if questions := sum(graded.waiting.values()):
        lines.append(GRADE.filled("waiting", count=questions, people=len(graded.waiting)))
    return [*lines, *graded.alike, GRADE.filled("log", log=LOG)]


def _one(who: str, why: str) -> str:
    return GRADE.filled("one", who=who, why=_plain(why.splitlines()[0]))


def _plain(line: str) -> str:
    """Return *line* without signs that a terminal takes for commands: file names may hold any."""
    return "".join(sign if sign.isprintable() else "?" for sign in line)
