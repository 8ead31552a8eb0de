"""A drop-down list of the options for each part."""

from __future__ import annotations

from typing import Any

import ipywidgets as w

from kooperation.assignments.kinds.shared.control import INITIAL, Answering
from kooperation.assignments.question_view import part_text
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading
from kooperation.base.answers import AnswerSheet
from kooperation.base.words import texts


class ChoiceQuestion(Answering):
    """For each part what it asks, and a drop-down list of the options."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        options = [(texts()["assignment"]["choose"], ""),
                   *((label, key) for key, label in question.options.items())]  # fmt: skip
        self.choices = {
            part: w.Dropdown(
                options=options,
                value="",
                description=label,
                style=INITIAL,
                layout={"width": "max-content", "max_width": "calc(100% - 4px)"},
            )
            for part, label in question.parts.items()
        }
        for choice in self.choices.values():
            choice.observe(self._on_choice, "value")
        boxes = [
            w.VBox(
                [w.HTML(part_text(question.parts[part], question.items[part])), choice],
                # Lists side by side stand on one line, however long the texts above them are.
                layout={"flex": "1 1 20rem", "min_width": "0", "justify_content": "space-between"},
            )
            for part, choice in self.choices.items()
        ]
        row = w.HBox(boxes, layout={"flex_flow": "row wrap", "grid_gap": "1.2rem 1.5rem"})
        row.add_class("kooperation-games")
        super().__init__(sheet, question, row)

    def _on_choice(self, _change: Any) -> None:
        self._record({p: c.value for p, c in self.choices.items() if c.value})

    def _show(self, reading: Reading) -> None:
        for part, choice in self.choices.items():
            keys = reading.answer.get(part, ())
            choice.value = keys[0] if keys else ""
