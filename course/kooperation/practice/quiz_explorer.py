"""Quiz: the questions at the end of a lecture, and two that come back from earlier ones."""

from __future__ import annotations

from itertools import chain
from typing import Any

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.kit.area import Area, live
from kooperation.kit.controls import button, row
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, heading, note, strong, tag
from kooperation.kit.kept import Kept, stored_entries
from kooperation.kit.node import Box, Node
from kooperation.practice.quiz import Marking
from kooperation.practice.quiz_item_control import QuizItem
from kooperation.practice.quiz_view import in_print, lecture_name
from kooperation.practice.quiz_words import QuizQuestion, questions_before, quizzes
from kooperation.practice.recall import returning
from kooperation.practice.rounds import (
    Round,
    first_attempts,
    next_number,
    plain_rounds,
    read_rounds,
    with_answer,
    with_round,
)

WORDS = Words("practice.quiz")
PREFIX = "quiz."


class Quiz(Explorer):
    """The quiz of *lecture*, followed by two questions of earlier lectures (see `recall`).

    Answers that were checked are kept in `lernstand.json` and shown again. `round` is the one that
    is shown: the last, or a new one, which is kept as soon as an answer is checked. Raises
    ValueError if there is no such quiz.
    """

    def __init__(self, lecture: str) -> None:
        self.lecture = lecture
        self.questions = find(quizzes(), lecture, WORDS["what"])
        self._earlier = questions_before(lecture)
        self.kept = Kept(PREFIX + lecture, read_rounds, plain_rounds)
        self.round = self.kept.value[-1] if self.kept.value else self._new_round()
        self.items: dict[str, QuizItem] = {}
        self.trouble, self._list, self.progress = Area(), Box(), live()
        self.restart = button(WORDS["restart"], self._start_again)
        foot = row(self.progress, self.restart)
        self._lay_out()
        super().__init__(Area(note(WORDS["intro"])), self.trouble, self._list, foot, look="quiz")

    # Rounds ---------------------------------------------------------------------------------------

    def _new_round(self) -> Round:
        stored = stored_entries(PREFIX)
        others = (read_rounds(raw) for name, raw in stored.items() if name != self.lecture)
        every = [*chain.from_iterable(others), *self.kept.value]
        number = next_number(every)
        return Round(number, returning(first_attempts(every), list(self._earlier), number))

    def _start_again(self) -> None:
        self.kept.again()
        fresh = self._new_round()
        self.kept.change(lambda rounds: with_round(rounds, fresh))
        self.round = fresh
        self._lay_out()

    def _checked(self, question: str, answer: Any, marking: Marking) -> Markup:
        current = self.round
        self.kept.change(
            lambda rounds: with_answer(rounds, current, question, answer, right=marking.right)
        )
        self.round = self.kept.value[-1]
        self.update()
        return self.kept.trouble

    # What is shown --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        again = [self._earlier[key] for key in self.round.again if key in self._earlier]
        self.items = {
            question.key: QuizItem(question, place, self._checked, self._origin(question))
            for place, question in enumerate([*self.questions.values(), *again], start=1)
        }
        for key, item in self.items.items():
            item.restore(self.round.answers.get(key))
        own = [self.items[key] for key in self.questions]
        returned = [self.items[question.key] for question in again]
        self._list.children = (*own, *self._heading(returned), *returned)
        self.update()

    def _heading(self, returned: list[QuizItem]) -> list[Node]:
        if not self._earlier:
            return []
        why = WORDS["again_why"] if returned else WORDS["again_none"]
        return [Area(heading(strong(WORDS["again"])), note(why))]

    def _origin(self, question: QuizQuestion) -> str:
        if question.lecture == self.lecture:
            return ""
        return WORDS.filled("from", lecture=lecture_name(question.lecture))

    def draw(self) -> None:
        first = [right for key, right in self.round.first.items() if key in self.items]
        text = WORDS.filled(
            "progress", answered=len(first), total=len(self.items), right=sum(first)
        )
        self.progress.show(tag("p", text, look="status"))
        self.restart.disabled = not first
        self.trouble.show(self.kept.trouble)

    def in_print(self) -> Markup:
        items = (in_print(place, one) for place, one in enumerate(self.questions.values(), start=1))
        return tag("div", *items, look="box quiz")
