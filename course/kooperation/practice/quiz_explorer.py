"""Quiz: the questions at the end of a lecture, and two that come back from earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as w

from kooperation.base.answers import SheetError
from kooperation.base.records import find
from kooperation.base.words import texts
from kooperation.kit.guard import guarded
from kooperation.kit.record import problem, shared_record, stored_record
from kooperation.practice.quiz import Marking, mark
from kooperation.practice.quiz_control import CONTROLS
from kooperation.practice.quiz_view import feedback, lecture_name
from kooperation.practice.quiz_words import QuizQuestion, questions_before, quizzes
from kooperation.practice.recall import Round, first_attempts, next_number, read_rounds, returning

PREFIX = "quiz."


class Item(w.VBox):
    """One question with its control, the button that checks it, and what is said to the answer.

    *checked* is called with the question's key, the answer and the marking; it may raise SheetError.
    """

    def __init__(
        self,
        question: QuizQuestion,
        number: int,
        checked: Callable[[str, Any, Marking], None],
        origin: str = "",
    ) -> None:
        self.question = question
        self._checked = checked
        self._quiet = False
        words = texts()["quiz"]
        note = f' <span class="kooperation-origin">({escape(origin)})</span>' if origin else ""
        head = w.HTML(
            f'<p class="kooperation-question"><strong>{number}.</strong> '
            f"{escape(question.text)}{note}</p>"
        )
        self.control = CONTROLS[type(question.task)](question, self._forget, self.check)
        self.button = w.Button(
            description=words["check"].format(number=number),
            layout={"width": "max-content", "align_self": "flex-start"},
        )
        self.button.on_click(lambda _button: self.check())
        self.said = w.HTML()
        self.said.add_class("kooperation-live")
        super().__init__([head, self.control.widget, self.button, self.said])
        self.add_class("kooperation-item")

    def check(self) -> None:
        """Mark the answer, keep it, and say what is right or wrong about it."""
        answer = self.control.answer
        try:
            marking = mark(self.question.task, answer)
            self._checked(self.question.key, answer, marking)
        except ValueError as unfinished:
            self.said.value = f'<p class="kooperation-note">{escape(str(unfinished))}</p>'
        except SheetError as error:
            self.said.value = problem(error)
        else:
            self.said.value = feedback(self.question, marking)

    def restore(self, answer: Any) -> None:
        """Show an earlier *answer* and what was said to it; None shows the question as untouched."""
        self._quiet = True
        try:
            self.control.show(answer)
        finally:
            self._quiet = False
        self.said.value = ""
        if answer is not None:
            try:
                self.said.value = feedback(self.question, mark(self.question.task, answer))
            except (ValueError, TypeError):  # from a file that was edited, or an older quiz
                self.control.show(None)

    def _forget(self) -> None:
        """What was said does not fit any more once the answer is another."""
        if not self._quiet:
            self.said.value = ""


class Quiz(w.VBox):
    """The quiz of *lecture*, followed by two questions of earlier lectures (see `recall`).

    Answers that were checked are kept in `lernstand.json` and shown again. Raises ValueError if
    there is no such quiz.
    """

    def __init__(self, lecture: str) -> None:
        self.lecture = lecture
        self.questions = find(quizzes(), lecture, "Das Quiz")
        self._earlier = questions_before(lecture)
        self.items: dict[str, Item] = {}
        self.progress = w.HTML()
        self.progress.add_class("kooperation-live")
        self.restart = w.Button(description=texts()["quiz"]["restart"], layout={"width": "auto"})
        self.restart.on_click(lambda _button: self._start_again())
        self._list = w.VBox()
        self._trouble = w.HTML()
        foot = w.HBox(
            [self.progress, self.restart],
            layout={"flex_flow": "row wrap", "align_items": "center", "grid_gap": "0.3rem 1rem"},
        )
        intro = w.HTML(f'<p class="kooperation-note">{escape(texts()["quiz"]["intro"])}</p>')
        self._begin()
        box = guarded(intro, self._trouble, self._list, foot)
        box.add_class("kooperation-quiz")
        super().__init__([box])

    # Rounds ---------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Show the last round, or the first one, which is kept as soon as an answer is checked."""
        try:
            rounds = self._rounds()
        except SheetError as error:
            self._trouble.value = problem(error)
            rounds = {}
        mine = rounds.get(self.lecture, ())
        self.round = mine[-1] if mine else self._new_round(rounds)
        self._lay_out()

    def _rounds(self) -> dict[str, tuple[Round, ...]]:
        """Return all rounds by lecture, as the record holds them now."""
        return {
            name.removeprefix(PREFIX): read_rounds(raw)
            for name, raw in stored_record().items()
            if name.startswith(PREFIX)
        }

    def _new_round(self, rounds: dict[str, tuple[Round, ...]]) -> Round:
        every = [one for found in rounds.values() for one in found]
        number = next_number(every)
        again = returning(first_attempts(every), list(self._earlier), number)
        return Round(number, again)

    def _start_again(self) -> None:
        try:
            fresh = self._new_round(self._rounds())
            self._keep(fresh)
        except SheetError as error:
            self._trouble.value = problem(error)
        else:
            self._lay_out()

    def _checked(self, question: str, answer: Any, marking: Marking) -> None:
        self._keep(self.round.answered(question, answer, right=marking.right))
        self._show_progress()

    def _keep(self, changed: Round) -> None:
        """Write *changed* to the record, in place of the round with its number.

        Raises SheetError if the record cannot be written; nothing is changed then.
        """
        before = [
            one for one in self._rounds().get(self.lecture, ()) if one.number != changed.number
        ]
        shared_record()[PREFIX + self.lecture] = [one.plain() for one in (*before, changed)]
        self.round = changed
        self._trouble.value = ""

    # What is shown --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = texts()["quiz"]
        again = [self._earlier[key] for key in self.round.again if key in self._earlier]
        asked = [*self.questions.values(), *again]
        self.items = {
            question.key: Item(question, number, self._checked, self._origin(question))
            for number, question in enumerate(asked, start=1)
        }
        for key, item in self.items.items():
            item.restore(self.round.answers.get(key))
        own = [self.items[key] for key in self.questions]
        self._list.children = (*own, *self._returned(words, [q.key for q in again]))
        self._show_progress()

    def _returned(self, words: Any, keys: list[str]) -> list[w.Widget]:
        if not self._earlier:
            return []
        why = words["again_why"] if keys else words["again_none"]
        head = w.HTML(
            f'<p class="kooperation-heading"><strong>{words["again"]}</strong></p>'
            f'<p class="kooperation-note">{why}</p>'
        )
        return [head, *(self.items[key] for key in keys)]

    def _origin(self, question: QuizQuestion) -> str:
        if question.lecture == self.lecture:
            return ""
        return str(texts()["quiz"]["from"].format(lecture=lecture_name(question.lecture)))

    def _show_progress(self) -> None:
        first = {key: right for key, right in self.round.first.items() if key in self.items}
        text = texts()["quiz"]["progress"].format(
            answered=len(first), total=len(self.items), right=sum(first.values())
        )
        self.progress.value = f'<p class="kooperation-status">{text}</p>'
        self.restart.disabled = not first
