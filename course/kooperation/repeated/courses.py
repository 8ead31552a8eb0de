"""What a course of action is worth against tit for tat, in a symmetric game without errors.

Whoever leaves has *outside* per round for ever (formula 2.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kooperation.base.checks import check_discount
from kooperation.base.comparing import at_least
from kooperation.games.game import SymmetricGame, payoff_range
from kooperation.repeated.automaton import started_in
from kooperation.repeated.match import Discounted, exact_match
from kooperation.repeated.strategies import (
    alternating,
    always_cooperate,
    always_defect,
    tit_for_tat,
)
from kooperation.repeated.thresholds import exit_matters, exit_wins, present_value


@dataclass(frozen=True)
class Course:
    """What one course of action brings against tit for tat: today's value of it all, and per round.

    *key* is cooperate, defect, alternate (D, C, D, C …), leave (defect once, then go) or go (at once).
    """

    key: str
    present_value: float
    per_round: float


def courses(game: SymmetricGame, discount: float, outside: float) -> tuple[Course, ...]:
    """Return the courses of action that can be best against tit for tat (formulas 2.5 and 2.3).

    *per_round* is (1 − δ) times the present value: what in every round is worth as much.
    Raises ValueError unless 0 ≤ δ < 1.
    """
    check_discount(discount)
    partner, horizon = tit_for_tat(), Discounted(discount)
    plans = {
        "cooperate": always_cooperate(),
        "defect": always_defect(),
        "alternate": started_in(1, alternating()),
    }
    found = {
        key: exact_match(plan, partner, horizon).payoffs(game.game)[0]
        for key, plan in plans.items()
    }
    found["leave"] = (1 - discount) * game.temptation + discount * outside
    found["go"] = outside
    return tuple(Course(k, present_value(value, discount), value) for k, value in found.items())


def worth_showing(
    found: Sequence[Course], game: SymmetricGame, outside: float
) -> tuple[Course, ...]:
    """Leave out leaving where the exit is no better than P, and going at once where it is no better than R."""
    idle = {"leave": not exit_matters(game, outside), "go": not exit_wins(game, outside)}
    return tuple(course for course in found if not idle.get(course.key, False))


def best_course(found: Sequence[Course], game: SymmetricGame) -> Course:
    """Return the best course; of several that are worth the same, the first."""
    most, unit = max(course.per_round for course in found), payoff_range(game.game)
    return next(course for course in found if at_least(course.per_round, most, unit))
