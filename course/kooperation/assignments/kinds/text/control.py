"""A field for a text that a human reads; it saves by itself."""

from __future__ import annotations

import re
from typing import Any

import traitlets

from kooperation.assignments.kinds.shared.control import Answering
from kooperation.assignments.kinds.text.reading import oddities
from kooperation.assignments.questions import Question
from kooperation.base.answers import AnswerSheet
from kooperation.base.answers_file import SheetError
from kooperation.base.words import Words
from kooperation.kit.html import note
from kooperation.kit.node import Scripted

WORDS = Words("assignments/kinds/text.control")


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


class TextQuestion(Answering):
    """A field for the text; what it holds is the answer."""

    def __init__(self, sheet: AnswerSheet, question: Question) -> None:
        self.field = TextField(
            name=WORDS["name"], words=dict(WORDS.section()), wanted=list(question.words or ())
        )
        self.when(self.field, self._save, "typed")
        super().__init__(sheet, question, self.field)

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
