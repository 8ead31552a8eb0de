"""The options as buttons for each part, of which several can be pressed, or just as many as are asked for."""

from __future__ import annotations

from kooperation.assignments.kinds.shared.control import Answering, part_box
from kooperation.assignments.question_view import part_text
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading
from kooperation.base.answers import AnswerSheet
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.choice_group import ChoiceGroup
from kooperation.kit.html import note
from kooperation.kit.node import Node

WORDS = Words("assignments/kinds/several.control")


class SeveralQuestion(Answering):
    """For each part what it asks, and the options as buttons of which several can be pressed."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.count: int | None = question.own.get("choose")
        rows = [{"key": key, "text": label} for key, label in question.options.items()]
        self.groups = {
            part: ChoiceGroup(
                label=label,
                wide=True,
                rows=rows,
                most=self.count or 0,
                counted=WORDS["counted"] if self.count else "",
            )
            for part, label in question.parts.items()
        }
        children: list[Node] = []
        for part, group in self.groups.items():
            self.when(group, self._choose, "chosen")
            group.add_class("kooperation-columns")
            shown = Area(part_text(question.parts[part], question.items[part]))
            children.append(part_box(shown, group))
        hint = WORDS.filled("exactly", count=self.count) if self.count else WORDS["all"]
        super().__init__(sheet, question, Area(note(hint)), *children)

    def _choose(self) -> None:
        self.record({p: list(g.chosen)[: self.count] for p, g in self.groups.items() if g.chosen})

    def show(self, reading: Reading) -> None:
        for part, group in self.groups.items():
            group.chosen = list(reading.answer.get(part, ()))
