"""The three modes: worked examples, and what must hold in any situation."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from negotiations import (
    P1,
    STANDARD,
    D,
    powers,
    settings,
    situations,
)

from kooperation.negotiation.bargaining import (
    DivisibleIssue,
    Point,
    growth_needed,
    nash_solution,
)
from kooperation.negotiation.modes import (
    compare_modes,
    compromise,
    growth,
    room_thresholds,
    searched,
    solve_problems,
    trust_thresholds,
)
from kooperation.negotiation.situation import Mode, Setting, Situation
from kooperation.negotiation.situation_words import situations as situation_records


@dataclass(frozen=True)
class Shifted:
    """A frontier on a scale of utility whose zero lies *by* lower."""

    issue: DivisibleIssue
    by: float

    @property
    def size(self) -> float:
        return self.issue.size + self.by

    def point(self, x: float) -> Point:
        first, second = self.issue.point(x)
        return first + self.by, second + self.by

    def slope(self, x: float) -> Point:
        return self.issue.slope(x)

    def where(self, player: int, utility: float) -> float:
        return self.issue.where(player, utility - self.by)


def test_the_third_party_pays_for_what_looks_like_a_gain() -> None:
    """Formula 3.5: +3 for A and B, −1 with the third party."""
    alone = Situation(D, (P1,), DivisibleIssue(2, 10), fit=0.6)
    outcome = compare_modes(alone, Setting())[Mode.EXCHANGE]
    assert outcome.joint == pytest.approx(3)
    assert outcome.total == pytest.approx(-1)


def divided_by_an_optimiser(situation: Situation, setting: Setting) -> tuple[float, float]:
    """Return formula 3.6 by trying: the greatest weighted Nash product on κ times the frontier, less c.

    Nothing of the model is used: the frontier comes as u_B over u_A, not by its x, the product as a sum of
    logarithms, and the greatest is found by zooming in, without a slope.
    """
    size, r = situation.issue.size, situation.issue.exponent
    (d_a, d_b), beta = situation.disagreement, setting.power
    reach = size * (1 + situation.fit * setting.trust * setting.room)

    def second(first: float) -> float:
        moved = max(0.0, 1 - first / reach) ** (1 / r)
        return float(reach * (1 - (1 - moved) ** r))

    def product(first: float) -> float:
        gains = first - d_a, second(first) - d_b
        if min(gains) <= 0:
            return -math.inf
        return beta * math.log(gains[0]) + (1 - beta) * math.log(gains[1])

    low, high, best = d_a, reach, d_a
    for _ in range(25):
        step = (high - low) / 10
        best = max((low + k * step for k in range(11)), key=product)
        low, high = max(low, best - step), min(high, best + step)
    return best - setting.cost, second(best) - setting.cost


def agree(situation: Situation, setting: Setting) -> None:
    """Check what mode III proposes, and who blocks it, against the optimiser."""
    outcome = solve_problems(situation, setting)
    expected = divided_by_an_optimiser(situation, setting)
    assert outcome.proposal == pytest.approx(expected, abs=1e-5)
    settled = divided_by_an_optimiser(situation, replace(setting, trust=0, cost=0))
    more = [expected[i] - settled[i] for i in (0, 1)]
    if min(map(abs, more)) > 1e-4:
        assert outcome.blockers == tuple(i for i in (0, 1) if more[i] < 0)


@pytest.mark.parametrize("key", situation_records())
def test_an_independent_optimiser_divides_the_moved_frontier_the_same_way(key: str) -> None:
    """Formula 3.6, on a grid over what the explorer's sliders can be set to."""
    record = situation_records()[key]
    for power, trust, room in product((0.05, 0.3, 0.5, 0.75, 0.9), (0, 0.45, 0.9), (0.2, 0.8)):
        agree(record.model, replace(record.start, power=power, trust=trust, room=room))


@given(situations, settings)
def test_so_it_does_for_any_situation_and_setting(situation: Situation, setting: Setting) -> None:
    agree(situation, setting)


def test_the_weaker_side_blocks_a_search_that_a_stretched_compromise_would_make_good_for_it() -> (
    None
):
    """The addiction counselling at β = 0.9, τ = 0.9, h = 0.8, c = 0.7; κ = 1.504.

    The compromise brings (6.88, 4.35). On the moved frontier trying finds (11.673, 5.023); κ times the
    compromise less c, which was shown before, would have been (9.65, 5.85), and nobody would have blocked.
    """
    record = situation_records()["suchtberatung"]
    setting = replace(record.start, power=0.9, trust=0.9, room=0.8, cost=0.7)
    outcome = solve_problems(record.model, setting)
    assert outcome.growth == pytest.approx(1.504)
    assert outcome.proposal == pytest.approx((10.973, 4.323), abs=5e-4)
    assert outcome.blockers == (1,)


def test_between_the_two_rules_the_verdict_turns_in_one_case_of_seven() -> None:
    """The figure of formula 3.6: a search pays from the greater of two κ on, whichever the rule.

    Nash's is where the weaker side has its compromise and c; of κ times the compromise it is 1 + c/u.
    """
    turned = cases = 0
    for record, twentieths in product(situation_records().values(), range(1, 20)):
        situation, setting = record.model, replace(record.start, power=twentieths / 20)
        settled = compromise(situation, setting).utilities
        nash = max(
            growth_needed(
                situation.issue, situation.disagreement, setting.power, i, u + setting.cost
            )
            for i, u in enumerate(settled)
        )
        stretched = 1 + setting.cost / min(settled)
        for trust, room in product(range(21), range(11)):
            found = 1 + situation.fit * trust / 20 * room / 10
            turned += (found > nash + 1e-9) != (found > stretched + 1e-9)
            cases += 1
    assert (turned, cases) == (4174, 30723)


