"""Answering an assignment: choose an option, mark cells, and see whether anything is missing.

Each control writes to the answer sheet at once and follows it, so that a line of Python
(`sheet["pareto"] = ["CC"]`) and the control always say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import anywidget
import ipywidgets as w
import traitlets

from kooperation.answers import AnswerSheet, SheetError
from kooperation.assignments import Answer, Question, read_answer
from kooperation.content import GamePreset
from kooperation.figures.games import DISPLAY_ORDER, action_name, plain_table
from kooperation.figures.german import number
from kooperation.games import letters
from kooperation.widgets.guard import guarded, static
from kooperation.widgets.record import problem


class _Answering(w.VBox):
    """What all answering controls share: the sheet, its question, and a line that says what is saved."""

    def __init__(self, sheet: AnswerSheet, question: Question, *children: w.Widget) -> None:
        self.sheet = sheet
        self.question = question
        self.status = w.HTML()
        self.status.add_class("kooperation-live")
        self._following = False
        super().__init__([guarded(*children, self.status)])
        self._follow()
        sheet.observe(lambda name: self._follow() if name == question.slug else None)

    def _record(self, answer: Answer) -> None:
        """Write *answer* to the sheet; on failure say so and leave the sheet as it was."""
        if self._following:
            return
        many = self.question.many
        stored = {p: list(keys) if many else keys[0] for p, keys in answer.items() if keys}
        try:
            self.sheet[self.question.slug] = stored
        except SheetError as error:
            self.status.value = problem(error)

    def _follow(self) -> None:
        """Show what the sheet holds."""
        reading = read_answer(self.question, self.sheet.get(self.question.slug))
        self._following = True
        try:
            self._show(reading.answer)
        finally:
            self._following = False
        count = sum(1 for keys in reading.answer.values() if keys)
        total = len(self.question.parts)
        text = f"Gespeichert: {count} von {total} Teilen beantwortet." if count else "Noch offen."
        self.status.value = f'<p class="kooperation-note">{text}</p>'

    def _show(self, answer: Answer) -> None:
        raise NotImplementedError


class ChoiceQuestion(_Answering):
    """For each part of question *slug* a game's matrix and a drop-down list of the options."""

    def __init__(self, sheet: AnswerSheet, task: Any, slug: str) -> None:
        question: Question = task.questions[slug]
        options = [("– bitte wählen –", ""), *((v, k) for k, v in question.options.items())]
        self.choices = {
            part: w.Dropdown(
                options=options,
                value="",
                description=label,
                style={"description_width": "initial"},
                layout={"width": "20rem", "max_width": "calc(100% - 4px)"},
            )
            for part, label in question.parts.items()
        }
        for choice in self.choices.values():
            choice.observe(self._on_choice, "value")
        boxes = [
            w.VBox(
                [w.HTML(_situation(task.games[part])), choice],
                layout={"flex": "1 1 20rem", "min_width": "0"},
            )
            for part, choice in self.choices.items()
        ]
        row = w.HBox(boxes, layout={"flex_flow": "row wrap", "grid_gap": "1.2rem 1.5rem"})
        row.add_class("kooperation-games")
        super().__init__(sheet, question, row)

    def _on_choice(self, _change: Any) -> None:
        self._record({p: (c.value,) if c.value else () for p, c in self.choices.items()})

    def _show(self, answer: Answer) -> None:
        for part, choice in self.choices.items():
            keys = answer.get(part, ())
            choice.value = keys[0] if keys else ""


def _situation(preset: GamePreset) -> str:
    return f'<p class="kooperation-story">{escape(preset.story)}</p>{plain_table(preset)}'


class MarkTables(anywidget.AnyWidget):
    """Tables of toggle buttons; `marks` holds the marked keys by part."""

    _esm = static("marks.js")
    tables = traitlets.List(traitlets.Dict()).tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)


class MarkQuestion(_Answering):
    """The games of question *slug* as tables in which payoffs or whole fields are marked."""

    def __init__(self, sheet: AnswerSheet, task: Any, slug: str) -> None:
        question: Question = task.questions[slug]
        by_payoff = any(len(key) == 3 for key in question.options)
        make = _payoff_cell if by_payoff else _field_cell
        self.tables = MarkTables(
            tables=[_table(part, task.games[part], make) for part in question.parts], marks={}
        )
        self.tables.observe(self._on_marks, "marks")
        super().__init__(sheet, question, self.tables)

    def _on_marks(self, change: Any) -> None:
        marks: Mapping[str, Any] = change["new"]
        self._record({part: tuple(marks.get(part, ())) for part in self.question.parts})

    def _show(self, answer: Answer) -> None:
        self.tables.marks = {part: list(keys) for part, keys in answer.items()}


def _table(part: str, preset: GamePreset, make: Any) -> dict[str, Any]:
    names = [action_name(preset, action) for action in DISPLAY_ORDER]
    first, second = preset.player_names
    return {
        "key": part,
        "caption": f"{preset.title}: zuerst die Auszahlung für {first}, dann für {second}",
        "players": list(preset.player_names),
        "rows": names,
        "columns": names,
        "cells": [
            [make(preset, (row, column)) for column in DISPLAY_ORDER] for row in DISPLAY_ORDER
        ],
    }


def _payoff_cell(preset: GamePreset, at: Any) -> dict[str, Any]:
    first, second = (action_name(preset, action) for action in at)
    buttons = []
    for player, name in enumerate(preset.player_names):
        value = number(preset.game.payoff(at, player))
        label = f"{name} erhält {value} bei {first} und {second}"
        buttons.append({"key": f"{player + 1}{letters(at)}", "text": value, "label": label})
    return {"text": "", "buttons": buttons}


def _field_cell(preset: GamePreset, at: Any) -> dict[str, Any]:
    values = " | ".join(number(preset.game.payoff(at, player)) for player in (0, 1))
    first, second = (action_name(preset, action) for action in at)
    label = f"Feld {first} und {second} markieren, Auszahlungen {values.replace(' | ', ' und ')}"
    return {"text": "", "buttons": [{"key": letters(at), "text": values, "label": label}]}


class FormalCheck(w.VBox):
    """Says of each question whether its answer is complete and well formed; never whether right."""

    def __init__(self, sheet: AnswerSheet, task: Any) -> None:
        self.panel = w.HTML()
        self._sheet, self._task = sheet, task
        sheet.observe(lambda _question: self._show())
        self._show()
        super().__init__([guarded(self.panel)])

    def _show(self) -> None:
        self.panel.value = formal_report(self._sheet, self._task.questions)


def formal_report(sheet: Mapping[str, Any], questions: Mapping[str, Question]) -> str:
    """Return the table of the formal check: each question, and what is missing or malformed."""
    rows = []
    for slug, question in questions.items():
        problems = read_answer(question, sheet.get(slug)).problems
        state = "<br>".join(escape(text) for text in problems) if problems else "✓ vollständig"
        rows.append(f'<tr><th scope="row">{escape(question.title)}</th><td>{state}</td></tr>')
    return (
        '<table class="kooperation-matrix kooperation-report"><caption>Ist alles da? Ob es stimmt, '
        "sagt erst die Bewertung.</caption>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
