"""Needs as a chart and in words: bands and directions, no numbers."""

from __future__ import annotations

import math

import plotly.graph_objects as go
import pytest
from towns import START

from kooperation.success_factors.assumptions import NeedBand, Sufficiency, Trend, bands
from kooperation.success_factors.levers_words import lever_effects
from kooperation.success_factors.needs_view import END, need_text, needs_alt, needs_figure


def test_the_chart_is_a_figure_that_plotly_accepts_and_says_each_need() -> None:
    found = bands(START, lever_effects(), {"kostendruck": 1.0})
    assert len(go.Figure(needs_figure(found)).data) == 3
    assert needs_alt(found).count(";") == len(found) - 1


@pytest.mark.parametrize(
    ("verdict", "trend", "text"),
    [
        (Sufficiency.MET, Trend.NEARER, "▲ günstiger, ✓ reicht"),
        (Sufficiency.MISSING, Trend.FURTHER, "▼ ungünstiger, ✗ fehlt"),
        (Sufficiency.OPEN, Trend.OPEN, "▲▼ je nach Annahme, ? offen"),
        (Sufficiency.MISSING, Trend.SAME, "= unverändert, ✗ fehlt"),
    ],
)
def test_a_need_is_said_by_its_direction_and_its_verdict(
    verdict: Sufficiency, trend: Trend, text: str
) -> None:
    assert need_text(NeedBand("grim", (0.4, 0.6), (0.5, 0.5), verdict, trend)) == text


def test_a_band_is_drawn_from_its_lowest_to_its_highest() -> None:
    band = NeedBand("grim", (0.4, 0.6), (0.3, 0.5), Sufficiency.OPEN, Trend.NEARER)
    bars, diamonds, verdicts = needs_figure([band])["data"]
    assert (bars["x"], bars["error_x"]["array"]) == ([0.5], pytest.approx([0.1]))
    assert (diamonds["x"], diamonds["error_x"]["array"]) == ([0.4], pytest.approx([0.1]))
    assert verdicts["x"] == [0.6]  # right of both


def test_what_no_amount_meets_stands_at_the_end_of_the_axis() -> None:
    never = NeedBand("start", (0.3, 0.3), (math.inf, math.inf), Sufficiency.MISSING, Trend.SAME)
    maybe = NeedBand("start", (0.3, 0.3), (0.75, math.inf), Sufficiency.MISSING, Trend.NEARER)
    diamonds = needs_figure([never, maybe])["data"][1]
    assert diamonds["x"] == [END, 1.0]
    assert diamonds["error_x"]["array"] == [0.0, 0.25]
