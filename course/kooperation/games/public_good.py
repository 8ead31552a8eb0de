"""The public good: what all pay for is shared by all, also by those who do not pay.

Each of n players has an endowment E and contributes a part of it. The sum of the contributions is
multiplied by m and divided among all, so that a contributed unit brings m/n to each [olson1965]: a
dilemma if 1 < m < n (formula 1.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kooperation.base.checks import check_count, german, is_number
from kooperation.base.comparing import at_least, beats, same
from kooperation.base.words import Words

NUMBERS, ERRORS = Words("games.errors.numbers"), Words("games.errors.public_good")


@dataclass(frozen=True)
class PublicGoodGame:
    """A public good with *players* n, *endowment* E, *multiplier* m.

    With *threshold* k it comes about only if at least k contribute everything; contributions to a
    good that does not come about are lost (formula 1.10). 1 means that there is no threshold.

    Raises ValueError unless n ≥ 2, E > 0, m ≥ 0 and 1 ≤ k ≤ n.
    """

    players: int
    endowment: float
    multiplier: float
    threshold: int = 1

    def __post_init__(self) -> None:
        check_count(self.players, NUMBERS["players"], least=2)
        check_count(self.threshold, NUMBERS["threshold"])
        if not is_number(self.endowment) or self.endowment <= 0:
            raise ValueError(ERRORS.filled("no_endowment", endowment=german(self.endowment)))
        if not is_number(self.multiplier) or self.multiplier < 0:
            raise ValueError(ERRORS.filled("no_multiplier", multiplier=german(self.multiplier)))
        if self.threshold > self.players:
            raise ValueError(
                ERRORS.filled("high_threshold", threshold=self.threshold, players=self.players)
            )

    @property
    def marginal_return(self) -> float:
        """What a contributed unit brings to the contributor: m/n."""
        return self.multiplier / self.players

    @property
    def worth_it(self) -> bool:
        """Say whether all have more if all pay: m > 1."""
        return beats(self.multiplier, 1)

    @property
    def pays_each(self) -> bool:
        """Say whether a contributed unit brings its contributor more than it costs: m > n."""
        return beats(self.multiplier, self.players)

    @property
    def is_even(self) -> bool:
        """Say whether a contributed unit brings its contributor just what it costs: m = n."""
        return same(self.multiplier, self.players)


def payoffs(good: PublicGoodGame, contributions: Sequence[float]) -> tuple[float, ...]:
    """Return what each has in the end: E − c + (m/n)·Σc (formula 1.9).

    Raises ValueError unless there is one contribution from 0 to E for each player.
    """
    if len(contributions) != good.players:
        raise ValueError(
            ERRORS.filled("other_count", players=good.players, count=len(contributions))
        )
    for paid in contributions:
        if not is_number(paid) or not 0 <= paid <= good.endowment:
            raise ValueError(
                ERRORS.filled(
                    "no_contribution", endowment=german(good.endowment), paid=german(paid)
                )
            )
    full = sum(paid == good.endowment for paid in contributions)
    comes_about = good.threshold == 1 or full >= good.threshold
    share = good.marginal_return * sum(contributions) if comes_about else 0.0
    return tuple(good.endowment - paid + share for paid in contributions)


def payoff(good: PublicGoodGame, pays: bool, others: int) -> float:
    """Return what one has who pays all or nothing while *others* of the other players pay all.

    Raises ValueError unless 0 ≤ others ≤ n − 1.
    """
    check_count(others, NUMBERS["others"], least=0)
    if others >= good.players:
        raise ValueError(ERRORS.filled("too_many_others", most=good.players - 1, others=others))
    paid = [good.endowment] * (others + pays) + [0.0] * (good.players - others - pays)
    return payoffs(good, paid)[0 if pays else -1]


def equilibria(good: PublicGoodGame) -> tuple[int, ...]:
    """Return how many pay in the equilibria in which each pays all or nothing.

    A number is one if nobody who pays would have more by stopping, and nobody else by joining in.
    """

    def holds(paying: int) -> bool:
        nobody_stops = paying == 0 or at_least(_gain(good, paying - 1), 0, good.endowment)
        nobody_joins = paying == good.players or at_least(0, _gain(good, paying), good.endowment)
        return nobody_stops and nobody_joins

    return tuple(paying for paying in range(good.players + 1) if holds(paying))


def _gain(good: PublicGoodGame, others: int) -> float:
    """Return what paying brings more than not paying, if *others* pay."""
    return payoff(good, True, others) - payoff(good, False, others)
