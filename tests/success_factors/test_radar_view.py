"""The radar chart of the check."""

from __future__ import annotations

import plotly.graph_objects as go

from kooperation.success_factors.levers_words import factors
from kooperation.success_factors.radar_view import radar, radar_alt

FIRST, LAST = dict.fromkeys(factors(), 0), dict.fromkeys(factors(), 3)


def test_the_radar_is_a_figure_that_plotly_accepts() -> None:
    assert len(go.Figure(radar(LAST)).data) == 1
    assert len(go.Figure(radar(LAST, FIRST)).data) == 2


def test_the_two_checks_differ_in_more_than_their_colour() -> None:
    now, before = radar(LAST, FIRST)["data"]
    assert (now["name"], before["name"]) == ("späterer Check", "erster Check")
    assert set(now["r"]) == {4}
    assert set(before["r"]) == {1}
    assert now["line"]["dash"] != before["line"]["dash"]
    assert now["fill"] != before["fill"]


def test_a_line_closes_where_it_began() -> None:
    (trace,) = radar({"ort": 1, "vertrauen": 2, "spielraum": 0})["data"]
    assert trace["theta"] == ["Spielraum", "Vertrauen", "Ort", "Spielraum"]
    assert trace["r"] == [1, 3, 2, 1]


def test_both_checks_are_said_in_words() -> None:
    assert radar_alt({"ort": 1, "vertrauen": 2}, {"ort": 0}) == (
        "Netzdiagramm mit den Stufen 1 bis 4: Ort 2 und Vertrauen 3; erster Check: Ort 1."
    )
