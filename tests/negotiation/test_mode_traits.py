"""Which traits of slide 15 show, and by which numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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
from kooperation.negotiation.exchange import Project
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


# A score sheet, by hand: pure division of 10 with d = (4, 2) and β = 3/4 is settled at (7, 3), with β = 1/2
# at (6, 4). The project brings A 5 and costs B 1; A pays 1 + (1 − β)·(5 − 1) = 2, so both have (7, 3) again.
# κ = 1 + 1·0.6·0.4 = 1.24 adds 2.4, of which A has 3/4: (8.8, 3.6) less 0.1. B, who claims 4 more, is paid 5, not 2.
SHEET = Setting(power=0.75, trust=0.6, room=0.4, cost=0.1)
DIVIDED = Situation((4, 2), (Project("P", 9, 1, -3),), DivisibleIssue(1, 10), fit=1)
SCORES: dict[Mode, dict[str, tuple[bool, int | None, dict[str, float]]]] = {
    Mode.EXCHANGE: {
        "positions": (True, None, {}),
        "little_room": (True, None, {"room": 0.4}),
        "power_fixed": (True, 0, {"share": 0.75}),
        "deception": (True, 1, {"claimed": 4, "gain": 3}),
        "externalises": (True, None, {"third": -3, "joint": 4, "total": 1}),
    },
    Mode.COMPROMISE: {
        "little_adjustment": (False, None, {"first": 0.3, "second": 0.7}),
        "stabilises": (True, None, {"first": 3, "second": 1}),
        "power_prone": (True, 0, {"shift": 1, "share": 0.75}),
        "little_innovation": (True, None, {"missed": 0.4 * 10 - 0.2}),
        "narrow": (False, None, {"beyond": 0}),
    },
    Mode.PROBLEM_SOLVING: {
        "overcomes": (True, None, {"first": 1.7, "second": 0.5}),
        "enlarges": (True, None, {"growth": 0.24}),
        "innovative": (True, None, {"more": 6.2 - 4}),
        "needs_trust": (False, 1, {"needed": 0.1 / (0.4 * 10 / 4), "trust": 0.6}),
        "needs_room": (False, 1, {"needed": 0.1 / (0.6 * 10 / 4), "room": 0.4}),
    },
}


def test_a_worked_example_has_all_fifteen_traits_with_their_numbers() -> None:
    for mode, found in findings(DIVIDED, SHEET).items():
        assert [finding.key for finding in found] == list(SCORES[mode])
        for finding in found:
            shows, player, numbers = SCORES[mode][finding.key]
            assert (finding.key, finding.shows, finding.player) == (finding.key, shows, player)
            assert finding.numbers == pytest.approx(numbers, abs=1e-9), finding.key


def test_with_the_sides_exchanged_the_same_shows_of_the_other_one() -> None:
    turned = Situation((2, 4), (Project("P", 1, 9, -3),), DivisibleIssue(1, 10), fit=1)
    for mode, found in findings(turned, replace(SHEET, power=0.25)).items():
        for finding in found:
            shows, player, numbers = SCORES[mode][finding.key]
            swap = {"first": "second", "second": "first"}
            assert finding.shows is shows, finding.key
            assert finding.player == (None if player is None else 1 - player), finding.key
            expected = {swap.get(name, name): value for name, value in numbers.items()}
            assert finding.numbers == pytest.approx(expected, abs=1e-9), finding.key


@pytest.mark.parametrize(
    ("mode", "key", "shows", "not_yet"),
    [  # a split counts from 60 %, room is a demand below one half, growth counts from a twentieth
        (Mode.EXCHANGE, "power_fixed", {"power": 0.6}, {"power": 0.59}),
        (Mode.EXCHANGE, "little_room", {"room": 0.49}, {"room": 0.5}),
        (Mode.COMPROMISE, "power_prone", {"power": 0.625}, {"power": 0.62}),  # 4·0.125 = 0.5
        (Mode.COMPROMISE, "little_adjustment", {"power": 0.25}, {"power": 0.24}),  # (5, 5)
        (Mode.PROBLEM_SOLVING, "enlarges", {"trust": 0.125}, {"trust": 0.124}),  # 0.4·0.125 = 0.05
    ],
)
def test_a_trait_shows_from_its_bound_on(
    mode: Mode, key: str, shows: dict[str, Any], not_yet: dict[str, Any]
) -> None:
    free = replace(SHEET, cost=0)
    assert key in shown(DIVIDED, replace(free, **shows), mode)
    assert key not in shown(DIVIDED, replace(free, **not_yet), mode)


def test_what_is_blocked_has_none_of_the_traits_of_an_agreement() -> None:
    """Without payments B refuses the project; costs of 2 are more than κ brings B."""
    blocked = replace(SHEET, payments=False, cost=2)
    assert shown(DIVIDED, blocked, Mode.EXCHANGE) == set()
    assert shown(DIVIDED, blocked, Mode.PROBLEM_SOLVING) == {"needs_trust", "needs_room"}
    (fixed,) = (f for f in findings(DIVIDED, blocked)[Mode.EXCHANGE] if f.key == "power_fixed")
    assert fixed.numbers == {"share": 0.5}


def test_among_equals_nobody_is_the_stronger_or_the_weaker() -> None:
    """β = 1/2 and d = (0, 0): (5, 5)."""
    even = replace(DIVIDED, disagreement=(0, 0))
    found = findings(even, replace(SHEET, power=0.5))
    players = {f.key: f.player for mode in found.values() for f in mode}
    assert players["power_fixed"] is players["power_prone"] is None
    assert players["needs_trust"] is players["needs_room"] is None
