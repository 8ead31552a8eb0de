"""Verdicts that hold when each assumed effect is half as large or half as large again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import START, positions

from kooperation.games.classification import GameKind
from kooperation.practice.prediction_words import predictions
from kooperation.success_factors.assumptions import (
    RESTS_ON,
    SHARES,
    NeedBand,
    Sufficiency,
    Trend,
    bands,
    kinds,
    varied,
)
from kooperation.success_factors.levers import TownSituation
from kooperation.success_factors.levers_words import lever_effects, levers, towns
from kooperation.success_factors.needs import needs, read

EFFECTS = lever_effects()
MOVED = sorted({effect.parameter for effects in EFFECTS.values() for effect in effects})
scales = st.fixed_dictionaries({key: st.floats(*SHARES) for key in MOVED})
LOCAL = {key: 1.0 for key, lever in levers().items() if lever.reach == "örtlich"}


def told(now: Mapping[str, float], start: TownSituation = START) -> dict[str, NeedBand]:
    return {band.key: band for band in bands(start, EFFECTS, now)}


@settings(max_examples=40, deadline=None)
@given(positions, scales, st.sampled_from(sorted(towns())))
def test_whatever_the_effects_are_between_the_shares_the_verdict_holds(
    now: dict[str, float], scale: dict[str, float], town: str
) -> None:
    """Needs are monotone in each parameter, so it is enough to look at the extremes."""
    start = towns()[town].situation
    found = told(now, start)
    there = varied(start, EFFECTS, now, scale)
    for need in needs(there, read(there)):
        band = found[need.key]
        assert band.have[0] - 1e-9 <= need.have <= band.have[1] + 1e-9
        assert band.need[0] - 1e-9 <= need.need <= band.need[1] + 1e-9
        if band.verdict is not Sufficiency.OPEN:
            assert need.met is (band.verdict is Sufficiency.MET)


@settings(max_examples=30, deadline=None)
@given(positions, scales)
def test_a_direction_that_is_told_is_never_the_other_way(
    now: dict[str, float], scale: dict[str, float]
) -> None:
    found = told(now)
    there = varied(START, EFFECTS, now, scale)
    before = {need.key: need.need - need.have for need in needs(START, read(START))}
    for need in needs(there, read(there)):
        gap = need.need - need.have
        if found[need.key].trend is Trend.NEARER:
            assert gap <= before[need.key] + 1e-9
        if found[need.key].trend is Trend.FURTHER:
            assert gap >= before[need.key] - 1e-9


def test_effects_on_the_same_parameter_have_the_same_sign() -> None:
    """So their sum is smallest when each is smallest, and the extremes are those of the parameters."""
    for parameter in MOVED:
        changes = [
            e.change for effects in EFFECTS.values() for e in effects if e.parameter == parameter
        ]
        assert all(change > 0 for change in changes) or all(change < 0 for change in changes)


@pytest.mark.parametrize("key", sorted(RESTS_ON))
def test_what_a_need_does_not_rest_on_cannot_change_it(key: str) -> None:
    others = set(MOVED) - RESTS_ON[key]
    everything = dict.fromkeys(levers(), 1.0)
    seen = set()
    for share in SHARES:
        there = varied(START, EFFECTS, everything, dict.fromkeys(others, share))
        seen.add({n.key: (n.have, n.need) for n in needs(there, read(there))}[key])
    assert len(seen) == 1


def test_only_people_and_arrangement_together_carry_in_any_case() -> None:
    """δ = 0.9·w₁·w₂ from 0.7 and 0.5: people alone at most 0.45, the arrangement 0.44 to 0.63, both at least 0.52."""
    people, frame = {"kontinuitaet": 1.0}, {"strukturen": 1.0}
    assert told(people)["grim"].verdict is Sufficiency.MISSING
    assert told(people)["grim"].have[1] == pytest.approx(0.45)
    assert told(frame)["grim"].verdict is Sufficiency.OPEN
    assert told(frame)["grim"].have == pytest.approx((0.441, 0.63))
    both = told(people | frame)
    assert both["grim"].verdict is Sufficiency.MET
    assert both["grim"].have[0] == pytest.approx(0.825 * 0.7 * 0.9)
    assert both["risk_dominance"].verdict is Sufficiency.OPEN


def test_whether_less_cost_pressure_makes_a_stag_hunt_depends_on_how_much_it_does() -> None:
    """T = 3 − 0.55 = 2.45 stays above R = 2.05; T = 1.9 does not."""
    found = kinds(START, EFFECTS, {"kostendruck": 1.0})
    assert found == (GameKind.STAG_HUNT, GameKind.PRISONERS_DILEMMA)
    assert kinds(START, EFFECTS, {}) == (GameKind.PRISONERS_DILEMMA,)
    assert told({"kostendruck": 1.0})["start"].verdict is Sufficiency.MISSING


def test_what_the_predictions_of_lecture_8_say_holds_under_all_assumptions() -> None:
    assert predictions()["hebel-oertlich"].observed == "traegt"
    assert kinds(START, EFFECTS, LOCAL) == (GameKind.PRISONERS_DILEMMA,)
    assert told(LOCAL)["grim"].verdict is Sufficiency.MET
    assert told(LOCAL)["tit_for_tat"].verdict is Sufficiency.OPEN
    assert predictions()["hebel-standards"].observed == "schwerer"
    standards = told({"qualitaet": 1.0})
    assert standards["tit_for_tat"].trend is Trend.FURTHER
    assert standards["contract"].trend is Trend.NEARER


def test_two_of_ten_pairs_are_left_after_two_years() -> None:
    """Prediction „faktor-kontinuitaet“: two thirds stay each year, in both houses."""
    assert predictions()["faktor-kontinuitaet"].observed == "zwei"
    assert round(10 * (2 / 3) ** (2 * 2)) == 2


def test_a_trend_is_that_since_before() -> None:
    less, more = {"strukturen": 0.5}, {"strukturen": 0.5, "kontinuitaet": 0.5}
    trends = {band.key: band.trend for band in bands(START, EFFECTS, more, less)}
    assert trends["grim"] is Trend.NEARER
    assert trends["stronger"] is Trend.SAME
    back = {band.key: band.trend for band in bands(START, EFFECTS, less, more)}
    assert back["grim"] is Trend.FURTHER


def test_nothing_pulled_is_no_band() -> None:
    for band in bands(START, EFFECTS, {}):
        assert band.have[0] == band.have[1]
        assert band.need[0] == band.need[1]
        assert band.trend is Trend.SAME
        assert band.verdict is Sufficiency.MISSING
