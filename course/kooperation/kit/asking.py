"""A question asked above an explorer: the explorer waits for its answer, and once it was used the answer stands.

    self.question = ask("vorhersage.x", is_answered=False)    the explorer that comes next belongs to it
    self.question.follow(self.update)                         called when it is answered, or stands
    self.question.answer()

Which explorer belongs to which question follows from the order of the cells, since a notebook runs from
top to bottom: it is the first with a title that is made after the question was asked. What shows the
solution of a question that no explorer has taken calls `shown`. All of it lives in the kernel.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class AskedQuestion:
    """A question, and what became of it.

    `is_answered` says that there is an answer, `was_used` that the learner has used the explorer below it,
    `is_solved` that its solution stands below it without any explorer between.
    """

    def __init__(self) -> None:
        self.is_answered = self.was_used = self.is_solved = False
        self._followers: list[Callable[[], object]] = []

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

    def use(self) -> None:
        """Say that the learner has used the explorer that belongs to the question."""
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
_waiting: dict[Path, list[AskedQuestion]] = {}  # asked, and no explorer has come yet


def ask(name: str, *, is_answered: bool) -> AskedQuestion:
    """Return the question *name*; the explorer that comes next belongs to it."""
    question = _all.setdefault((Path.cwd(), name), AskedQuestion())
    question.is_answered = is_answered
    question.was_used = question.is_solved = False
    waiting = _waiting.setdefault(Path.cwd(), [])
    if question not in waiting:
        waiting.append(question)
    return question


def taken() -> tuple[AskedQuestion, ...]:
    """Return the questions that were asked since an explorer came: they belong to the one that asks."""
    return tuple(_waiting.pop(Path.cwd(), ()))


def shown(name: str) -> None:
    """Say that the solution of the question *name* is shown: if no explorer has come, none will."""
    question = _all.get((Path.cwd(), name))
    waiting = _waiting.get(Path.cwd(), [])
    if question in waiting:
        waiting.remove(question)
        question.solve()
