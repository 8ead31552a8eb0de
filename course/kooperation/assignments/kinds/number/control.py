"""A field for a number for each part, which says how it was read."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from kooperation.assignments.kinds.shared.control import Answering, part_box
from kooperation.assignments.question_view import part_text
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading
from kooperation.base.answers import AnswerSheet
from kooperation.base.german import number, percent
from kooperation.base.typed_numbers import LONGEST
from kooperation.base.words import Words
from kooperation.kit.area import Area
from kooperation.kit.controls import row
from kooperation.kit.html import tag
from kooperation.kit.node import Node
from kooperation.kit.typed_field import TypedField

WORDS = Words("assignments/kinds/number.control")


class NumberQuestion(Answering):
    """For each part what it asks, and a field for a number, read by our own parser."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.fields = {
            part: TypedField(label=label, unit=question.items[part].unit)
            for part, label in question.parts.items()
        }
        self.notes = {part: Area() for part in question.parts}
        children: list[Node] = []
        for part, field in self.fields.items():
            self.when(field, self._type)
            self.when(field, self.update, "is_open")
            item = question.items[part]
            line = row(field, self.notes[part])
            children.append(part_box(Area(part_text(question.parts[part], item)), line))
        super().__init__(sheet, question, *children)

    def _type(self) -> None:
        self.record({p: f.value for p, f in self.fields.items() if f.value.strip()})

    def show(self, reading: Reading) -> None:
        for part, field in self.fields.items():
            value, typed = reading.answer.get(part), reading.given.get(part, "")
            field.show(_as_typed(typed))
            is_begun = typed in (None, "") or field.is_open  # then nothing is wrong yet
            said = "" if is_begun else reading.said(self.question.parts[part])
            if value is not None:
                said = WORDS.filled("read_as", value=self._read_as(value))
            self.notes[part].show(tag("span", said, look="note"))

    def _read_as(self, value: Fraction) -> str:
        share = f" ({percent(float(value), 2)})" if self.question.percent else ""
        return number(float(value), 4) + share


def _as_typed(given: Any) -> str:
    """Return *given* as one could have typed it into a field; "" for what is no number or too long."""
    if isinstance(given, str):
        return given
    if isinstance(given, bool) or not isinstance(given, int | float) or abs(given) >= 10**LONGEST:
        return ""
    plain = f"{Decimal(repr(given)):f}"  # without an exponent, and no digit more than Python shows
    return plain.replace(".", ",").replace("-", "\N{MINUS SIGN}")
