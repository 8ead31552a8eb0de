"""Levers add up within bounds, and refuse what they are not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from towns import START, positions

from kooperation.success_factors.levers import Effect, pulled
from kooperation.success_factors.levers_words import lever_effects, levers, towns


@given(positions)
def test_levers_add_up_in_any_order(at: dict[str, float]) -> None:
    backwards = dict(reversed(at.items()))
    assert pulled(START, lever_effects(), at) == pulled(START, lever_effects(), backwards)


@pytest.mark.parametrize("town", towns().values(), ids=lambda town: town.key)
def test_nothing_pulled_changes_nothing(town: object) -> None:
    assert pulled(START, lever_effects(), dict.fromkeys(levers(), 0.0)) == START


def test_shares_stay_shares_and_nobody_is_better_off_exploited_than_in_mutual_defection() -> None:
    far = {
        "x": [
            Effect("trust", 5),
            Effect("sucker", 9),
            Effect("noise", -9),
            Effect("process_cost", -9),
        ]
    }
    there = pulled(START, far, {"x": 1.0})
    assert (there.trust, there.sucker, there.noise, there.process_cost) == (
        1,
        START.punishment,
        0,
        0,
    )


@pytest.mark.parametrize(
    "wrong",
    [{"trust": 1.2}, {"process_cost": -1.0}, {"time_discount": 1.0}, {"noise": 0.6}, {"power": 0.0}, {"parties": 1}],
    ids=str,
)  # fmt: skip
def test_a_number_out_of_range_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        replace(START, **wrong)


def test_unknown_levers_and_positions_are_named() -> None:
    with pytest.raises(ValueError, match="zauberstab"):
        pulled(START, lever_effects(), {"zauberstab": 1.0})
    with pytest.raises(ValueError, match="1,5"):
        pulled(START, lever_effects(), {"leitbild": 1.5})
