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
    variants are the same, *sheetless* those whose answers are missing and *damaged* those whose cannot be read, with the
    reason.
    """

    outcomes: Sequence[SubmissionOutcome]
    waiting: dict[str, int] = field(default_factory=dict)
    late: Sequence[str] = ()
    unclear: Sequence[str] = ()
    alike: Sequence[str] = ()
    sheetless: Sequence[tuple[str, str]] = ()
    damaged: Sequence[tuple[str, str]] = ()


class Progress:
    """Tells a line after each of *count* submissions: first how many are prepared, then how many are done and how fast.

    Remaining time is that of executing: it counts from the first that was executed.
    """

    def __init__(
        self,
        count: int,
        told: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._count, self._told, self._clock = count, told, clock
        self._prepared = self._done = 0
        self._first: tuple[int, float] | None = None  # how many were done with it, and when
        self._say(GRADE.filled("preparing", count=count))

    def prepared(self) -> None:
        """Count one that waits now for being executed."""
        self._prepared, self._first = self._prepared + 1, None
        self._say(GRADE.filled("prepared", done=self._prepared, of=self._count))

    def __call__(self, outcome: SubmissionOutcome) -> None:
        """Count *outcome*."""
        self._done += 1
        done = GRADE.filled("done", done=self._done, of=self._count)
        before, begun = self._first = self._first or (self._done, self._clock())
        passed, count = self._clock() - begun, self._done - before
        if count < _FEW or self._done == self._count or not passed:
            self._say(done)
            return
        rate = count / passed * MINUTE
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


def report(graded: Graded, before: int = 0) -> list[str]:
    """Return in sentences what was graded, mended and not graded, and what waits for a human, each with the reason.

    So many as *before* were graded already and are not of this run; who of them was late, and what waits, is told again.
    """
    outcomes = graded.outcomes
    lines = [GRADE.filled("graded", count=len([o for o in outcomes if not o.problem]))]
    if before:
        lines.append(GRADE.filled("before", count=before))
    if graded.late:
        people = all_or_names(graded.late, range(len(outcomes) + before))
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
    if graded.damaged:
        lines.append(GRADE.filled("bad_sheet", count=len(graded.damaged)))
        lines += [_one(who, why) for who, why in graded.damaged]
    if graded.sheetless:
        lines.append(GRADE.filled("sheetless", count=len(graded.sheetless)))
        lines += [_one(who, why) for who, why in graded.sheetless]
    # Their questions are unclear by that alone: one line is enough.
    known = [
        *((f"{who}, ", "") for who, _ in unread),
        *((f"{who}, ", why) for who, why in graded.damaged),
    ]
    unclear = [
        line
        for line in graded.unclear
        if not any(line.startswith(who) and why in line for who, why in known)
    ]
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
