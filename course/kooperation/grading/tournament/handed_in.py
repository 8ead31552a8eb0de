"""Strategies as they were handed in: each in a process of its own, behind the sandbox's walls, asked across a pipe."""

from __future__ import annotations

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
    Asked,
    Competitor,
    StrategyError,
    competitor,
)
from kooperation.base.answers_file import SheetError, answers_path, read_answers
from kooperation.base.words import Words
from kooperation.grading.execute import is_test
from kooperation.grading.learner import Learner, Limits, Submission
from kooperation.grading.reading import UnreadableError, read_submission
from kooperation.grading.recognise import recognised

CODE = Words("grading.learner")
# Chance in a function is that of Python's `random`: seeded, so that the same strategies give the same tournament.
LIMITS = Limits()
SEEDED = "import random\nrandom.seed(1)"


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
            learner = Learner(_submission(entrant.folder), limits, is_walled=is_walled)
            with lock:
                stack.enter_context(learner)
            try:
                found = competitor(entrant.name, asking(learner), agreed=agrees(entrant.folder))
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


def asking(learner: Learner) -> Asked:
    """Return the strategy of *learner*, as it can be asked. It raises StrategyError where there is no good answer."""
    is_there = False

    def asked(own: list[str], other: list[str]) -> str:
        nonlocal is_there
        if not other:  # a match begins, or the first question of all
            learner.allow()
        if not is_there:
            _require_function(learner)
            is_there = True
        answer = learner.call(FUNCTION, [own, other])
        if "problem" in answer:
            raise StrategyError(answer["problem"])
        if problem := form_problem(answer["value"], ("C", "D")):
            raise StrategyError(problem)
        return str(answer["value"])

    return asked


def _require_function(learner: Learner) -> None:
    lent = learner.lend({FUNCTION})[FUNCTION]
    if lent == "function":
        return
    raise StrategyError(lent.get("problem") or CODE.filled("no_function", name=FUNCTION))


def notebook_of(folder: Path) -> Path:
    """Return the notebook in *folder*: the one of the right name, else one that is known by what stands in it."""
    right = folder / f"{SLUG}.ipynb"
    others = (path for path in sorted(folder.rglob("*.ipynb")) if recognised(path) == right.name)
    return right if right.is_file() else next(others, right)


def _submission(folder: Path) -> Submission:
    """Return the code of the notebook in *folder*. Raises UnreadableError if there is none to be read."""
    cells = [c for c in read_submission(notebook_of(folder)).cells if c.cell_type == "code"]
    given = [c.source for c in cells if is_locked(c) and not is_test(c)]
    return Submission([SEEDED, *(c.source for c in cells if not is_locked(c))], {}, given)


def agrees(folder: Path) -> bool:
    """Say whether who handed in *folder* has agreed that the group sees the strategy."""
    try:
        return read_answers(answers_path(notebook_of(folder)))["answers"].get(AGREED) is True
    except SheetError:
        return False
