"""What the models say of a town and what it needs: worked examples and laws (slides 16, 17)."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from towns import SLIDE, START, all_the_way, positions

from kooperation.games.classification import GameKind
from kooperation.games.game import C, D
from kooperation.repeated.shadow import is_dilemma
from kooperation.repeated.thresholds import risk_dominance_threshold
from kooperation.success_factors.levers import Effect, pulled
from kooperation.success_factors.levers_words import lever_effects
from kooperation.success_factors.needs import needs, read


def test_less_cost_pressure_turns_the_dilemma_into_a_stag_hunt() -> None:
    """Slide 17: T from 3 to 1.9 gives R > T > P > S; DD stays an equilibrium."""
    lowered = pulled(START, {"t": [Effect("temptation", -1.1)]}, {"t": 1.0})
    assert lowered.temptation == 1.9
    assert read(START).kind is GameKind.PRISONERS_DILEMMA
    assert read(START).equilibria == ((D, D),)
    assert read(lowered).kind is GameKind.STAG_HUNT
    assert read(lowered).equilibria == ((C, C), (D, D))
    assert all_the_way("kostendruck").temptation == 1.9
    assert read(all_the_way("kostendruck")).kind is GameKind.STAG_HUNT


@pytest.mark.parametrize(
    ("continuity", "discount", "holds"), [(0.7, 0.63, False), (0.95, 0.855, True)]
)
def test_the_same_people_again_bring_axelrods_game_over_its_threshold(
    continuity: float, discount: float, holds: bool
) -> None:
    """Slide 17: w = 0.7 against 0.95; with ρ = 0.9 and 5/3/1/0 the threshold is 2/3 (formula 2.5)."""
    axelrod = replace(SLIDE, temptation=5, reward=3, continuity=continuity)
    reading = read(axelrod)
    assert reading.discount == pytest.approx(discount)
    assert reading.tit_for_tat == pytest.approx(2 / 3)
    assert (reading.discount >= 2 / 3) is holds


def test_an_arrangement_instead_of_projects_takes_the_discount_from_a_half_to_nine_tenths() -> None:
    """Sheet, slide 17: δ from 0.5 to 0.9, here with the same people and hardly any discounting."""
    patient = replace(START, continuity=1.0, time_discount=0.999999)
    assert read(patient).discount == pytest.approx(0.5, abs=1e-5)
    assert read(all_the_way("strukturen", start=patient)).discount == pytest.approx(0.9, abs=1e-5)


def test_quality_standards_lower_the_trust_a_contract_takes() -> None:
    """Formula 1.8: q > (P − S)/(R − S), 1/2 with the slide's numbers; 1/3 with S = 0.5."""
    assert read(START).contract_trust == pytest.approx(1 / 2)
    assert read(all_the_way("qualitaet")).contract_trust == pytest.approx(1 / 3)


def test_quality_standards_have_a_side_effect_on_tit_for_tat() -> None:
    """(T − R)/(R − S) rises from 1/2 to 2/3 as S rises to 0.5: alternating hurts less (formula 2.5)."""
    assert read(all_the_way("qualitaet")).tit_for_tat == pytest.approx(2 / 3)


def test_the_weaker_side_needs_more_trust() -> None:
    """Formula 3.7: κ_max = 0.6, h = 0.5, c = 0.1: 0.444 with equal power; 0.368 and 0.645 with β = 0.8."""
    sheet = replace(START, leeway=0.5, process_cost=0.1, enlargement=0.6, power=0.5)
    assert read(sheet).problem_solving == pytest.approx((0.444, 0.444), abs=5e-4)
    assert read(replace(sheet, power=0.8)).problem_solving == pytest.approx(
        (0.368, 0.645), abs=5e-4
    )


@given(st.integers(0, 50).map(lambda percent: percent / 100))
def test_errors_echo_as_half_a_geometric_series(noise: float) -> None:
    """Formula 5.2: each round's rate is 1/2 + (1 − 2ε)^t/2."""
    expected = sum(1 / 2 + (1 - 2 * noise) ** t / 2 for t in range(1, 21)) / 20
    assert read(replace(START, noise=noise)).cooperation == pytest.approx(expected, abs=1e-9)


def test_the_free_rider_has_five_more() -> None:
    """Formula 1.9: n = 6, E = 10, m = 3: 35 against 30."""
    assert read(START).free_ride == pytest.approx(5)


def test_neither_people_nor_arrangement_alone_make_cooperation_the_less_risky_choice() -> None:
    alone = [read(all_the_way(key)) for key in ("kontinuitaet", "strukturen")]
    both = read(all_the_way("kontinuitaet", "strukturen"))
    assert all(reading.discount < 2 / 3 for reading in alone)
    assert both.discount > both.risk_dominance


@given(positions)
def test_more_of_every_lever_never_needs_more_trust_in_problem_solving(
    at: dict[str, float],
) -> None:
    less, more = (
        read(pulled(START, lever_effects(), {k: v * f for k, v in at.items()})) for f in (0.5, 1.0)
    )
    for a, b in zip(less.problem_solving, more.problem_solving, strict=True):
        assert b <= a + 1e-9
    assert more.growth >= less.growth - 1e-9
    assert more.discount >= less.discount - 1e-9
    assert more.free_ride <= less.free_ride + 1e-9
    assert more.cooperation >= less.cooperation - 1e-9


@given(st.floats(0.05, 0.95))
def test_it_does_not_matter_which_of_the_two_is_the_stronger_side(power: float) -> None:
    one, other = (read(replace(START, power=beta)) for beta in (power, 1 - power))
    assert one.problem_solving == pytest.approx(other.problem_solving)
    assert one.problem_solving[0] <= one.problem_solving[1]


def test_without_leeway_no_trust_will_do() -> None:
    assert read(replace(START, leeway=0.0)).problem_solving == (math.inf, math.inf)


def test_each_need_is_met_exactly_from_its_threshold_on() -> None:
    both = all_the_way("kontinuitaet", "strukturen")
    found = {need.key: need for need in needs(both, read(both))}
    assert found["grim"].met
    assert found["risk_dominance"].met
    assert found["start"].need == read(both).strategy_trust
    assert not found["weaker"].met
    enough = replace(both, trust=found["start"].need)
    assert {n.key: n.met for n in needs(enough, read(enough))}["start"]


def test_in_the_weak_start_nothing_suffices_and_no_trust_would() -> None:
    found = {need.key: need for need in needs(START, read(START))}
    assert not any(need.met for need in found.values())
    assert found["start"].need == math.inf


def test_a_stag_hunt_needs_no_future_but_trust() -> None:
    hunt = all_the_way("kostendruck")
    found = {need.key: need for need in needs(hunt, read(hunt))}
    assert (found["grim"].need, found["tit_for_tat"].need) == (0, 0)
    assert 0 < found["start"].need < 1


@given(positions)
def test_above_its_threshold_of_risk_dominance_half_the_trust_suffices(
    at: dict[str, float],
) -> None:
    """Formula 2.9, and the same in a stag hunt; in a dilemma it is the threshold of thresholds.py."""
    now = pulled(START, lever_effects(), at)
    reading = read(now)
    if abs(reading.discount - reading.risk_dominance) > 1e-6 and reading.strategy_trust is not None:
        assert (reading.strategy_trust < 0.5) is (reading.discount > reading.risk_dominance)
    if is_dilemma(now.game):
        assert reading.risk_dominance == pytest.approx(risk_dominance_threshold(now.game))
