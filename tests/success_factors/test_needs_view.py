"""Needs as a chart and in words."""

from __future__ import annotations

import math

import plotly.graph_objects as go
import pytest
from towns import START, all_the_way

from kooperation.success_factors.needs import Need, needs, read
from kooperation.success_factors.needs_view import END, need_text, needs_alt, needs_figure


def test_the_chart_is_a_figure_that_plotly_accepts_and_says_each_need() -> None:
    found = needs(START, read(START))
    assert len(go.Figure(needs_figure(found)).data) == 3
    assert needs_alt(found).count(";") == len(found)  # one within „keine Menge reicht“, one between


@pytest.mark.parametrize(
    ("need", "text"),
    [
        (Need("grim", 0.63, 0.5), "0,63, nötig 0,5: ✓ reicht"),
        (Need("grim", 0.5, 0.5), "0,5, nötig 0,5: ✓ reicht"),
        (Need("contract", 0.5, 0.5), "0,5, nötig 0,5: ✗ fehlt"),  # a tie is no reason to trust
        (Need("grim", 0.3, 0.0), "0,3, nötig nichts: ✓ reicht"),
        (Need("weaker", 0.3, 1.0), "0,3; keine Menge reicht"),
        (Need("start", 0.3, math.inf), "0,3; keine Menge reicht"),
    ],
    ids=str,
)
def test_a_need_is_said_with_its_verdict(need: Need, text: str) -> None:
    assert need_text(need) == text


def test_what_no_amount_meets_stands_at_the_end_of_the_axis() -> None:
    diamonds = needs_figure([Need("start", 0.3, math.inf), Need("weaker", 0.3, 0.7)])["data"][1]
    assert diamonds["x"] == [END, 0.7]


def test_a_dilemma_no_more_needs_nothing_of_the_future() -> None:
    """Slide 17: T = 1.9 makes a stag hunt, in which cooperation is an equilibrium of one round."""
    hunt = all_the_way("kostendruck")
    told = needs_alt(needs(hunt, read(hunt)))
    assert "δ: Grim Trigger hält: 0,32, nötig nichts: ✓ reicht" in told
