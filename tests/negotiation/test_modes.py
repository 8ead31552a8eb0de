"""The three modes: worked examples, and what must hold in any situation."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from negotiations import (
    P1,
    STANDARD,
    D,
    powers,
    settings,
    shares,
    situations,
)

from kooperation.negotiation.bargaining import DivisibleIssue, nash_solution
from kooperation.negotiation.modes import (
    compare_modes,
    room_thresholds,
    solve_problems,
    trust_thresholds,
)
from kooperation.negotiation.situation import Mode, Setting, Situation


def test_the_third_party_pays_for_what_looks_like_a_gain() -> None:
    """Formula 3.5: +3 for A and B, −1 with the third party."""
    alone = Situation(D, (P1,), DivisibleIssue(2, 10), fit=0.6)
    outcome = compare_modes(alone, Setting())[Mode.EXCHANGE]
    assert outcome.joint == pytest.approx(3)
    assert outcome.total == pytest.approx(-1)


def test_trust_thresholds_of_a_worked_example() -> None:
    """Formula 3.7: κ_max = 0.6, h = 0.5, c = 0.1: 0.444 with equal power; 0.368 and 0.645 at β = 0.8."""
    equal = trust_thresholds(STANDARD, Setting(power=0.5, room=0.5, cost=0.1))
    assert equal == pytest.approx((0.444, 0.444), abs=5e-4)
    unequal = trust_thresholds(STANDARD, Setting(power=0.8, room=0.5, cost=0.1))
    assert unequal == pytest.approx((0.368, 0.645), abs=5e-4)


@given(st.integers(10, 40).map(lambda k: k / 10), powers, shares, shares)
def test_stretched_from_zero_is_nash_on_the_moved_frontier_only_without_a_disagreement_payoff(
    exponent: float, power: float, trust: float, room: float
) -> None:
    """Formula 3.6. With d = (4, 2) in pure division, (9.6, 6.4) is not the (9, 7) of the moved one."""
    setting = Setting(power=power, trust=trust, room=room)
    here = solve_problems(Situation((0, 0), (P1,), DivisibleIssue(exponent), 0.6), setting)
    moved = DivisibleIssue(exponent, here.growth)
    assert here.proposal == pytest.approx(nash_solution(moved, (0, 0), power), abs=1e-6)
    there = Situation((4, 2), (P1,), DivisibleIssue(1, 10), 0.6)
    stretched = solve_problems(there, Setting(trust=1, room=1)).proposal
    assert stretched == pytest.approx((9.6, 6.4))
    assert nash_solution(DivisibleIssue(1, 16), (4, 2)) == pytest.approx((9, 7))


@pytest.mark.parametrize(("trust", "blockers"), [(0.3, (0, 1)), (0.5, (1,)), (0.7, ())])
def test_who_lacks_trust_blocks_problem_solving(trust: float, blockers: tuple[int, ...]) -> None:
    outcome = solve_problems(STANDARD, Setting(power=0.8, trust=trust, room=0.5, cost=0.1))
    assert outcome.blockers == blockers


@given(situations, settings)
def test_the_threshold_divides_who_blocks_from_who_agrees(
    situation: Situation, setting: Setting
) -> None:
    needed = trust_thresholds(situation, setting)
    assume(all(abs(setting.trust - value) > 1e-6 for value in needed))
    blockers = solve_problems(situation, setting).blockers
    assert blockers == tuple(i for i in (0, 1) if setting.trust < needed[i])


@given(situations, settings)
def test_the_weaker_partner_needs_more_trust(situation: Situation, setting: Setting) -> None:
    d = min(situation.disagreement)
    even = Situation((d, d), situation.projects, situation.issue, situation.fit)
    needed = trust_thresholds(even, setting)
    assume(math.isfinite(max(needed)) and setting.power != 0.5 and setting.cost > 0)
    weaker = 1 if setting.power > 0.5 else 0
    assert needed[weaker] > needed[1 - weaker]


def test_without_room_no_trust_suffices_and_without_trust_no_room() -> None:
    assert trust_thresholds(STANDARD, Setting(room=0, cost=0.1)) == (math.inf, math.inf)
    assert room_thresholds(STANDARD, Setting(trust=0, cost=0.1)) == (math.inf, math.inf)


@given(situations, settings)
def test_no_mode_leaves_a_participant_below_the_disagreement_point(
    situation: Situation, setting: Setting
) -> None:
    for outcome in compare_modes(situation, setting).values():
        assert min(outcome.change) >= -1e-6
        assert outcome.reached or outcome.change == (0, 0)


@given(situations, settings, powers)
def test_more_power_never_hurts_its_owner_in_trade_or_compromise(
    situation: Situation, setting: Setting, other: float
) -> None:
    less, more = sorted((setting.power, other))
    weak, strong = (
        compare_modes(situation, Setting(power, arriving=setting.arriving))
        for power in (less, more)
    )
    for mode in (Mode.EXCHANGE, Mode.COMPROMISE):
        assert strong[mode].utilities[0] >= weak[mode].utilities[0] - 1e-6


@given(situations, settings)
def test_total_is_what_changes_for_all_three(situation: Situation, setting: Setting) -> None:
    for outcome in compare_modes(situation, setting).values():
        assert outcome.total == pytest.approx(sum(outcome.change) + outcome.third)
