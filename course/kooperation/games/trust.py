"""Trust: what to do when it depends on another whom one cannot be sure of.

In the stag hunt both choose at once, and trust is the probability that the other cooperates. In
the trust game one side goes first, and trust is the probability that the other honours it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kooperation.base.checks import check_probability, german, is_number
from kooperation.base.comparing import beats
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame

NUMBERS, ERRORS = Words("games.errors.numbers"), Words("games.errors.trust")


def expected_payoffs(game: SymmetricGame, trust: float) -> tuple[float, float]:
    """Return what C and what D bring on average if the other plays C with probability *trust*.

    Where the first exceeds the second, cooperating pays (formula 1.6; trust_threshold).
    Raises ValueError if *trust* is not in [0, 1].
    """
    check_probability(trust, NUMBERS["trust"])
    return (
        trust * game.reward + (1 - trust) * game.sucker,
        trust * game.temptation + (1 - trust) * game.punishment,
    )


def trust_threshold(game: SymmetricGame) -> float:
    """Return the least probability of the other's C at which C pays: (P − S)/((R − T) + (P − S)).

    In (0, 1) (formula 1.6); below one half, CC is risk-dominant [harsanyiselten1988].
    Raises ValueError unless R > T and P > S, as in a stag hunt: else trust is not what decides.
    """
    t, r, p, s = game.temptation, game.reward, game.punishment, game.sucker
    if not (r > t and p > s):
        raise ValueError(
            ERRORS.filled("no_threshold", t=number(t), r=number(r), p=number(p), s=number(s))
        )
    return (p - s) / ((r - t) + (p - s))


@dataclass(frozen=True)
class InvestmentGame:
    """One gives a part of an endowment, it is multiplied, the other returns a part of that.

    Raises ValueError unless both are positive. Source: [bergdickhautmccabe1995].
    """

    endowment: float = 10.0
    multiplier: float = 3.0

    def __post_init__(self) -> None:
        for value, what in (
            (self.endowment, NUMBERS["endowment"]),
            (self.multiplier, NUMBERS["factor"]),
        ):
            if not is_number(value) or value <= 0:
                raise ValueError(ERRORS.filled("not_positive", what=what, value=german(value)))


def trust_payoffs(game: InvestmentGame, given: float, returned: float) -> tuple[float, float]:
    """Return (giver's, receiver's) payoff (formula 1.7); *given* and *returned* are shares in [0, 1].

    Whatever was given, the receiver has most with a returned share of 0; so a giver who expects
    that gives nothing: the subgame-perfect equilibrium. Raises ValueError for other shares.
    """
    check_probability(given, NUMBERS["given"])
    check_probability(returned, NUMBERS["returned"])
    grown = game.multiplier * given * game.endowment
    return game.endowment * (1 - given) + returned * grown, (1 - returned) * grown


def expected_giver_payoff(
    game: InvestmentGame, given: float, returned: float, reliability: float
) -> float:
    """Return what giving brings on average if *returned* comes with probability *reliability*.

    Else nothing comes back (formula 1.7). Raises ValueError unless all three are in [0, 1].
    """
    check_probability(reliability, NUMBERS["reliability"])
    honoured = trust_payoffs(game, given, returned)[0]
    exploited = trust_payoffs(game, given, 0.0)[0]
    return reliability * honoured + (1 - reliability) * exploited


def binary_trust_threshold(reward: float, punishment: float, sucker: float) -> float:
    """Return above which reliability q trusting pays: (P − S)/(R − S) (formula 1.8).

    R if trust is honoured, S if it is exploited, P if one does not trust. In (0, 1).
    Raises ValueError unless R > P > S.
    """
    if not (
        all(map(is_number, (reward, punishment, sucker)))
        and beats(reward, punishment, reward - sucker)
        and beats(punishment, sucker, reward - sucker)
    ):
        raise ValueError(
            ERRORS.filled(
                "no_question_of_trust",
                reward=german(reward),
                punishment=german(punishment),
                sucker=german(sucker),
            )
        )
    return (punishment - sucker) / (reward - sucker)
