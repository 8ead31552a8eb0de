"""Mapping a case in an assignment: the controls of lecture 2, without a word on what is right."""

from __future__ import annotations

import ipywidgets as w

from kooperation.assignments import Question, Reading
from kooperation.assignments.ask_explorer import Answering
from kooperation.assignments.question_view import own_map, part_text
from kooperation.base.answers import AnswerSheet
from kooperation.institutions.case_map import CaseMap, stored
from kooperation.institutions.case_map_control import MapControls
from kooperation.kit.parts import dropdown


class MapQuestion(Answering):
    """Choose a case, map it; every case keeps its map."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.choice = dropdown(
            [(f"{label}: {question.items[p].title}", p) for p, label in question.parts.items()],
            next(iter(question.parts)),
            "Fall",
        )
        self.story, self.table = w.HTML(), w.HTML()
        self.controls = MapControls(lambda _part, _added: self._on_chosen())
        self._maps: dict[str, CaseMap] = {}
        self.choice.observe(lambda _change: self._show_part(), "value")
        super().__init__(sheet, question, self.choice, self.story, self.controls, self.table)

    def _on_chosen(self) -> None:
        maps = {**self._maps, self.choice.value: self.controls.answer}
        self._record({part: stored(answer) for part, answer in maps.items() if not answer.is_empty})

    def _show(self, reading: Reading) -> None:
        self._maps = dict(reading.answer)
        self._show_part()

    def _show_part(self) -> None:
        part = self.choice.value
        item, answer = self.question.items[part], self._maps.get(part, CaseMap())
        self.story.value = part_text(self.question.parts[part], item)
        if answer != self.controls.answer or not self.controls.offers(item.bases):
            self.controls.fill(answer, item.bases.values())
        self.table.value = own_map(item, answer)
