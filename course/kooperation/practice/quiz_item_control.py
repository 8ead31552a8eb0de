"""One question of a quiz: its control, the button that checks it, and what is said to the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.controls import button
from kooperation.kit.explorer import Controls
from kooperation.kit.html import Markup, note
from kooperation.practice.quiz import Marking, mark
from kooperation.practice.quiz_control import CONTROLS
from kooperation.practice.quiz_view import feedback, numbered
from kooperation.practice.quiz_words import QuizQuestion

WORDS = Words("practice.quiz")


class QuizItem(Controls):
    """The question at *place*; *origin* says which lecture it comes from, if it is another.

    *checked* is called with the question's key, the answer and the marking, and returns as HTML why
    that could not be kept.
    """

    def __init__(
        self,
        question: QuizQuestion,
        place: int,
        checked: Callable[[str, Any, Marking], Markup],
        origin: str = "",
    ) -> None:
        self.question = question
        self._checked = checked
        self.control = CONTROLS[type(question.task)](question, self.check)
        self.button = button(WORDS.filled("check", number=place), self.check)
        self.said = live()
        self.follow(self.control)
        head = Area(numbered(place, question.text, origin))
        super().__init__([head, self.control, self.button, self.said])
        self.add_class("kooperation-item")

    def check(self) -> None:
        """Mark the answer, keep it, and say what is right or wrong about it."""
        answer = self.control.answer
        try:
            marking = mark(self.question.task, answer)
        except ValueError as unfinished:
            self.said.show(note(str(unfinished)))
        else:
            trouble = self._checked(self.question.key, answer, marking)
            self.said.show(trouble, feedback(self.question, marking))

    def restore(self, answer: Any) -> None:
        """Show an earlier *answer* and what was said to it; None shows the question as untouched."""
        with self.quietly():
            self.control.show(answer)
        self.said.show()
        if answer is None:
            return
        try:
            self.said.show(feedback(self.question, mark(self.question.task, answer)))
        except (ValueError, TypeError):  # from a file that was edited, or an older quiz
            self.control.show(None)

    def draw(self) -> None:
        """Take back what was said: it does not fit any more once the answer is another."""
        self.said.show()
