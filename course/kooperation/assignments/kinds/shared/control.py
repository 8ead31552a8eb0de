"""What the controls of all kinds share: the sheet, its question, and a line that says what is saved.

Each control writes to the answer sheet at once and follows it, so that a line of Python
(`sheet["pareto"] = ["CC"]`) and the control always say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets as w

from kooperation.assignments.kinds.shared.reading import NO_ANSWER
from kooperation.assignments.question_view import introduction
from kooperation.assignments.questions import NOTHING, Question
from kooperation.assignments.reading import Reading, read_answer
from kooperation.base.answers import AnswerSheet, SheetError
from kooperation.base.words import texts
from kooperation.kit.guard import guarded
from kooperation.kit.record import problem

INITIAL = {"description_width": "initial"}


class Answering(w.VBox):
    """What all answering controls share: the sheet, its question, and a line that says what is saved.

    A subclass builds its controls, gives their answer by `_record`, and shows one by `_show`; *notes*
    are the lines in which it says something about a part.
    """

    notes: Mapping[str, w.HTML] = NOTHING

    def __init__(self, sheet: AnswerSheet, question: Question, *children: w.Widget) -> None:
        self.sheet = sheet
        self.question = question
        self.status = w.HTML()
        self.status.add_class("kooperation-live")
        self._following = False
        above = introduction(question)
        super().__init__([guarded(*([w.HTML(above)] if above else []), *children, self.status)])
        self._follow()
        sheet.observe(lambda name: self._follow() if name == question.slug else None)

    def _record(self, answer: dict[str, Any]) -> None:
        """Write *answer*, by part, to the sheet; on failure say so and leave the sheet as it was."""
        if self._following:
            return
        try:
            self.sheet[self.question.slug] = answer
        except SheetError as error:
            self.status.value = problem(error)

    def _follow(self) -> None:
        """Show what the sheet holds."""
        reading = read_answer(self.question, self.sheet.get(self.question.slug))
        self._following = True
        try:
            self._show(reading)
        finally:
            self._following = False
        words = texts()["assignment"]
        count, total = reading.answered, len(self.question.parts)
        text = words["saved"].format(count=count, total=total) if count else words["open"]
        lines = [text, *map(escape, self._unsaid(reading))]
        self.status.value = "".join(f'<p class="kooperation-note">{line}</p>' for line in lines)

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

    def _show(self, reading: Reading) -> None:
        """Show *reading*."""
        raise NotImplementedError


def part_box(*children: w.Widget) -> w.VBox:
    """Return a box with what belongs to one part, at a distance from the next."""
    box = w.VBox(children)
    box.add_class("kooperation-part")
    return box
