"""A field for a text that a human reads; it saves by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import traitlets

from kooperation.assignments.kinds.shared.control import Answering
from kooperation.assignments.kinds.text.reading import oddities
from kooperation.assignments.question_view import game_along
from kooperation.assignments.questions import Question
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import SheetError
from kooperation.base.words import Words
from kooperation.games.own_game_sheet import ENTRY, left_out, taken_over
from kooperation.kit.area import Area, live
from kooperation.kit.controls import button, row, show_only
from kooperation.kit.explorer import Controls
from kooperation.kit.html import error, legend, note, saved_note
from kooperation.kit.node import Scripted

WORDS, GAME = Words("assignments/kinds/text.control"), Words("assignments/kinds/text.own_game")


class TextField(Scripted):
    """A text area with its number of words, and a line that says whether it is saved.

    The page alone writes `typed`: a text, with an id of its own, and the texts that it may replace since this page
    has read or sent them (`known`). The kernel alone writes `text`, what the sheet
    holds, `done`, the id of the last that was saved, `trouble`, why one was not, and `other`, whether that is
    since another window wrote. So nothing that comes back from the kernel can be taken for what is being typed.
    """

    script = "assignments/kinds/text/text.js"
    name = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    wanted = traitlets.List(traitlets.Int()).tag(sync=True)
    typed = traitlets.Dict().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    done = traitlets.Unicode().tag(sync=True)
    trouble = traitlets.Unicode().tag(sync=True)
    other = traitlets.Bool().tag(sync=True)


class GameAlong(Controls):
    """Lets the learner's own game go along with a text, as it stands in the lecture now, or leaves it out again."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self._sheet, self._question = sheet, question
        self.take = button(GAME["take"], lambda: self._do(taken_over, GAME["taken"]))
        self.leave = button(GAME["leave"], lambda: self._do(left_out, GAME["left"]))
        self.status, self.game = live().unprinted(), Area()
        super().__init__(
            [Area(legend(GAME["what"])), row(self.take, self.leave), self.status, self.game], "part"
        )
        self.update()
        sheet.observe(self._hear)

    def _do(self, step: Callable[[AnswerSheet], None], said: str) -> None:
        try:
            step(self._sheet)
        except SheetError as wrong:
            self.status.show(error(GAME.filled("not_done", why=wrong)))
        else:
            self.status.show(saved_note(said))

    def _hear(self, entry: str) -> None:
        if entry == ENTRY:
            self.status.show()
            self.update()

    def draw(self) -> None:
        shown = game_along(self._question, self._sheet)
        self.game.show(shown)
        show_only(bool(shown), self.leave)
        self.take.label = GAME["again"] if shown else GAME["take"]


class TextQuestion(Answering):
    """A field for the text; what it holds is the answer. Where the question lets it, the own game goes along."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.field = TextField(
            name=WORDS["name"], words=dict(WORDS.section()), wanted=list(question.words or ())
        )
        self.when(self.field, self._save, "typed")
        along = [GameAlong(sheet, question)] if question.own.get("own_game") else []
        super().__init__(sheet, question, self.field, *along)

    def _save(self) -> None:
        typed: dict[str, Any] = self.field.typed
        found: list[str] = []

        def step(stored: Any) -> Any:
            there = stored if isinstance(stored, str) else ""
            found[:] = [re.sub("\r\n?", "\n", there)]  # as a text area has it
            return typed["text"] if self._may_replace(found[0]) else stored

        with self.field.hold_sync():  # one message: „saved“, and what was
            try:
                self.sheet.alter(self.question.slug, step)
            except SheetError as wrong:
                self.field.trouble = WORDS.filled("not_saved", why=wrong)
                return
            self.field.other = not self._may_replace(found[0])
            if self.field.other:
                self.field.trouble = WORDS["other"]
                return
            self.field.text, self.field.trouble = typed["text"], ""
            self.field.done = typed["id"]

    def _may_replace(self, stored: str) -> bool:
        """Say whether what is typed may replace *stored*: nothing, or what this page knows."""
        typed = self.field.typed
        return stored in ("", typed["text"], *typed["known"])

    def draw(self) -> None:
        """Show what the sheet holds. Whether it is saved the field says, which knows what was typed since."""
        raw = self.sheet.get(self.question.slug)
        self.field.text = raw if isinstance(raw, str) else ""
        self.status.show(*map(note, oddities(raw)))
