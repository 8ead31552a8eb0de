"""The three modes: worked examples, and what must hold in any situation."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kooperation.negotiation.bargaining import DivisibleIssue, nash_solution
from kooperation.negotiation.coordination import Effort, last_cheaper_size
from kooperation.negotiation.deception import Trade, agree, most_profitable_claim
from kooperation.negotiation.exchange import (
    Project,
    best_deal,
    bundle,
    deals,
    losers,
    payment_range,
    with_payment,
)
from kooperation.negotiation.mode_traits import findings
from kooperation.negotiation.modes import (
    compare_modes,
    room_thresholds,
    solve_problems,
    trust_thresholds,
)
from kooperation.negotiation.situation import Mode, Setting, Situation
from kooperation.negotiation.temptation import after_claim, temptation

D = (4.0, 4.0)
P1, P2 = Project("P1", 8, 3, -4), Project("P2", 3, 7)
EXAMPLE = Situation(D, (P1, P2), DivisibleIssue(2, 10), fit=0.6)
STANDARD = Situation((0, 0), (P1,), DivisibleIssue(2), fit=0.6)  # utilities from 0 to 1

shares = st.integers(0, 20).map(lambda k: k / 20)
powers = st.integers(1, 19).map(lambda k: k / 20)
values = st.integers(-10, 40).map(lambda k: k / 4)
projects = st.builds(Project, st.just("P"), values, values, values)
situations = st.builds(
    Situation,
    st.tuples(*[st.integers(0, 18).map(lambda k: k / 4)] * 2),
    st.lists(projects, min_size=1, max_size=3).map(tuple),
    st.builds(DivisibleIssue, st.integers(10, 40).map(lambda k: k / 10), st.just(10.0)),
    st.integers(0, 15).map(lambda k: k / 10),
    values,
    values,
    st.booleans(),
)
settings = st.builds(
    Setting,
    powers,
    shares,
    shares,
    st.integers(1, 10).map(lambda k: k / 10),
    st.integers(0, 12).map(lambda k: k / 4),
)


# Mode I -------------------------------------------------------------------------------------------


def test_single_projects_are_blocked_and_the_package_is_not() -> None:
    assert losers(bundle([P1], D), D) == (1,)
    assert losers(bundle([P2], D), D) == (0,)
    package = bundle([P1, P2], D)
    assert package.utilities == (7, 6)
    assert losers(package, D) == ()
    assert best_deal([P1, P2], D, 0.5) == package


def test_a_side_payment_makes_the_blocked_project_possible() -> None:
    """Formula 3.4: t between 1 and 4; with equal power 2.5, and both have 5.5."""
    assert payment_range(bundle([P1], D), D, 1.0) == (1, 4)
    deal = with_payment(bundle([P1], D), D, 0.5)
    assert deal is not None
    assert (deal.payment, deal.payer, deal.utilities) == (2.5, 0, (5.5, 5.5))


def test_the_third_party_pays_for_what_looks_like_a_gain() -> None:
    """Formula 3.5: +3 for A and B, −1 with the third party."""
    alone = Situation(D, (P1,), DivisibleIssue(2, 10), fit=0.6)
    outcome = compare_modes(alone, Setting())[Mode.EXCHANGE]
    assert outcome.joint == pytest.approx(3)
    assert outcome.total == pytest.approx(-1)


def test_too_much_friction_makes_the_payment_fail() -> None:
    """What B loses, 1, is more than λ times A's gain of 4 from λ = 1/4 downwards."""
    assert with_payment(bundle([P1], D), D, 0.5, 0.25) is not None
    assert with_payment(bundle([P1], D), D, 0.5, 0.24) is None
    alone = Situation(D, (P1,), DivisibleIssue(2, 10), fit=0.6)
    outcome = compare_modes(alone, Setting(arriving=0.2))[Mode.EXCHANGE]
    assert (outcome.blockers, outcome.utilities, outcome.third) == ((1,), D, 0)
    assert outcome.share is None


def test_whoever_loses_is_paid_by_the_other() -> None:
    deal = with_payment(bundle([P2], D), D, 0.5)
    assert deal is not None
    assert deal.payer == 1
    assert deal.utilities == pytest.approx((5, 5))  # B gains 3, A loses 1


@given(situations, settings)
def test_what_both_agree_to_leaves_nobody_worse_off_and_is_efficient_on_its_set(
    situation: Situation, setting: Setting
) -> None:
    d, power, arriving = situation.disagreement, setting.power, setting.arriving
    found = deals(situation.projects, d, power, arriving)
    best = best_deal(situation.projects, d, power, arriving)
    assert (best is None) == (found == [])
    for deal in found:
        assert min(deal.utilities[i] - d[i] for i in (0, 1)) >= -1e-6
        assert best is not None
        better = [deal.utilities[i] > best.utilities[i] + 1e-6 for i in (0, 1)]
        assert not all(better)


# Modes II and III ---------------------------------------------------------------------------------


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


