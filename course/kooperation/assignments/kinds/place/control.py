"""Placing forms of cooperation on the 5×5 grid of lecture 4, without a comparison."""

from __future__ import annotations

from kooperation.assignments.kinds.shared.control import Answering
from kooperation.assignments.question_view import part_text
from kooperation.assignments.questions import Question
from kooperation.assignments.reading import Reading
from kooperation.base.answers import AnswerSheet
from kooperation.base.words import Words
from kooperation.institutions.arrangements_view import place_name
from kooperation.institutions.place_grid_control import PlaceGrid
from kooperation.institutions.placement import Place
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown
from kooperation.kit.html import sentences

WORDS = Words("assignments/kinds/place.control")
FORMS = Words("institutions.forms")


class PlaceQuestion(Answering):
    """Choose a part, place it on the grid; all places stand in a list below."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.choice = dropdown(
            [(label, part) for part, label in question.parts.items()],
            next(iter(question.parts)),
            FORMS["choice"],
        )
        self.story, self.places = Area(), live()
        self.grid = PlaceGrid(legend=WORDS["legend"])
        self._placed: dict[str, tuple[int, int]] = {}
        self.when(self.choice, self._show_part)
        self.when(self.grid, self._place, "chosen")
        super().__init__(sheet, question, self.choice, self.story, self.grid, self.places)

    def _place(self) -> None:
        try:
            place = Place(self.grid.chosen["x"], self.grid.chosen["y"])
        except (KeyError, ValueError):
            return
        placed = {**self._placed, self.choice.value: (place.command, place.form)}
        self.record({part: list(at) for part, at in placed.items()})

    def show(self, reading: Reading) -> None:
        self._placed = {part: at for part, at in reading.answer.items() if at is not None}
        self._show_part()

    def _show_part(self) -> None:
        parts = self.question.parts
        part = self.choice.value
        self.story.show(part_text(parts[part], self.question.items[part]))
        with self.grid.hold_sync():
            self.grid.tokens = [
                {"key": p, "number": p, "title": parts[p], "kind": "own", "x": x, "y": y}
                for p, (x, y) in self._placed.items()
            ]
            self.grid.current = part
        self.places.show(sentences(f"{label}: {self._place_text(p)}" for p, label in parts.items()))

    def _place_text(self, part: str) -> str:
        if part not in self._placed:
            return WORDS["not_placed"]
        return WORDS.filled("placed", place=place_name(Place(*self._placed[part])))
