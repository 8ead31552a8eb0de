"""What the controls of all kinds share: the sheet, its question, and a line that says what is saved.

Each control writes to the answer sheet at once and follows it, so that a line of Python
(`sheet["pareto"] = ["CC"]`) and the control always say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kooperation.assignments.kinds.shared.reading import NO_ANSWER
from kooperation.assignments.question_view import introduction
from kooperation.assignments.questions import NOTHING, Question
from kooperation.assignments.reading import Reading, read_answer
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import SheetError
from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import error, note, saved_note
from kooperation.kit.node import Box, Node

WORDS = Words("assignments.assignment")


class Answering(Explorer):
    """What all answering controls share: the sheet, its question, and a line that says what is saved.

    A subclass builds its controls, calls `record` when the learner changes them (`when`), and shows an answer
    by `show`; *notes* are the lines in which it says something about a part.
    """

    notes: Mapping[str, Area] = NOTHING

    def __init__(self, sheet: AnswerSheet, question: Question, *children: Node) -> None:
        self.sheet = sheet
        self.question = question
        self.status = live().unprinted()
        above = introduction(question)
        super().__init__(*([Area(above)] if above else []), *children, self.status)
        self._waiting: Callable[[Any], Any] | None = None  # what could not be written
        self.update()
        sheet.observe(self._hear)

    def record(self, answer: dict[str, Any]) -> None:
        """Write *answer*, by part, to the sheet; on failure say so and leave the sheet as it was.

        Only what differs from what was shown is written: another window may have answered other parts.
        """
        shown = _parts(self.sheet.get(self.question.slug))
        changed = {p: value for p, value in answer.items() if shown.get(p) != value}

        def step(stored: Any) -> dict[str, Any]:
            kept = {p: v for p, v in _parts(stored).items() if p in answer or p not in shown}
            return {**kept, **changed}

        self._write(step)

    def _write(self, step: Callable[[Any], Any]) -> None:
        self._waiting = None
        try:
            self.sheet.alter(self.question.slug, step)
        except SheetError as wrong:
            self._waiting = step
            self.status.show(error(str(wrong)))

    def _hear(self, question: str) -> None:
        """Show what was written of this question; since another one could be written, write what waits."""
        if question == self.question.slug:
            self._waiting = None
            self.update()
        elif self._waiting:
            self._write(self._waiting)

    def draw(self) -> None:
        """Show what the sheet holds."""
        reading = read_answer(self.question, self.sheet.get(self.question.slug))
        with self.quietly():
            self.show(reading)
        count, total = reading.answered, len(self.question.parts)
        if not self.sheet.is_kept:
            said = note(WORDS.filled("answered", count=count, total=total))
        elif count:
            said = saved_note(WORDS.filled("saved", count=count, total=total))
        else:
            said = note(WORDS["open"])
        self.status.show(said, *map(note, self._unsaid(reading)))

    def _unsaid(self, reading: Reading) -> list[str]:
        """Return what is malformed or half answered and not told beside its part already.

        Somebody who typed a line would otherwise see an empty control and no reason.
        """
        if not reading.answer:
            return []
        beside = tuple(
            f"{label}: " for part, label in self.question.parts.items() if part in self.notes
        )
        return [
            said
            for said in reading.problems
            if not said.endswith(NO_ANSWER) and not said.startswith(beside)
        ]

    def show(self, reading: Reading) -> None:
        """Show *reading* in the controls."""
        raise NotImplementedError


def _parts(stored: Any) -> dict[str, Any]:
    """Return what *stored* says by part; nothing where somebody typed an answer of another form."""
    return stored if isinstance(stored, dict) else {}


def part_box(*children: Node) -> Box:
    """Return a box with what belongs to one part, at a distance from the next."""
    return Box(children, "part")
