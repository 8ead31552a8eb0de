"""Which traits of slide 15 show, and by which numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from negotiations import (
    EXAMPLE,
    P1,
    STANDARD,
    D,
    settings,
    situations,
)

from kooperation.negotiation.bargaining import DivisibleIssue
from kooperation.negotiation.mode_traits import findings
from kooperation.negotiation.situation import Mode, Setting, Situation


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
