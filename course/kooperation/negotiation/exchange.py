"""Mode I, balancing of interests: positions stay, and one trades behind them (formulas 3.4 and 3.5).

Each project changes the utility of A, of B and of a third party who has no say. One that leaves a
side worse off is blocked by it, unless it comes in a package with another (gains add up: a didactic
assumption) or the winner compensates the loser. Of what is paid, the share λ arrives (a fixed
friction: a didactic assumption, too). Packages and side payments as such are those of [scharpf1997].
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from kooperation.base.checks import german, is_number
from kooperation.base.comparing import at_least, beats
from kooperation.base.words import Words
from kooperation.negotiation.bargaining import Point, check_power

ERRORS = Words("negotiation.errors.exchange")


@dataclass(frozen=True)
class Project:
    """What A, B and the third party have if this project is carried out."""

    name: str
    first: float
    second: float
    third: float = 0.0

    def __post_init__(self) -> None:
        for value in (self.first, self.second, self.third):
            if not is_number(value):
                raise ValueError(ERRORS.filled("no_utility", value=german(value)))


@dataclass(frozen=True)
class Deal:
    """Projects agreed on together, and what *payer* gives for it (None and 0 where nobody pays).

    *utilities* are A's and B's after the payment; *third* is what it changes for the third party.
    """

    projects: tuple[Project, ...]
    utilities: Point
    third: float
    payment: float = 0.0
    payer: int | None = None


def bundle(projects: Sequence[Project], disagreement: Point) -> Deal:
    """Return *projects* as a package: what each brings beyond *disagreement* adds up."""
    gains = [
        math.fsum(value - disagreement[player] for value in values)
        for player, values in enumerate(([p.first for p in projects], [p.second for p in projects]))
    ]
    utilities = disagreement[0] + gains[0], disagreement[1] + gains[1]
    return Deal(tuple(projects), utilities, math.fsum(p.third for p in projects))


def losers(deal: Deal, disagreement: Point) -> tuple[int, ...]:
    """Return who would be worse off than without an agreement, and so says no."""
    return tuple(i for i in (0, 1) if beats(disagreement[i], deal.utilities[i]))


def payment_range(deal: Deal, disagreement: Point, arriving: float) -> tuple[float, float] | None:
    """Return between which payments the one who loses by *deal* agrees and the winner still does.

    If B loses: t from (d_B − b)/λ to a − d_A (formula 3.4). None if not exactly one side
    loses, or if the winner cannot pay enough. *arriving* is λ; raises ValueError unless it is in (0, 1].
    """
    check_arriving(arriving)
    losing = losers(deal, disagreement)
    if len(losing) != 1:
        return None
    loser = losing[0]
    least = (disagreement[loser] - deal.utilities[loser]) / arriving
    most = deal.utilities[1 - loser] - disagreement[1 - loser]
    return (least, most) if at_least(most, least) else None


def check_arriving(arriving: float) -> None:
    """Raise ValueError unless λ is in (0, 1]."""
    if not is_number(arriving) or not 0 < arriving <= 1:
        raise ValueError(ERRORS.filled("no_arriving", arriving=german(arriving)))


def with_payment(
    deal: Deal, disagreement: Point, power: float, arriving: float = 1.0
) -> Deal | None:
    """Return *deal* with a payment that makes both agree, or None if there is none.

    The payment lies in its range as power has it: where A pays, t = least + (1 − β)·(most − least).
    That is the weighted Nash solution on the line of payments.
    """
    check_power(power)
    span = payment_range(deal, disagreement, arriving)
    if span is None:
        return None
    (loser,) = losers(deal, disagreement)
    payer = 1 - loser
    weight = power if loser == 0 else 1 - power
    paid = span[0] + weight * (span[1] - span[0])
    change = {payer: -paid, loser: arriving * paid}
    utilities = deal.utilities[0] + change[0], deal.utilities[1] + change[1]
    return Deal(deal.projects, utilities, deal.third, paid, payer)


def bundles(projects: Sequence[Project], disagreement: Point, packages: bool = True) -> list[Deal]:
    """Return each project and, with *packages*, each set of them, without payments."""
    sizes = range(1, len(projects) + 1 if packages else 2)
    return [bundle(some, disagreement) for n in sizes for some in combinations(projects, n)]


def deals(
    projects: Sequence[Project],
    disagreement: Point,
    power: float,
    arriving: float = 1.0,
    *,
    packages: bool = True,
    payments: bool = True,
) -> list[Deal]:
    """Return what both would agree to: bundles that leave nobody worse off, and paid-for ones."""
    check_power(power)
    check_arriving(arriving)
    found: list[Deal] = []
    for deal in bundles(projects, disagreement, packages):
        if not losers(deal, disagreement):
            found.append(deal)
        elif payments and (paid := with_payment(deal, disagreement, power, arriving)):
            found.append(paid)
    return found


def best_deal(
    projects: Sequence[Project],
    disagreement: Point,
    power: float,
    arriving: float = 1.0,
    *,
    packages: bool = True,
    payments: bool = True,
) -> Deal | None:
    """Return the deal with the greatest weighted Nash product of gains, or None if all are blocked.

    Which of several possible deals comes about is left open in the literature; that it is this one is a
    didactic assumption, the same as in the compromise. Ties go to the greater sum.
    """
    found = deals(projects, disagreement, power, arriving, packages=packages, payments=payments)

    def product(deal: Deal) -> float:
        gains = [max(0.0, deal.utilities[i] - disagreement[i]) for i in (0, 1)]
        return float(gains[0] ** power * gains[1] ** (1 - power))

    most = max(map(product, found), default=0.0)
    best = [deal for deal in found if at_least(product(deal), most)]
    return max(best, key=lambda deal: sum(deal.utilities), default=None)
