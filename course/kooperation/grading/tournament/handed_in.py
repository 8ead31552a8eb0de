"""Strategies as they were handed in: each in a process of its own, behind the sandbox's walls, asked across a pipe.

What was built without code lies in the sheet as data, and plays in place of the function: nothing of it runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from nbgrader.utils import is_locked

from kooperation.assignments import form_problem
from kooperation.assignments.class_tournament import (
    AGREED,
    FUNCTION,
    SLUG,
    Competitor,
    StrategyError,
    built_competitor,
    competitor,
)
from kooperation.base.answers_file import SheetError, answers_path, read_answers
from kooperation.base.words import Words
from kooperation.grading.execute import is_test
from kooperation.grading.learner import Learner, Limits, Submission
from kooperation.grading.reading import UnreadableError, read_submission
from kooperation.grading.recognise import recognised

CODE = Words("grading.learner")
ALONG = "kooperation_entlang"
# Chance in a function is that of Python's `random`: seeded, so that the same strategies give the same tournament.
OURS = f"""
import random
random.seed(1)
def {ALONG}(andere):
    eigene = []
    for n in range(len(andere) + 1):
        eigene.append({FUNCTION}(eigene[:], andere[:n]))
    return eigene
"""
LIMITS, SECONDS = Limits(), 120.0


@dataclass(frozen=True)
class Entrant:
    """Who handed in what: the *folder* of the submission, and the pseudonym as *name*."""

    student: str
    name: str
    folder: Path


@dataclass(frozen=True)
class Entered:
    """Who can play, and who cannot, by pseudonym, with the reason."""

    competitors: tuple[Competitor, ...]
    left_out: dict[str, str]


@contextmanager
def entered(
    entrants: Sequence[Entrant],
    *,
    is_walled: bool,
    jobs: int = 1,
    limits: Limits = LIMITS,
    told: Callable[[str], object] = lambda _: None,
) -> Iterator[Entered]:
    """Yield the strategies of *entrants*; those that are no automata can be asked within the block.

    *told* is called with each pseudonym when it was observed.
    """
    with ExitStack() as stack, ThreadPoolExecutor(jobs) as pool:
        lock = Lock()

        def one(entrant: Entrant) -> Competitor | StrategyError:
            agreed = agrees(entrant.folder)
            sheet = answers_path(notebook_of(entrant.folder))
            if built := built_competitor(entrant.name, sheet, agreed=agreed):
                told(entrant.name)
                return built
            learner = Learner(_submission(entrant.folder), limits, is_walled=is_walled)
            with lock:
                stack.enter_context(learner)
            try:
                asking = Asking(learner)
                asking.require_function()
                found = competitor(entrant.name, asking.decide, asking.along, agreed=agreed)
            except StrategyError as error:
                return error
            finally:
                told(entrant.name)
            if not found.is_simulated:
                learner.end()
            return found

        done = list(zip(entrants, pool.map(_told_why(one), entrants), strict=True))
        yield Entered(
            tuple(found for _, found in done if isinstance(found, Competitor)),
            {who.name: str(why) for who, why in done if isinstance(why, StrategyError)},
        )


def _told_why(
    one: Callable[[Entrant], Competitor | StrategyError],
) -> Callable[[Entrant], Competitor | StrategyError]:
    """Return *one* with a reason also where the notebook cannot be read."""

    def told(entrant: Entrant) -> Competitor | StrategyError:
        try:
            return one(entrant)
        except UnreadableError as error:
            return StrategyError(str(error))

    return told


class Asking:
    """The strategy of a *learner*, as it can be asked. Raises StrategyError where there is no good answer."""

    def __init__(self, learner: Learner) -> None:
        self._learner, self._begun = learner, time.monotonic()

    def require_function(self) -> None:
        """Run the learner's cells, and see that the function is there."""
        self._learner.allow()
        lent = self._learner.lend({FUNCTION})[FUNCTION]
        if lent != "function":
            raise StrategyError(lent.get("problem") or CODE.filled("no_function", name=FUNCTION))

    def decide(self, own: list[str], other: list[str]) -> str:
        """Return the next action: so a match is played, in which nobody knows what the other will do."""
        return _letter(self._called(FUNCTION, own, other))

    def along(self, other: list[str]) -> list[str]:
        """Return what it does after each beginning of *other*, for observing it: one message and not fifty.

        All together have SECONDS by the clock.
        """
        if time.monotonic() - self._begun > SECONDS:
            raise StrategyError(CODE.filled("late", who=CODE["function"]))
        answers = self._called(ALONG, other)
        if not isinstance(answers, list) or len(answers) != len(other) + 1:
            raise StrategyError(CODE.filled("no_value", who=CODE["function"]))
        return list(map(_letter, answers))

    def _called(self, name: str, *arguments: list[str]) -> object:
        self._learner.allow()  # each message has its own time, so that a busy machine costs nobody the place
        answer = self._learner.call(name, list(arguments))
        if "problem" in answer:
            raise StrategyError(answer["problem"])
        value: object = answer["value"]
        return value


def _letter(value: object) -> str:
    if problem := form_problem(value, ("C", "D")):
        raise StrategyError(problem)
    return str(value)


def notebook_of(folder: Path) -> Path:
    """Return the notebook in *folder*: the one of the right name, else one that is known by what stands in it."""
    right = folder / f"{SLUG}.ipynb"
    others = (path for path in sorted(folder.rglob("*.ipynb")) if recognised(path) == right.name)
    return right if right.is_file() else next(others, right)


def _submission(folder: Path) -> Submission:
    """Return the code of the notebook in *folder*. Raises UnreadableError if there is none to be read."""
    cells = [c for c in read_submission(notebook_of(folder)).cells if c.cell_type == "code"]
    given = [c.source for c in cells if is_locked(c) and not is_test(c)]
    return Submission([OURS, *(c.source for c in cells if not is_locked(c))], {}, given)


def agrees(folder: Path) -> bool:
    """Say whether who handed in *folder* has agreed that the group sees the strategy."""
    try:
        sheet = read_answers(answers_path(notebook_of(folder)), handed_in=True)
    except SheetError:
        return False
    return sheet["answers"].get(AGREED) is True