def test_in_pure_division_power_divides_what_is_added() -> None:
    """Formula 3.6 with r = 1: d = (4, 2) and κ = 1.6 add 6 to the compromise (6, 4): (9, 7)."""
    there = Situation((4, 2), (P1,), DivisibleIssue(1, 10), 0.6)
    assert solve_problems(there, Setting(trust=1, room=1)).proposal == pytest.approx((9, 7))
    unequal = solve_problems(there, Setting(power=0.75, trust=1, room=1, cost=1)).proposal
    assert unequal == pytest.approx((7 + 4.5 - 1, 3 + 1.5 - 1))


@given(situations, settings, st.integers(1, 8))
@pytest.mark.slow
def test_the_division_does_not_depend_on_where_utility_is_zero(
    situation: Situation, setting: Setting, shift: int
) -> None:
    """Only the point from which the frontier is stretched does: here the one where the other has all."""
    moved = situation.issue.stretched(growth(situation, setting))
    d = situation.disagreement
    here = nash_solution(moved, d, setting.power)
    there = nash_solution(Shifted(moved, shift), (d[0] + shift, d[1] + shift), setting.power)
    assert there == pytest.approx((here[0] + shift, here[1] + shift), abs=1e-6)


def test_trust_thresholds_of_a_worked_example() -> None:
    """Formula 3.7: κ_max = 0.6, h = 0.5, c = 0.5, 10 to divide: 1/3 with equal power; 5/24 and 5/6 at β = 0.8."""
    for d in ((0, 0), (4, 2)):
        issue = Situation(d, (P1,), DivisibleIssue(1, 10), 0.6)
        equal = trust_thresholds(issue, Setting(power=0.5, room=0.5, cost=0.5))
        assert equal == pytest.approx((1 / 3, 1 / 3))
        unequal = trust_thresholds(issue, Setting(power=0.8, room=0.5, cost=0.5))
        assert unequal == pytest.approx((5 / 24, 5 / 6))


def test_without_a_disagreement_payoff_thresholds_have_a_closed_form_on_any_curve() -> None:
    """Formula 3.7 with d = (0, 0): c/(κ_max·h·u); r = 2: 0.444 with equal power; 0.368 and 0.645 at β = 0.8."""
    equal = trust_thresholds(STANDARD, Setting(power=0.5, room=0.5, cost=0.1))
    assert equal == pytest.approx((0.444, 0.444), abs=5e-4)
    unequal = trust_thresholds(STANDARD, Setting(power=0.8, room=0.5, cost=0.1))
    assert unequal == pytest.approx((0.368, 0.645), abs=5e-4)


@given(situations, settings)
def test_more_to_divide_leaves_nobody_with_less(situation: Situation, setting: Setting) -> None:
    """So there is one threshold for each side (formula 3.7)."""
    sides = [
        searched(situation, replace(setting, trust=trust), situation.disagreement)
        for trust in (0, 0.25, 0.5, 0.75, 1)
    ]
    for before, after in pairwise(sides):
        assert all(after[i] >= before[i] - 1e-9 for i in (0, 1))


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
@pytest.mark.slow
def test_the_weaker_partner_needs_more_trust(situation: Situation, setting: Setting) -> None:
    """In the model: it follows from equal costs and from power dividing what is added."""
    d = min(situation.disagreement)
    even = Situation((d, d), situation.projects, situation.issue, situation.fit)
    needed = trust_thresholds(even, setting)
    assume(math.isfinite(max(needed)) and setting.power != 0.5 and setting.cost > 0)
    weaker = 1 if setting.power > 0.5 else 0
    assert needed[weaker] > needed[1 - weaker]


def test_on_a_curve_a_better_alternative_can_make_the_stronger_side_need_more_trust() -> None:
    """Formula 3.7 holds for equal disagreement points, or in pure division; here neither is the case."""
    setting = Setting(power=0.55, room=0.5, cost=0.5)
    curved = Situation((6, 0), (P1,), DivisibleIssue(2, 10), 0.6)
    first, second = trust_thresholds(curved, setting)
    assert first > second
    straight = Situation((6, 0), (P1,), DivisibleIssue(1, 10), 0.6)
    first, second = trust_thresholds(straight, setting)
    assert first < second


@given(powers, st.integers(0, 6), st.integers(0, 3))
def test_to_divide_from_the_compromise_changes_nothing_in_pure_division(
    power: float, first: int, second: int
) -> None:
    """Formula 3.7: d + β(K − d_A − d_B) + β(κ − 1)K, from either point."""
    issue = DivisibleIssue(1, 10)
    settled = nash_solution(issue, (first, second), power)
    moved = issue.stretched(1.3)
    from_the_status_quo = nash_solution(moved, (first, second), power)
    assert nash_solution(moved, settled, power) == pytest.approx(from_the_status_quo, abs=1e-6)


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
@pytest.mark.slow
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
