"""Placing forms of cooperation on the 5×5 grid of lecture 4, without a comparison."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as w

from kooperation.assignments import Question, Reading
from kooperation.assignments.ask_explorer import Answering
from kooperation.assignments.question_view import part_text
from kooperation.base.answers import AnswerSheet
from kooperation.base.words import texts
from kooperation.institutions.arrangements_view import place_name
from kooperation.institutions.place_grid_control import PlaceGrid
from kooperation.institutions.placement import Place
from kooperation.kit.parts import dropdown


class PlaceQuestion(Answering):
    """Choose a part, place it on the grid; all places stand in a list below."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        words = texts()["forms"]
        self.choice = dropdown(
            [(label, part) for part, label in question.parts.items()],
            next(iter(question.parts)),
            words["choice"],
        )
        self.story, self.places = w.HTML(), w.HTML()
        self.places.add_class("kooperation-live")
        self.grid = PlaceGrid(legend=texts()["assignment"]["place_legend"])
        self._placed: dict[str, tuple[int, int]] = {}
        self.choice.observe(lambda _change: self._show_part(), "value")
        self.grid.observe(self._on_chosen, "chosen")
        super().__init__(sheet, question, self.choice, self.story, self.grid, self.places)

    def _on_chosen(self, change: Any) -> None:
        try:
            place = Place(change["new"]["x"], change["new"]["y"])
        except (KeyError, ValueError):
            return
        placed = {**self._placed, self.choice.value: (place.command, place.form)}
        self._record({part: list(at) for part, at in placed.items()})

    def _show(self, reading: Reading) -> None:
        self._placed = {part: at for part, at in reading.answer.items() if at is not None}
        self._show_part()

    def _show_part(self) -> None:
        parts, words = self.question.parts, texts()["assignment"]
        part = self.choice.value
        self.story.value = part_text(parts[part], self.question.items[part])
        with self.grid.hold_sync():
            self.grid.tokens = [
                {"key": p, "number": p, "title": parts[p], "kind": "own", "x": x, "y": y}
                for p, (x, y) in self._placed.items()
            ]
            self.grid.current = part
        lines = "".join(
            f"<li>{escape(label)}: {self._place_text(p, words)}</li>" for p, label in parts.items()
        )
        self.places.value = f'<ul class="kooperation-sentences">{lines}</ul>'

    def _place_text(self, part: str, words: dict[str, str]) -> str:
        if part not in self._placed:
            return words["not_placed"]
        return words["placed"].format(place=place_name(Place(*self._placed[part])))
