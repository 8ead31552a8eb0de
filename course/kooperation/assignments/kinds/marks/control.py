"""Marking payoffs or whole fields in the matrices of games."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets

from kooperation.assignments.kinds.shared.control import Answering
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading
from kooperation.base.answers import AnswerSheet
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import letters
from kooperation.games.game_view import DISPLAY_ORDER
from kooperation.games.game_words import GamePreset
from kooperation.kit.html import Markup, joined, table
from kooperation.kit.node import Scripted

WORDS = Words("assignments/kinds/marks.control")


class MarkTables(Scripted):
    """Tables of toggle buttons; `marks` holds the marked keys by part."""

    script = "assignments/kinds/marks/marks.js"
    tables = traitlets.List(traitlets.Dict()).tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)

    def _still(self) -> Markup:
        return joined(map(_printed, self.tables))


class MarksQuestion(Answering):
    """The games of a question as tables in which payoffs or whole fields are marked."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        by_payoff = any(len(key) == 3 for key in question.options)
        make = _payoff_cell if by_payoff else _field_cell
        self.tables = MarkTables(
            tables=[_table(part, question.games[part], make) for part in question.parts], marks={}
        )
        self.when(self.tables, self._mark, "marks")
        super().__init__(sheet, question, self.tables)

    def _mark(self) -> None:
        marks: Mapping[str, Any] = self.tables.marks
        self.record({part: list(marks[part]) for part in self.question.parts if marks.get(part)})

    def show(self, reading: Reading) -> None:
        self.tables.marks = {part: list(keys) for part, keys in reading.answer.items()}


def _printed(one: Mapping[str, Any]) -> Markup:
    """Return a table as one reads it where nothing can be marked."""

    def shown(cell: Mapping[str, Any]) -> str:
        return cell["text"] or " | ".join(button["text"] for button in cell["buttons"])

    rows = [
        [name, *map(shown, cells)] for name, cells in zip(one["rows"], one["cells"], strict=True)
    ]
    return table(one["caption"], ["", *one["columns"]], rows, "small")


def _table(part: str, preset: GamePreset, make: Any) -> dict[str, Any]:
    names = [preset.action(action) for action in DISPLAY_ORDER]
    first, second = preset.player_names
    return {
        "key": part,
        "caption": WORDS.filled("caption", game=preset.title, first=first, second=second),
        "players": list(preset.player_names),
        "rows": names,
        "columns": names,
        "cells": [
            [make(preset, (row, column)) for column in DISPLAY_ORDER] for row in DISPLAY_ORDER
        ],
    }


def _payoff_cell(preset: GamePreset, at: Any) -> dict[str, Any]:
    buttons = []
    for player, name in enumerate(preset.player_names):
        value = number(preset.game.payoff(at, player))
        label = WORDS.filled("payoff", player=name, value=value, **_chosen(preset, at))
        buttons.append({"key": f"{player + 1}{letters(at)}", "text": value, "label": label})
    return {"text": "", "buttons": buttons}


def _field_cell(preset: GamePreset, at: Any) -> dict[str, Any]:
    payoffs = [number(preset.game.payoff(at, player)) for player in (0, 1)]
    label = WORDS.filled("field", own=payoffs[0], others=payoffs[1], **_chosen(preset, at))
    return {
        "text": "",
        "buttons": [{"key": letters(at), "text": " | ".join(payoffs), "label": label}],
    }


def _chosen(preset: GamePreset, at: Any) -> dict[str, str]:
    """Return both sides and what each of them chooses: heard alone, a field says whose row it is in."""
    (one, other), (first, second) = preset.player_names, (preset.action(action) for action in at)
    return {"one": one, "other": other, "first": first, "second": second}
