"""The numbers of the assignment `modi`, drawn for each learner: two situations of slide 15's modes."""

from __future__ import annotations

import random
from typing import Any

from kooperation.base.comparing import same
from kooperation.negotiation.bargaining import DivisibleIssue, Point
from kooperation.negotiation.exchange import Project, bundle, losers, payment_range
from kooperation.negotiation.modes import compromise, growth, solve_problems, trust_thresholds
from kooperation.negotiation.situation import Setting, Situation

ISSUE = DivisibleIssue(1.0, 10.0)
STATUS_QUO = (2, 3, 4)
GAINS = (3, 4, 5, 6)
LOSSES = (1, 2)
POWERS = (0.2, 0.3, 0.4, 0.6, 0.7, 0.8)
TRUSTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
ROOMS = (0.25, 0.4, 0.5, 0.8)
FITS = (0.4, 0.5, 0.6, 0.8)
COSTS = (0.4, 0.5, 0.6, 0.8, 1.0)
ARRIVING = (0.4, 0.5, 0.8)
SIDES = ("A", "B")


def givens(rng: random.Random) -> dict[str, Any]:
    """Return the situations and settings of a variant, and what is shown of the second one.

    All variants ask the same amount of work. In `situation` each project alone is blocked by one side
    and worth paying for, the package is good for both, and each needs a trust below 1. In
    `other_situation` nothing lies so close together that rounding would matter; its trust changes so
    that other sides block the search than before.
    """
    return {**_to_compute(rng), **_to_interpret(rng)}


def _to_compute(rng: random.Random) -> dict[str, Any]:
    while True:
        situation, setting = _situation(rng), _setting(rng)
        if _computable(situation, setting):
            break
    payer = rng.choice((0, 1))
    return {
        "situation": situation,
        "setting": setting,
        "project": payer + 1,
        "payer": SIDES[payer],
        "payee": SIDES[1 - payer],
    }


def _situation(rng: random.Random) -> Situation:
    """Return a situation whose first project costs B something, the second A."""
    d = rng.choice(STATUS_QUO), rng.choice(STATUS_QUO)
    gains, losses = rng.choices(GAINS, k=2), rng.choices(LOSSES, k=2)
    projects = (
        Project("1", d[0] + gains[0], d[1] - losses[1]),
        Project("2", d[0] - losses[0], d[1] + gains[1]),
    )
    return Situation(d, projects, ISSUE, rng.choice(FITS))


def _setting(rng: random.Random) -> Setting:
    return Setting(
        power=rng.choice(POWERS),
        trust=rng.choice(TRUSTS),
        room=rng.choice(ROOMS),
        arriving=rng.choice(ARRIVING),
        cost=rng.choice(COSTS),
    )


def _computable(situation: Situation, setting: Setting) -> bool:
    """Say whether all that is asked has a value, and well-known mistakes have other values."""
    d = situation.disagreement
    both = bundle(situation.projects, d)
    gains = both.utilities[0] - d[0], both.utilities[1] - d[1]
    spans = [
        payment_range(bundle([project], d), d, setting.arriving) for project in situation.projects
    ]
    middle = compromise(situation, setting).utilities
    needed = trust_thresholds(situation, setting)
    return (
        max(both.utilities) <= 10
        and gains[0] != gains[1]
        and all(d[i] != gains[i] / 2 for i in (0, 1))  # the mean of the utilities is a mistake
        and all(span is not None and span[1] - span[0] >= 0.5 for span in spans)
        and _short(growth(situation, setting))
        and growth(situation, setting) >= 1.12
        and setting.trust <= 0.8  # near 1, leaving out τ would hardly show
        and abs(middle[0] - 5) >= 0.2
        and abs(middle[0] - 10 * setting.power) >= 0.2
        and all(0.15 <= each <= 0.9 for each in needed)
        and abs(needed[0] - needed[1]) >= 0.05
        and _no_short_cut(situation, setting)
    )


def _no_short_cut(situation: Situation, setting: Setting) -> bool:
    """Say whether the thresholds differ from those with utilities, or gains, of the compromise in their place."""
    middle = compromise(situation, setting).utilities
    for i, needed in enumerate(trust_thresholds(situation, setting)):
        for wrong in (middle[i], middle[i] - situation.disagreement[i]):
            if abs(needed - setting.cost / (situation.fit * setting.room * wrong)) < 0.03:
                return False
    return True


def _short(value: float) -> bool:
    """Say whether *value* needs no more than two decimals."""
    return same(value, round(value, 2))


def _to_interpret(rng: random.Random) -> dict[str, Any]:
    better = rng.choice(((), (0,), (1,), (0, 1)))
    now, later = rng.sample((0, 1, 2), k=2)  # how many sides block the search
    while True:
        situation, setting = _situation(rng), _setting(rng)
        if not _package_suits(situation, setting, better):
            continue
        needed = trust_thresholds(situation, setting)
        trusts = [trust for trust in TRUSTS if _blocking(needed, trust) == later]
        if trusts and _blocking(needed, setting.trust) == now and _readable(situation, setting):
            break
    trust = rng.choice(trusts)
    power = rng.choice([p for p in POWERS if abs(p - setting.power) >= 0.15])
    return {
        "other_situation": situation,
        "other_setting": setting,
        "package": _shown(bundle(situation.projects, situation.disagreement).utilities),
        "middle": _shown(compromise(situation, setting).utilities),
        "search": _shown(solve_problems(situation, setting).proposal),
        "needed": _shown(needed),
        "later_trust": trust,
        "trust_moves": "steigt" if trust > setting.trust else "sinkt",
        "later_power": power,
        "power_moves": "steigt" if power > setting.power else "sinkt",
    }


def _package_suits(situation: Situation, setting: Setting, better: tuple[int, ...]) -> bool:
    """Say whether the package is good for both, and clearly more than the compromise for *better* only."""
    d = situation.disagreement
    package = bundle(situation.projects, d)
    if losers(package, d) or max(package.utilities) > 10:
        return False
    middle = compromise(situation, setting).utilities
    more = [package.utilities[i] - middle[i] for i in (0, 1)]
    return all(abs(m) >= 0.3 and (m > 0) == (i in better) for i, m in enumerate(more))


def _blocking(needed: Point, trust: float) -> int:
    """Return how many sides block the search at *trust*; −1 if it is a close call."""
    if any(abs(each - trust) < 0.03 for each in needed):
        return -1
    return sum(trust < each for each in needed)


def _readable(situation: Situation, setting: Setting) -> bool:
    """Say whether the search differs clearly from the compromise, and the sides from each other."""
    middle = compromise(situation, setting).utilities
    search = solve_problems(situation, setting).proposal
    needed = trust_thresholds(situation, setting)
    return (
        max(search) <= 10
        and all(abs(search[i] - middle[i]) >= 0.05 for i in (0, 1))
        and all(0.1 <= each <= 1 for each in needed)
        and abs(needed[0] - needed[1]) >= 0.1
    )


def _shown(pair: Point) -> Point:
    return round(pair[0], 2), round(pair[1], 2)
