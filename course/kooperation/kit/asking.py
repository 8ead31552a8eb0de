"""A question asked above explorers: they wait for its answer, and once one was used the answer stands.

    self.question = ask("vorhersage.x", is_answered=False)    the explorers that come next belong to it
    self.question.follow(self.update)                         called when it is answered, or stands
    self.question.answer()

Which explorers belong to which question follows from the order of the cells, since a notebook runs from
top to bottom: all with a title that are made after the question was asked and before what shows its
solution, which calls `shown`. All of it lives in the kernel.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class AskedQuestion:
    """A question, and what became of it.

    `is_answered` says that there is an answer, `is_taken` that an explorer belongs to it, `is_open` that one of
    them shows what is in it, `was_used` that the learner has used one, `is_solved` that the solution stands below
    without any explorer between, `is_among_others` that another question stands between it and its solution, or
    belongs to the same explorer.
    """

    def __init__(self) -> None:
        self.is_answered = False
        self.is_among_others = False
        self._followers: list[Callable[[], object]] = []
        self.forget()

    def forget(self) -> None:
        """Be as a question that was only just asked."""
        self.is_taken = self.is_open = self.was_used = self.is_solved = False

    @property
    def stands(self) -> bool:
        """Whether an answer can no longer be changed."""
        return self.was_used or self.is_solved

    def follow(self, hear: Callable[[], object]) -> None:
        """Call *hear* whenever something became of the question."""
        self._followers.append(hear)

    def answer(self) -> None:
        self.is_answered = True
        self._tell()

    def open(self) -> None:
        """Say that an explorer that belongs to the question shows what is in it."""
        if not self.is_open:
            self.is_open = True
            self._tell()

    def use(self) -> None:
        """Say that the learner has used an explorer that belongs to the question."""
        if not self.was_used:
            self.was_used = True
            self._tell()

    def solve(self) -> None:
        self.is_solved = True
        self._tell()

    def _tell(self) -> None:
        for hear in tuple(self._followers):
            hear()


_all: dict[tuple[Path, str], AskedQuestion] = {}  # by folder and name, so that a cell may run again
_unsolved: dict[Path, list[AskedQuestion]] = {}  # asked, and the solution has not come yet


def ask(name: str, *, is_answered: bool) -> AskedQuestion:
    """Return the question *name*; the explorers that come before its solution belong to it."""
    question = _all.setdefault((Path.cwd(), name), AskedQuestion())
    question.forget()
    question.is_answered = is_answered
    unsolved = _unsolved.setdefault(Path.cwd(), [])
    others = [other for other in unsolved if other is not question]
    for other in others:
        other.is_among_others = True
    question.is_among_others = False
    unsolved[:] = [*others, question]
    return question


def taken() -> tuple[AskedQuestion, ...]:
    """Return the questions whose solution has not come yet: they belong to the explorer that asks."""
    questions = tuple(_unsolved.get(Path.cwd(), ()))
    for question in questions:
        question.is_taken = True
        question.is_among_others |= len(questions) > 1
    return questions


def shown(name: str) -> AskedQuestion | None:
    """Return the question *name*, whose solution is shown: explorers that come now do not belong to it."""
    question = _all.get((Path.cwd(), name))
    unsolved = _unsolved.get(Path.cwd(), [])
    if question in unsolved:
        unsolved.remove(question)
        if not question.is_taken:
            question.solve()
    return question
