"""Mode I: packages and payments, in worked examples and in any situation."""

from __future__ import annotations

import pytest
from hypothesis import given
from negotiations import (
    P1,
    P2,
    D,
    settings,
    situations,
)

from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.exchange import (
    Project,
    best_deal,
    bundle,
    deals,
    losers,
    payment_range,
    with_payment,
)
from kooperation.negotiation.modes import (
    compare_modes,
)
from kooperation.negotiation.situation import Mode, Setting, Situation


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


def test_of_equally_good_deals_the_one_with_the_greater_sum_comes_about() -> None:
    """4·1 = 2·2 with equal power, but 4 + 1 is more than 2 + 2; whichever is named first."""
    uneven, even = Project("uneven", 4, 1), Project("even", 2, 2)
    for projects in ([uneven, even], [even, uneven]):
        best = best_deal(projects, (0, 0), 0.5, packages=False)
        assert best is not None
        assert best.projects == (uneven,)


def test_what_all_block_is_the_bundle_with_the_greatest_sum_and_who_loses_by_it_is_named() -> None:
    """Without payments: A loses by the first, B by the second, and both together still leave B less."""
    first, second = Project("first", 3, 6), Project("second", 9, 1)  # −1 and +2, +5 and −3
    stuck = Situation(D, (first, second), DivisibleIssue(2, 10), fit=0)
    outcome = compare_modes(stuck, Setting(payments=False))[Mode.EXCHANGE]
    assert outcome.deal is not None
    assert (outcome.deal.projects, outcome.blockers) == ((first, second), (1,))  # 4 − 1 = 3
    single = compare_modes(stuck, Setting(payments=False, packages=False))[Mode.EXCHANGE]
    assert single.deal is not None
    assert (single.deal.projects, single.proposal, single.blockers) == ((second,), (9, 1), (1,))


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
