"""A drop-down list of the options for each part."""

from __future__ import annotations

import ipywidgets as w

from kooperation.assignments.kinds.shared.control import Answering
from kooperation.assignments.question_view import part_text
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading
from kooperation.base.answers import AnswerSheet
from kooperation.base.words import Words
from kooperation.kit.controls import Area, dropdown

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
            w.VBox(
                [Area(part_text(question.parts[part], question.items[part])), choice],
                # Lists side by side stand on one line, however long the texts above them are.
                layout={"flex": "1 1 20rem", "min_width": "0", "justify_content": "space-between"},
            )
            for part, choice in self.choices.items()
        ]
        row = w.HBox(boxes, layout={"flex_flow": "row wrap", "grid_gap": "1.2rem 1.5rem"})
        row.add_class("kooperation-games")
        super().__init__(sheet, question, row)

    def _choose(self) -> None:
        self.record({p: c.value for p, c in self.choices.items() if c.value})

    def show(self, reading: Reading) -> None:
        for part, choice in self.choices.items():
            keys = reading.answer.get(part, ())
            choice.value = keys[0] if keys else ""
