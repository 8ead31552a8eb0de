"""Mapping a case in an assignment: the controls of lecture 2, without a word on what is right."""

from __future__ import annotations

from kooperation.assignments.kinds.map.view import own_map
from kooperation.assignments.kinds.shared.control import Answering
from kooperation.assignments.question_view import part_text
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading
from kooperation.base.answers import AnswerSheet
from kooperation.base.words import Words
from kooperation.institutions.case_map import MappedCase, stored
from kooperation.institutions.case_map_control import MapControls
from kooperation.kit.area import Area
from kooperation.kit.choice import dropdown

WORDS = Words("assignments/kinds/map.control")


class MapQuestion(Answering):
    """Choose a case, map it; every case keeps its map."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.choice = dropdown(
            [(f"{label}: {question.items[p].title}", p) for p, label in question.parts.items()],
            next(iter(question.parts)),
            WORDS["choice"],
        )
        self.story, self.table = Area(), Area()
        self.controls = MapControls(lambda _part, _added: self._on_chosen())
        self._maps: dict[str, MappedCase] = {}
        self.when(self.choice, self._show_part)
        super().__init__(sheet, question, self.choice, self.story, self.controls, self.table)

    def _on_chosen(self) -> None:
        if self._quiet:
            return
        maps = {**self._maps, self.choice.value: self.controls.answer}
        self.record({part: stored(answer) for part, answer in maps.items() if not answer.is_empty})

    def show(self, reading: Reading) -> None:
        self._maps = dict(reading.answer)
        self._show_part()

    def _show_part(self) -> None:
        part = self.choice.value
        item, answer = self.question.items[part], self._maps.get(part, MappedCase())
        self.story.show(part_text(self.question.parts[part], item))
        if answer != self.controls.answer or not self.controls.offers(item.bases):
            self.controls.fill(answer, item.bases.values())
        self.table.show(own_map(item, answer))