# All three ----------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (lambda: Setting(power=1.0), "Macht β"),
        (lambda: Setting(trust=2.0), "Vertrauen τ"),
        (lambda: Setting(room=-1.0), "Spielraum h"),
        (lambda: Setting(arriving=0.0), "λ"),
        (lambda: Setting(cost=-1.0), "Prozesskosten"),
        (lambda: Situation(D, (P1,), DivisibleIssue(1, 10), fit=-0.5), "κ_max"),
        (lambda: Situation((6, 6), (P1,), DivisibleIssue(1, 10), fit=0.5), "lässt beiden mehr"),
    ],
)
def test_wrong_numbers_are_named_in_german(wrong: Callable[[], object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        wrong()


# Which traits show --------------------------------------------------------------------------------


def shown(situation: Situation, setting: Setting, mode: Mode) -> set[str]:
    return {finding.key for finding in findings(situation, setting)[mode] if finding.shows}


def test_unequal_power_shows_in_a_paid_trade() -> None:
    """A's share of the gain from a payment without friction is β."""
    alone = Situation(D, (P1,), DivisibleIssue(2, 10), fit=0.6)
    (fixed,) = (f for f in findings(alone, Setting(0.78))[Mode.EXCHANGE] if f.key == "power_fixed")
    assert fixed.shows
    assert fixed.player == 0
    assert fixed.numbers["share"] == pytest.approx(0.78)
    assert "power_fixed" not in shown(alone, Setting(0.5), Mode.EXCHANGE)


def test_side_effects_show_where_the_third_party_loses() -> None:
    assert "externalises" in shown(EXAMPLE, Setting(), Mode.EXCHANGE)


def test_the_demand_for_trust_shows_where_it_is_missing() -> None:
    setting = Setting(power=0.8, trust=0.5, room=0.5, cost=0.1)
    assert "needs_trust" in shown(STANDARD, setting, Mode.PROBLEM_SOLVING)
    free = Setting(power=0.5, trust=1, room=1, cost=0.01)
    assert shown(STANDARD, free, Mode.PROBLEM_SOLVING) >= {"overcomes", "enlarges"}
    assert "needs_trust" not in shown(STANDARD, free, Mode.PROBLEM_SOLVING)


@given(situations, settings)
def test_findings_come_for_every_situation(situation: Situation, setting: Setting) -> None:
    found = findings(situation, setting)
    assert [len(found[mode]) for mode in Mode] == [5, 5, 5]


# Deception ----------------------------------------------------------------------------------------


def test_overstating_the_loss_moves_the_payment_until_the_deal_fails() -> None:
    """Formula 3.8: B claims 3 instead of 1; beyond 4 an efficient trade fails."""
    trade = Trade(gain=4, loss=1)
    assert agree(trade).payment == 2.5
    assert agree(trade).gains == (1.5, 1.5)
    assert agree(trade, said_loss=3).gains == (0.5, 2.5)
    assert agree(trade, said_loss=4).gains == (0, 3)
    assert not agree(trade, said_loss=4.01).reached
    assert trade.good
    assert most_profitable_claim(trade) == 4


def test_understating_the_gain_moves_it_the_other_way() -> None:
    assert agree(Trade(4, 1), said_gain=2).gains == (2.5, 0.5)
    assert not agree(Trade(4, 1), said_gain=2, said_loss=3).reached


amounts = st.integers(0, 40).map(lambda k: k / 4)
trades = st.builds(Trade, amounts, amounts, powers, st.integers(2, 10).map(lambda k: k / 10))


@given(trades, amounts, amounts)
def test_nobody_signs_what_truly_harms(trade: Trade, gain: float, loss: float) -> None:
    assert min(agree(trade, gain, loss).gains) >= -1e-9


@given(trades, amounts)
def test_no_claim_brings_b_more_than_the_best_one(trade: Trade, loss: float) -> None:
    best = most_profitable_claim(trade)
    if best is not None:
        assert agree(trade, said_loss=loss).gains[1] <= agree(trade, said_loss=best).gains[1] + 1e-9


@given(situations, settings)
def test_a_claim_leaves_nobody_below_the_truth(situation: Situation, setting: Setting) -> None:
    for mode in Mode:
        for player in (0, 1):
            found = after_claim(situation, setting, mode, player, 1.5)
            assert min(found[i] - situation.disagreement[i] for i in (0, 1)) >= -1e-6
            honest = compare_modes(situation, setting)[mode].utilities
            assert after_claim(situation, setting, mode, player, 0.0) == pytest.approx(
                honest, abs=1e-6
            )


def test_the_lie_of_the_trade_tempts_in_the_same_measure() -> None:
    """B claims 2 more: the payment rises from 2.5 to 3.5."""
    alone = Situation(D, (P1,), DivisibleIssue(2, 10), fit=0.6)
    assert after_claim(alone, Setting(), Mode.EXCHANGE, 1, 2.0) == pytest.approx((4.5, 6.5))
    assert temptation(alone, Setting(), Mode.EXCHANGE, [2.0]).gain == pytest.approx(1)


# Coordination -------------------------------------------------------------------------------------


def test_effort_is_counted_in_looks() -> None:
    """Formula 3.10: s^n against n·s·(n − 1)."""
    effort = Effort(5, 3)
    assert (effort.positive, effort.negative) == (243, 60)
    assert Effort(2, 2).positive == Effort(2, 2).negative == 4


@given(st.integers(2, 6), st.integers(2, 30))
def test_beyond_some_number_of_offices_looking_at_everything_costs_more(s: int, n: int) -> None:
    last = last_cheaper_size(s) or 1
    effort = Effort(n, s)
    assert (effort.positive > effort.negative) == (n > last)


def test_one_office_alone_has_nothing_to_coordinate() -> None:
    with pytest.raises(ValueError, match="Zahl der Stellen"):
        Effort(1, 3)
