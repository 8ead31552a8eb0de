"""The levers, factors and towns as records."""

from __future__ import annotations

import pytest
from towns import START, all_the_way

from kooperation.base.sources import sources
from kooperation.base.words import Words
from kooperation.success_factors.cooperation_check import TOP
from kooperation.success_factors.levers_words import factors, lever_effects, levers


def test_every_lever_of_slide_17_and_every_factor_of_slide_16_is_there() -> None:
    assert sum(lever.slide == 17 for lever in levers().values()) == 8
    assert sum(16 in factor.slides for factor in factors().values()) == 5
    assert sum(17 in factor.slides for factor in factors().values()) == 8
    assert all(len(factor.levels) == TOP + 1 for factor in factors().values())


def test_sources_of_levers_exist_and_only_cost_pressure_is_out_of_reach() -> None:
    for lever in levers().values():
        assert lever.sources
        assert not set(lever.sources) - set(sources()), lever.key
    assert [k for k, lever in levers().items() if lever.reach == "politisch"] == ["kostendruck"]


def test_every_parameter_has_a_german_name() -> None:
    moved = {effect.parameter for effects in lever_effects().values() for effect in effects}
    assert moved <= set(Words("success_factors.town").section("parameters"))


def test_what_a_lever_says_of_itself_is_what_it_does() -> None:
    """The sentences name numbers for the first town; here they are held against the effects."""
    said = {
        "strukturen": ("permanence", 0.5, 0.9),
        "kontinuitaet": ("continuity", 0.7, 0.95),
        "professionalitaet": ("noise", 0.1, 0.01),
        "kostendruck": ("temptation", 3, 1.9),
        "qualitaet": ("sucker", 0, 0.5),
    }
    for key, (parameter, before, after) in said.items():
        assert getattr(START, parameter) == before
        assert getattr(all_the_way(key), parameter) == pytest.approx(after)
        for value in (before, after):
            assert f"{value:g}".replace(".", ",") in levers()[key].why, key
