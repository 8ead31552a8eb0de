"""Verdicts on a town of which one only knows about how it stands: they hold wherever its numbers may lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import START, positions

from kooperation.success_factors.assumptions import SHARES, Sufficiency, bands, varied
from kooperation.success_factors.estimates import Robustness, robustness
from kooperation.success_factors.levers import TownSituation
from kooperation.success_factors.levers_words import conditions, lever_effects
from kooperation.success_factors.needs import needs, read
from kooperation.success_factors.own_town import TypedTown, one_level_off
from kooperation.success_factors.own_town_view import own_in_words, own_situation, robust_in_words

EFFECTS = lever_effects()
MOVED = sorted({effect.parameter for effects in EFFECTS.values() for effect in effects})


def left(town: TypedTown, now: Mapping[str, float]) -> Robustness:
    start = own_situation(town)
    ranges = one_level_off(town, conditions())
    return robustness(bands(start, EFFECTS, now), start, ranges, EFFECTS, now)


def met(start: TownSituation, now: Mapping[str, float], scale: Mapping[str, float]) -> dict[str, bool]:  # fmt: skip
    there = varied(start, EFFECTS, now, scale)
    return {need.key: need.met for need in needs(there, read(there))}


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries({key: st.integers(0, 4) for key in conditions()}),
    positions,
    st.fixed_dictionaries({key: st.floats(0, 1) for key in conditions()}),
    st.fixed_dictionaries({key: st.floats(*SHARES) for key in MOVED}),
)
def test_what_is_firm_holds_wherever_the_town_lies_between_the_levels_and_whatever_levers_do(
    levels: dict[str, int],
    now: dict[str, float],
    between: dict[str, float],
    scale: dict[str, float],
) -> None:
    """Corners are enough, since needs are monotone in each number; here one looks within."""
    town = TypedTown(levels=levels)
    verdicts = {band.key: band.verdict for band in bands(own_situation(town), EFFECTS, now)}
    numbers = {}
    for key, values in one_level_off(town, conditions()).items():
        low, high = min(values), max(values)
        numbers[key] = low + between[key] * (high - low)
    numbers["parties"] = round(numbers["parties"])
    anywhere = TownSituation(**{**vars(START), **numbers})
    found = met(anywhere, now, scale)
    for key in left(town, now).firm:
        assert found[key] is (verdicts[key] is Sufficiency.MET), key


def test_of_the_mittelstadt_two_verdicts_hold_and_no_answer_alone_changes_one() -> None:
    """δ = 0.9 · 0.7 · 0.5 = 0.315, at most 0.9 · 0.85 · 0.7 = 0.536 one level up. Grim needs (T − R)/(T − P) = 1/2, and
    0.7/1.7 = 0.41 if T is a level lower; to be risk-dominant it takes 1 − (R − P)/(T − S) = 2/3, at least 1 − 1/2.3 = 0.57.
    """
    found = left(TypedTown(), {})
    assert found.firm == ("risk_dominance", "start")
    assert set(found.shaky) == {"grim", "tit_for_tat", "contract", "stronger", "weaker"}
    assert found.tipping == ()
    assert 0.9 * 0.85 * 0.7 > 0.7 / 1.7
    assert 0.9 * 0.85 * 0.7 < 1 - 1 / 2.3
    for key, values in one_level_off(TypedTown(), conditions()).items():
        for value in values:
            assert not any(met(TownSituation(**{**vars(START), key: value}), {}, {}).values()), key


def test_an_answer_on_which_a_verdict_hangs_alone_is_named() -> None:
    """At S = −1 the trust game takes (P − S)/(R − S) = 2/3: trust of 0.7 is enough, a level lower 0.5 is not."""
    town = TypedTown(levels={"trust": 3, "sucker": 0})
    found = left(town, {})
    assert "trust" in found.tipping
    assert "contract" in found.shaky
    assert "noise" not in found.tipping  # it changes no need


def test_power_may_be_the_last_straw() -> None:
    """All in the weaker side's favour by a level, it joins the search if power is equal, and not at 0.6."""
    town = TypedTown(levels={"trust": 0, "leeway": 2, "process_cost": 2, "power": 3})
    best = replace(START, trust=0.3, leeway=0.6, process_cost=0.08)
    assert met(replace(best, power=0.5), {}, {})["weaker"]
    assert not met(replace(best, power=0.6), {}, {})["weaker"]
    assert "weaker" in left(town, {}).shaky


def test_what_is_open_already_is_neither_firm_nor_shaky() -> None:
    now = {"strukturen": 1.0}
    opened = {b.key for b in bands(START, EFFECTS, now) if b.verdict is Sufficiency.OPEN}
    found = left(TypedTown(), now)
    assert "grim" in opened
    assert not opened & {*found.firm, *found.shaky}


def test_without_ranges_what_is_sure_is_firm() -> None:
    found = bands(START, EFFECTS, {})
    whole = robustness(found, START, {}, EFFECTS, {})
    assert whole == Robustness(tuple(band.key for band in found), (), ())


@pytest.mark.parametrize(
    ("left_over", "said"),
    [
        (Robustness(("start",), ("grim",), ()), ["Auch wenn alle Ihre Angaben eine Stufe danebenliegen, gilt: „τ: anfangen“: ✗ fehlt. Die anderen Urteile können dann kippen.", "Eine Stufe bei einer einzigen Angabe ändert noch kein Urteil."]),
        (Robustness(("start", "grim"), (), ()), ["Jedes Urteil gilt auch, wenn alle Ihre Angaben eine Stufe danebenliegen: „τ: anfangen“ und „δ: Grim Trigger hält“: ✗ fehlt."]),
        (Robustness((), ("grim",), ("trust", "noise")), ["Jedes Urteil kann kippen, wenn alle Ihre Angaben eine Stufe danebenliegen.", "Schon eine Stufe allein ändert ein Urteil bei „Vertrauen“ und „Irrtümer“: Sehen Sie dort zuerst genauer hin."]),
        (Robustness((), (), ()), []),
    ],
)  # fmt: skip
def test_what_is_left_is_said_in_sentences(left_over: Robustness, said: list[str]) -> None:
    found = bands(START, EFFECTS, {})
    assert [line.striptags() for line in robust_in_words(found, left_over)] == said


def test_a_town_of_ones_own_is_told_as_the_others_are_and_how_robust_that_is() -> None:
    town = TypedTown("Bach", {"continuity": 4, "permanence": 4})
    said = [str(line) for line in own_in_words(town, bands(own_situation(town), EFFECTS, {}), {})]
    assert "Die Zukunft zählt genug" in said[1]
    assert len(said) == 6
