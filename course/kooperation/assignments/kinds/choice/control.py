"""A drop-down list of the options for each part."""

from __future__ import annotations

from kooperation.assignments.kinds.shared.control import Answering
from kooperation.assignments.question_view import part_text
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading
from kooperation.base.answers import AnswerSheet
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.choice import dropdown
from kooperation.kit.node import Box

WORDS = Words("assignments/kinds/choice.control")


class ChoiceQuestion(Answering):
    """For each part what it asks, and a drop-down list of the options."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        options = [(WORDS["choose"], ""), *((name, key) for key, name in question.options.items())]
        self.choices = {
            part: dropdown(options, "", label) for part, label in question.parts.items()
        }
        for choice in self.choices.values():
            self.when(choice, self._choose)
        boxes = [
            Box([Area(part_text(question.parts[part], question.items[part])), choice])
            for part, choice in self.choices.items()
        ]
        super().__init__(sheet, question, Box(boxes, "games"))

    def _choose(self) -> None:
        self.record({p: c.value for p, c in self.choices.items() if c.value})

    def show(self, reading: Reading) -> None:
        for part, choice in self.choices.items():
            keys = reading.answer.get(part, ())
            choice.value = keys[0] if keys else ""
