"""The three modes of slide 15 in one situation, with outcomes that can be compared (formulas 3.4 to 3.7).

Didactic assumptions, besides those of `negotiation.py`: a single divisible issue stands for the
conflict in modes II and III; κ = 1 + κ_max·τ·h (trust *and* room are needed; nothing here is
estimated); process costs are the same for both; nothing is uncertain. That arguments change what
the sides want is missing altogether: mode III holds only that there is more to divide.
"""

from __future__ import annotations

from kooperation.base.comparing import beats
from kooperation.negotiation.bargaining import Point, growth_needed, nash_solution
from kooperation.negotiation.exchange import best_deal, bundles, losers
from kooperation.negotiation.situation import Mode, ModeOutcome, Setting, Situation


def balance_interests(situation: Situation, setting: Setting) -> ModeOutcome:
    """Mode I: return the best deal, or who blocks the bundle with the greatest sum (formula 3.5)."""
    d = situation.disagreement
    packages = setting.packages and situation.combinable
    deal = best_deal(
        situation.projects,
        d,
        setting.power,
        setting.arriving,
        packages=packages,
        payments=setting.payments,
    )
    blockers: tuple[int, ...] = ()
    if deal is None:
        deal = max(bundles(situation.projects, d, packages), key=lambda each: sum(each.utilities))
        blockers = losers(deal, d)
    return ModeOutcome(Mode.EXCHANGE, d, deal.utilities, blockers, deal.third, deal=deal)


def compromise(situation: Situation, setting: Setting) -> ModeOutcome:
    """Mode II: return where power lets both meet on the one issue, unblocked (formula 3.2)."""
    d = situation.disagreement
    agreed = nash_solution(situation.issue, d, setting.power)
    return ModeOutcome(Mode.COMPROMISE, d, agreed, (), situation.third_compromise)


def growth(situation: Situation, setting: Setting) -> float:
    """Return κ = 1 + κ_max·τ·h, how much more a joint search finds (formula 3.6)."""
    return 1 + situation.fit * setting.trust * setting.room


def searched(situation: Situation, setting: Setting, disagreement: Point) -> Point:
    """Return how the frontier moved out by κ is divided, less the costs of the search (formula 3.6).

    The costs are spent before one divides, with an agreement and without. So they take the same from
    both, and change nothing about the division.
    """
    moved = situation.issue.stretched(growth(situation, setting))
    first, second = nash_solution(moved, disagreement, setting.power)
    return first - setting.cost, second - setting.cost


def solve_problems(situation: Situation, setting: Setting) -> ModeOutcome:
    """Mode III: return what a joint search brings; who would have no more than in the compromise blocks."""
    settled = compromise(situation, setting).utilities
    proposal = searched(situation, setting, situation.disagreement)
    blockers = tuple(i for i in (0, 1) if not beats(proposal[i], settled[i]))
    return ModeOutcome(
        Mode.PROBLEM_SOLVING,
        situation.disagreement,
        proposal,
        blockers,
        situation.third_solution,
        growth=growth(situation, setting),
    )


def compare_modes(situation: Situation, setting: Setting) -> dict[Mode, ModeOutcome]:
    """Return the outcome of each mode, in the order of the slide."""
    found = (
        balance_interests(situation, setting),
        compromise(situation, setting),
        solve_problems(situation, setting),
    )
    return {outcome.mode: outcome for outcome in found}


def trust_thresholds(situation: Situation, setting: Setting) -> Point:
    """Return for A and B the trust above which problem solving pays (formula 3.7).

    In pure division c/(κ_max·h·K·β) for A and, with 1 − β, for B: the side with less power needs more.
    Above 1 no trust suffices; ∞ without room for manoeuvre, even if the search costs nothing.
    """
    return _thresholds(situation, setting, setting.room)


def room_thresholds(situation: Situation, setting: Setting) -> Point:
    """Return for A and B the room above which problem solving pays, given the trust (formula 3.7)."""
    return _thresholds(situation, setting, setting.trust)


def _thresholds(situation: Situation, setting: Setting, other: float) -> Point:
    if situation.fit * other == 0:
        return float("inf"), float("inf")
    issue, d = situation.issue, situation.disagreement
    settled = compromise(situation, setting).utilities
    first, second = (
        growth_needed(issue, d, setting.power, i, settled[i] + setting.cost) for i in (0, 1)
    )
    most = situation.fit * other
    return max(0.0, first - 1) / most, max(0.0, second - 1) / most
