"""Fields for short texts."""

from __future__ import annotations

from kooperation.assignments.kinds.shared.control import Answering, part_box
from kooperation.assignments.question_view import part_text
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading
from kooperation.base.answers import AnswerSheet
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.html import note
from kooperation.kit.node import Node
from kooperation.kit.typed_field import TypedField

WORDS = Words("assignments/kinds/form.control")


class FormQuestion(Answering):
    """Fields for short texts; each says how many words it wants."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.fields = {
            part: TypedField(label=label, rows=3) for part, label in question.parts.items()
        }
        self.notes = {part: Area() for part in question.parts}
        children: list[Node] = []
        for part, field in self.fields.items():
            self.when(field, self._type)
            shown = Area(part_text(question.parts[part], question.items[part]))
            children.append(part_box(shown, field, self.notes[part]))
        super().__init__(sheet, question, *children)

    def _type(self) -> None:
        self.record({p: f.value for p, f in self.fields.items() if f.value.strip()})

    def show(self, reading: Reading) -> None:
        for part, field in self.fields.items():
            given = reading.given.get(part, "")
            text = given if isinstance(given, str) else ""
            field.show(text)
            said = WORDS.filled("words", count=len(text.split()))
            if wanted := self.question.items[part].words:
                said += WORDS.filled("wanted", least=wanted[0], most=wanted[1])
            self.notes[part].show(note(said))
