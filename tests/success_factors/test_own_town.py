"""A town of one's own: levels in words stand for numbers of the model, and whatever is stored gives a town."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import START, positions

from kooperation.kit.html import Markup
from kooperation.success_factors.assumptions import RESTS_ON, SHARES, bands, varied
from kooperation.success_factors.levers import TownSituation
from kooperation.success_factors.levers_words import begin_with, conditions, lever_effects, levers
from kooperation.success_factors.needs import needs, read
from kooperation.success_factors.own_town import (
    LONGEST,
    TypedTown,
    one_level_off,
    read_town,
    situation_of,
)
from kooperation.success_factors.own_town_view import own_situation, town_table, town_title

LEVELS = st.fixed_dictionaries({key: st.integers(0, 4) for key in conditions()})
SAME_EVERYWHERE = {"reward", "punishment", "time_discount", "enlargement"}


def test_every_number_of_the_model_is_asked_or_the_same_in_all_towns() -> None:
    assert set(conditions()) | SAME_EVERYWHERE == set(asdict(START))
    assert not set(conditions()) & SAME_EVERYWHERE


def test_levels_go_from_the_least_favourable_to_the_most() -> None:
    """A better level alone takes no need further away, nor makes free riding pay more. Two do both: equal weight takes
    from the stronger side, and where disappointment hurts less, Tit-for-Tat deters less.
    """
    for key, condition in conditions().items():
        assert len(condition.values) == len(condition.words) == 5, key
        readings = [replace(START, **{key: value}) for value in condition.values]  # type: ignore[arg-type]
        told = [read(one) for one in readings]
        gaps = [
            {need.key: need.need - need.have for need in needs(one, reading)}
            for one, reading in zip(readings, told, strict=True)
        ]
        for worse, better in pairwise(gaps):
            if key not in ("power", "sucker"):
                assert all(better[need] <= worse[need] + 1e-9 for need in worse), key
        assert told[-1].cooperation >= told[0].cooperation
        assert told[-1].free_ride <= told[0].free_ride + 1e-9


def test_who_has_not_chosen_begins_in_the_mittelstadt() -> None:
    assert begin_with() == START
    assert own_situation(TypedTown()) == START
    chosen = TypedTown(levels={"trust": 4, "parties": 0})
    assert own_situation(chosen) == replace(START, trust=0.9, parties=12)


@settings(max_examples=60, deadline=None)
@given(LEVELS, positions)
def test_in_every_town_every_lever_can_be_pulled(
    levels: dict[str, int], now: dict[str, float]
) -> None:
    start = situation_of(TypedTown(levels=levels), conditions(), START)
    assert isinstance(start, TownSituation)
    assert {band.key for band in bands(start, lever_effects(), now)} == set(RESTS_ON)


def test_temptation_stays_above_disappointment_however_strong_the_levers_are() -> None:
    """At the least T and the mildest S: 2.7 − 1.5 · 1.1 = 1.05, and S goes no further than P = 1. Else T − S divides by 0."""
    start = own_situation(TypedTown(levels={"temptation": 4, "sucker": 4}))
    most = dict.fromkeys(asdict(START), max(SHARES))
    there = varied(start, lever_effects(), dict.fromkeys(levers(), 1.0), most)
    assert (there.temptation, there.sucker) == pytest.approx((1.05, 1.0))


def test_one_level_beside_is_the_next_one_and_at_an_end_there_is_one_less() -> None:
    off = one_level_off(TypedTown(levels={"trust": 0, "leeway": 2, "power": 4}), conditions())
    assert off["trust"] == (0.1, 0.3)
    assert off["leeway"] == (0.25, 0.4, 0.6)
    assert off["power"] == (0.6, 0.5)


# Stored -------------------------------------------------------------------------------------------


def test_what_is_stored_comes_back() -> None:
    town = TypedTown("Altstadt", {"trust": 4, "noise": 0})
    assert read_town(town.plain(), conditions()) == town
    assert read_town(None, conditions()).is_empty


@pytest.mark.parametrize(
    "stored",
    [3, [], "x", {"name": 3}, {"stufen": [1]}, {"name": "\u202e ", "stufen": {"trust": 5}},
     {"stufen": {"trust": -1, "noise": True, "power": 1.0, "leeway": "2", "atlantis": 1}}],
)  # fmt: skip
def test_what_is_malformed_is_left_out(stored: Any) -> None:
    assert read_town(stored, conditions()).is_empty


@given(st.dictionaries(st.sampled_from(["name", "stufen"]), st.text() | st.integers() | LEVELS))
def test_any_data_gives_a_town_with_a_situation(stored: Any) -> None:
    town = read_town(stored, conditions())
    assert read_town(town.plain(), conditions()) == town
    own_situation(town)


def test_a_name_is_one_line_of_text_and_no_longer_than_it_may_be() -> None:
    hostile = "<img src=x>\nBach" + "x" * 99
    town = read_town({"name": hostile}, conditions())
    assert len(town.name) == LONGEST
    assert "\n" not in town.name
    assert "<img" not in town_table(town)
    assert "&lt;img src=x&gt; Bach" in town_table(town)


def test_the_table_says_each_answer_in_words() -> None:
    shown = town_table(TypedTown("Bach", {"process_cost": 1}))
    assert "Aufwand</th><td>einen halben Tag" in shown
    assert Markup(shown).striptags().startswith("Bach (Ihr Ort)")
    assert town_title(TypedTown()) == "Ihr eigener Ort"
