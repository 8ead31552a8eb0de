"""The three modes of slide 15 in one situation, with outcomes that can be compared (formulas 3.4 to 3.7).

Didactic assumptions, besides those of `negotiation.py`: a single divisible issue stands for the
conflict in modes II and III; κ = 1 + κ_max·τ·h (trust *and* room are needed; nothing here is
estimated); process costs are the same for both; nothing is uncertain.
"""

from __future__ import annotations

from kooperation.base.comparing import beats
from kooperation.negotiation.bargaining import Point, nash_solution
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


def solve_problems(situation: Situation, setting: Setting) -> ModeOutcome:
    """Mode III: return κ times the compromise less the costs; who would not gain by it blocks.

    Both utilities are stretched from 0, not from the disagreement point. So this is the Nash solution
    on the frontier moved out by κ, less c, if that point is (0, 0), and in general not (formula 3.6).
    """
    factor = growth(situation, setting)
    settled = compromise(situation, setting).utilities
    proposal = factor * settled[0] - setting.cost, factor * settled[1] - setting.cost
    blockers = tuple(i for i in (0, 1) if not beats(proposal[i], settled[i]))
    return ModeOutcome(
        Mode.PROBLEM_SOLVING,
        situation.disagreement,
        proposal,
        blockers,
        situation.third_solution,
        growth=factor,
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
    """Return for A and B the trust above which problem solving pays: c/(κ_max·h·u_i) (formula 3.7).

    u_i is the utility in the compromise, so that the weaker side needs more trust. Above 1 no trust
    suffices; ∞ without room for manoeuvre (if it costs nothing, 0/0: still nothing to be gained).
    """
    return _thresholds(situation, setting, setting.room)


def room_thresholds(situation: Situation, setting: Setting) -> Point:
    """Return for A and B the room above which problem solving pays, given the trust (formula 3.7)."""
    return _thresholds(situation, setting, setting.trust)


def _thresholds(situation: Situation, setting: Setting, other: float) -> Point:
    utilities = compromise(situation, setting).utilities
    first, second = (situation.fit * other * utility for utility in utilities)
    return (
        setting.cost / first if first > 0 else float("inf"),
        setting.cost / second if second > 0 else float("inf"),
    )
