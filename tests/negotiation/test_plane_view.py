"""The utility plane: what it holds, and that plotly knows all of it."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.plane_view import modes_plane, plane_alt
from kooperation.negotiation.situation import Setting
from kooperation.negotiation.situation_words import situations

PROGRAMME = situations()["arbeitsmarktprogramm"]


@pytest.mark.parametrize("key", situations())
def test_the_plane_is_a_figure_that_plotly_accepts(key: str) -> None:
    record = situations()[key]
    shown = modes_plane(Compared(record, record.start))
    assert len(go.Figure(shown).data) == len(shown["data"])


def test_projects_are_numbered_and_the_package_stands_only_where_it_is_allowed() -> None:
    """Formula 3.5: (8, 3) and (3, 7) from d = (4, 4) make (7, 6) together."""
    with_package, without = (
        {trace["name"]: trace for trace in modes_plane(Compared(PROGRAMME, setting))["data"]}[
            "Vorhaben"
        ]
        for setting in (Setting(), Setting(packages=False))
    )
    assert with_package["text"] == ["V1", "V2", "V1 + V2"]
    assert (with_package["x"][2], with_package["y"][2]) == (7, 6)
    assert without["text"] == ["V1", "V2"]
    assert (without["x"], without["y"]) == ([8, 3], [3, 7])


def test_the_frontier_moves_out_by_the_growth_and_only_with_trust() -> None:
    """Formula 3.6: κ = 1 + 0.6·0.5·0.5 = 1.15 moves the end of an axis from 10 to 11.5."""
    lines = [t for t in modes_plane(Compared(PROGRAMME, Setting()))["data"] if t["mode"] == "lines"]
    assert [line["name"] for line in lines] == [
        "Grenze",
        "Grenze mal κ = 1,15",
    ]
    assert [(max(line["x"]), max(line["y"])) for line in lines] == [(10, 10), (11.5, 11.5)]
    without = modes_plane(Compared(PROGRAMME, Setting(trust=0)))["data"]
    assert [t["name"] for t in without if t["mode"] == "lines"] == ["Grenze"]


def test_the_axes_reach_beyond_what_is_proposed() -> None:
    far = modes_plane(Compared(PROGRAMME, Setting(power=0.95, trust=1, room=1)))
    (outcome,) = (t for t in far["data"] if t["name"].startswith("Problemlösung"))
    for axis, values in (("xaxis", outcome["x"]), ("yaxis", outcome["y"])):
        assert far["layout"][axis]["range"][1] > max(values)


def test_what_is_blocked_is_said_to_be_only_proposed() -> None:
    """Half of 10 each; with κ = 1 and costs 1 problem solving proposes (4, 4) to both who have (5, 5)."""
    told = plane_alt(Compared(PROGRAMME, Setting(trust=0, cost=1)))
    assert "waagerecht Agentur, senkrecht Kommune. Status quo (4;\u00a04)." in told
    assert "Kompromiss: (5;\u00a05)." in told
    assert "Problemlösung: vorgeschlagen (4;\u00a04), blockiert." in told
