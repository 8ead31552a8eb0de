"""The plane of one division: the drawn points against a fine grid, and what is said of them."""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from kooperation.negotiation.bargaining import Point
from kooperation.negotiation.bargaining_view import (
    SIZE,
    Bargain,
    bargain_alt,
    bargain_plane,
    bargain_sentences,
)
from kooperation.widgets import BargainingPlane

CASES = [
    Bargain(1.0, (4.0, 2.0), 0.5),
    Bargain(1.0, (1.0, 4.5), 0.8),
    Bargain(2.0, (3.0, 1.0), 0.5),
    Bargain(3.0, (0.0, 4.5), 0.25),
]
FINE = 20_000


def drawn(bargain: Bargain, name: str) -> Point:
    (trace,) = (each for each in bargain_plane(bargain)["data"] if each["name"] == name)
    return trace["x"][0], trace["y"][0]


def grid(bargain: Bargain) -> list[Point]:
    """Return many points of the frontier that leave both what they have without, written out anew from formula 3.1."""
    r = bargain.curve
    points = [
        (SIZE * (1 - (k / FINE) ** r), SIZE * (1 - (1 - k / FINE) ** r)) for k in range(FINE + 1)
    ]
    return [at for at in points if at[0] >= bargain.without[0] and at[1] >= bargain.without[1]]


@pytest.mark.parametrize("bargain", CASES)
def test_nashs_point_has_the_greatest_product_of_a_fine_grid(bargain: Bargain) -> None:
    """Formula 3.2."""
    a, b = bargain.without

    def weighed(at: Point) -> float:
        return float((at[0] - a) ** bargain.power * (at[1] - b) ** (1 - bargain.power))

    name = f"Nash, β = {bargain.power:g}".replace(".", ",")
    assert drawn(bargain, name) == pytest.approx(max(grid(bargain), key=weighed), abs=0.01)


@pytest.mark.parametrize("bargain", CASES)
def test_kalai_smorodinskys_point_has_the_greatest_smaller_share_of_a_fine_grid(
    bargain: Bargain,
) -> None:
    """Formula 3.3 as a maximum: on a falling frontier equal shares are those of which the smaller is greatest."""
    points, d = grid(bargain), bargain.without
    most = [max(at[i] for at in points) - d[i] for i in (0, 1)]

    def smaller(at: Point) -> float:
        return min((at[i] - d[i]) / most[i] for i in (0, 1))

    assert drawn(bargain, "Kalai-Smorodinsky") == pytest.approx(max(points, key=smaller), abs=0.01)


def test_the_case_of_the_prediction_is_said() -> None:
    """Formula 3.2: 4 + (10 − 4 − 2)/2 = 6, and equal shares are the same in pure division."""
    said = " ".join(bargain_sentences(CASES[0]))
    assert "(6;\u00a04)" in said
    assert "A 50\N{NO-BREAK SPACE}%" in said
    assert "ergibt hier dasselbe" in said
    assert "(6;\u00a04)" in bargain_alt(CASES[0])


def test_power_is_told_beside_equal_power_only_where_they_differ() -> None:
    names = [trace["name"] for trace in bargain_plane(CASES[0])["data"]]
    assert "Nash, gleiche Macht" not in names
    assert "Nash, gleiche Macht" in [trace["name"] for trace in bargain_plane(CASES[1])["data"]]
    assert "Bei gleicher Macht wären es" in " ".join(bargain_sentences(CASES[1]))


@pytest.mark.parametrize("bargain", CASES)
def test_the_plane_is_a_figure_that_plotly_accepts(bargain: Bargain) -> None:
    shown = bargain_plane(bargain)
    assert len(go.Figure(shown).data) == len(shown["data"])


def test_sliders_at_their_ends_still_leave_something_to_divide() -> None:
    explorer = BargainingPlane()
    explorer.first.value = explorer.second.value = 4.5
    assert "(5;\u00a05)" in explorer.sentences.value


def test_a_better_threat_and_more_power_both_bring_more() -> None:
    explorer = BargainingPlane()
    found = []
    for threat, power in [(0, 0.5), (2, 0.5), (2, 0.8)]:
        explorer.first.value, explorer.power.value = threat, power
        found.append(explorer.bargain.nash[0])
    assert all(after > before for before, after in pairwise(found))
