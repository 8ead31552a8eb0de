"""What a lie brings in each mode: someone claims to need more than is true.

To overstate one's loss by a project and to overstate one's alternative come to the same here: one
claims a better disagreement utility than one has (a didactic simplification, formula 3.9). What
comes out is valued by the truth, and a deal that fails leaves all with what they have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kooperation.base.comparing import at_least, beats
from kooperation.negotiation.bargaining import Point, nash_solution
from kooperation.negotiation.exchange import best_deal, bundle
from kooperation.negotiation.modes import compare_modes, searched
from kooperation.negotiation.situation import Mode, Setting, Situation


@dataclass(frozen=True)
class Temptation:
    """What *player* truly gains in a mode by claiming *claimed* more than there is."""

    player: int
    claimed: float
    gain: float


def temptation(
    situation: Situation, setting: Setting, mode: Mode, claims: Sequence[float]
) -> Temptation:
    """Return the most profitable of the *claims* of A or B; a gain of 0 where none brings anything."""
    honest = compare_modes(situation, setting)[mode].utilities
    best = Temptation(0, 0.0, 0.0)
    for player in (0, 1):
        for claim in claims:
            gain = after_claim(situation, setting, mode, player, claim)[player] - honest[player]
            if beats(gain, best.gain):
                best = Temptation(player, claim, gain)
    return best


def after_claim(
    situation: Situation, setting: Setting, mode: Mode, player: int, claim: float
) -> Point:
    """Return what A and B truly have if *player* claims *claim* more than is true without agreement."""
    truth = situation.disagreement
    d = (truth[0] + claim, truth[1]) if player == 0 else (truth[0], truth[1] + claim)
    if mode is Mode.EXCHANGE:
        found = _exchanged(situation, setting, d)
    else:
        found = _settled(situation, setting, mode, d)
    return found if all(at_least(found[i], truth[i]) for i in (0, 1)) else truth


def _exchanged(situation: Situation, setting: Setting, claimed: Point) -> Point:
    deal = best_deal(
        situation.projects,
        claimed,
        setting.power,
        setting.arriving,
        packages=setting.packages and situation.combinable,
        payments=setting.payments,
    )
    if deal is None:
        return situation.disagreement
    utilities = list(bundle(deal.projects, situation.disagreement).utilities)
    if deal.payer is not None:
        utilities[deal.payer] -= deal.payment
        utilities[1 - deal.payer] += setting.arriving * deal.payment
    return utilities[0], utilities[1]


def _settled(situation: Situation, setting: Setting, mode: Mode, claimed: Point) -> Point:
    try:
        settled = nash_solution(situation.issue, claimed, setting.power)
    except ValueError:  # no point of the issue meets the claim
        return situation.disagreement
    if mode is Mode.COMPROMISE:
        return settled
    solved = searched(situation, setting, claimed)
    # Who would have less than in the compromise blocks; in this mode nothing comes about then.
    worth_it = all(beats(solved[i], settled[i]) for i in (0, 1))
    return solved if worth_it else situation.disagreement
