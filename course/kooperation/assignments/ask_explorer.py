"""Answering an assignment: the control for each kind of question.

Each control writes to the answer sheet at once and follows it, so that a line of Python
(`sheet["pareto"] = ["CC"]`) and the control always say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from html import escape
from importlib import import_module
from typing import Any

import ipywidgets as w

from kooperation.assignments import Kind, Question, Reading, Task, read_answer
from kooperation.assignments.part_reading import NO_ANSWER
from kooperation.assignments.question_view import introduction, part_text
from kooperation.assignments.questions import NOTHING
from kooperation.base.answers import AnswerSheet, SheetError
from kooperation.base.german import number, percent
from kooperation.base.records import find
from kooperation.base.typed_numbers import LONGEST
from kooperation.base.words import texts
from kooperation.kit.choice_group import ChoiceGroup
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


class SeveralQuestion(Answering):
    """For each part what it asks, and the options as buttons of which several can be pressed."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        rows = [{"key": key, "text": label} for key, label in question.options.items()]
        self.groups = {
            part: ChoiceGroup(label=label, wide=True, rows=rows)
            for part, label in question.parts.items()
        }
        children: list[w.Widget] = []
        for part, group in self.groups.items():
            group.observe(self._on_chosen, "chosen")
            group.add_class("kooperation-columns")
            shown = w.HTML(part_text(question.parts[part], question.items[part]))
            children.append(part_box(shown, group))
        hint = w.HTML(f'<p class="kooperation-note">{texts()["assignment"]["several_hint"]}</p>')
        super().__init__(sheet, question, hint, *children)

    def _on_chosen(self, _change: Any) -> None:
        self._record({p: list(g.chosen) for p, g in self.groups.items() if g.chosen})

    def _show(self, reading: Reading) -> None:
        for part, group in self.groups.items():
            group.chosen = list(reading.answer.get(part, ()))


class NumberQuestion(Answering):
    """For each part what it asks, and a field for a number, read by our own parser."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.fields = {
            part: w.Text(
                description=label,
                style=INITIAL,
                layout={"width": "max-content", "max_width": "calc(100% - 4px)"},
                continuous_update=False,
            )
            for part, label in question.parts.items()
        }
        self.notes = {part: w.HTML() for part in question.parts}
        children: list[w.Widget] = []
        for part, field in self.fields.items():
            field.observe(self._on_value, "value")
            item = question.items[part]
            line = w.HBox(
                [field, *([w.HTML(escape(item.unit))] if item.unit else []), self.notes[part]],
                layout={"flex_flow": "row wrap", "grid_gap": "0 0.6rem", "align_items": "center"},
            )
            children.append(part_box(w.HTML(part_text(question.parts[part], item)), line))
        super().__init__(sheet, question, *children)

    def _on_value(self, _change: Any) -> None:
        self._record({p: f.value for p, f in self.fields.items() if f.value.strip()})

    def _show(self, reading: Reading) -> None:
        for part, field in self.fields.items():
            value, typed = reading.answer.get(part), reading.given.get(part, "")
            field.value = _as_typed(typed)
            said = reading.said(self.question.parts[part]) if typed not in (None, "") else ""
            if value is not None:
                said = texts()["assignment"]["number_read"].format(value=self._read_as(value))
            self.notes[part].value = f'<span class="kooperation-note">{escape(said)}</span>'

    def _read_as(self, value: Fraction) -> str:
        share = f" ({percent(float(value), 2)})" if self.question.percent else ""
        return number(float(value), 4) + share


class FormQuestion(Answering):
    """Fields for short texts; each says how many words it wants."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.fields = {
            part: w.Textarea(
                tooltip=label,
                layout={"width": "100%", "max_width": "44rem", "height": "4.2rem"},
            )
            for part, label in question.parts.items()
        }
        self.notes = {part: w.HTML() for part in question.parts}
        children: list[w.Widget] = []
        for part, field in self.fields.items():
            field.observe(self._on_value, "value")
            shown = w.HTML(part_text(question.parts[part], question.items[part]))
            children.append(part_box(shown, field, self.notes[part]))
        super().__init__(sheet, question, *children)

    def _on_value(self, _change: Any) -> None:
        self._record({p: f.value for p, f in self.fields.items() if f.value.strip()})

    def _show(self, reading: Reading) -> None:
        words = texts()["assignment"]
        for part, field in self.fields.items():
            given = reading.given.get(part, "")
            text = given if isinstance(given, str) else ""
            # A space with which somebody begins to write is no answer, but must not be taken away.
            if text or field.value.strip():
                field.value = text
            said = words["count_words"].format(count=len(text.split()))
            if wanted := self.question.items[part].words:
                said += words["wanted_words"].format(least=wanted[0], most=wanted[1])
            self.notes[part].value = f'<p class="kooperation-note">{said}</p>'


def _as_typed(given: Any) -> str:
    """Return *given* as one could have typed it into a field; "" for what is no number or too long."""
    if isinstance(given, str):
        return given
    if isinstance(given, bool) or not isinstance(given, int | float) or abs(given) >= 10**LONGEST:
        return ""
    plain = f"{Decimal(repr(given)):f}"  # without an exponent, and no digit more than Python shows
    return plain.replace(".", ",").replace("-", "\N{MINUS SIGN}")


def part_box(*children: w.Widget) -> w.VBox:
    """Return a box with what belongs to one part, at a distance from the next."""
    box = w.VBox(children)
    box.add_class("kooperation-part")
    return box


_CONTROLS = {
    Kind.CHOICE: ("ask_explorer", "ChoiceQuestion"),
    Kind.SEVERAL: ("ask_explorer", "SeveralQuestion"),
    Kind.NUMBER: ("ask_explorer", "NumberQuestion"),
    Kind.FORM: ("ask_explorer", "FormQuestion"),
    Kind.MARKS: ("mark_control", "MarkQuestion"),
    Kind.PLACE: ("place_control", "PlaceQuestion"),
    Kind.MAP: ("map_control", "MapQuestion"),
}


def Ask(sheet: AnswerSheet, task: Task, slug: str) -> Answering:  # noqa: N802 (learners see it as a widget)
    """Return the control that answers the question *slug* of *task* in *sheet*.

    Raises ValueError if there is no such question, or it is answered in a cell of the notebook.
    """
    question = find(task.questions, slug, "Die Frage")
    if question.kind not in _CONTROLS:
        raise ValueError(f"Die Frage «{slug}» beantworten Sie in der Zelle darunter.")
    module, name = _CONTROLS[question.kind]
    control: Answering = getattr(import_module(f"kooperation.assignments.{module}"), name)(
        sheet, question
    )
    return control
