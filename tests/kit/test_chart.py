"""Line charts: where lines, ticks and marks lie, and what a legend says."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.kit.chart import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Line,
    Mark,
    line_chart,
    ticks,
)


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (0, 3, [0, 1, 2, 3]),
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (0, 12, [0, 2.5, 5, 7.5, 10, 12.5]),
        (0, 7.3, [0, 2, 4, 6, 8]),
        (-0.4, 0.3, [-0.4, -0.2, 0, 0.2, 0.4]),
        (0, 0.05, [0, 0.01, 0.02, 0.03, 0.04, 0.05]),
        (0, 2000, [0, 500, 1000, 1500, 2000]),
        (0, 0, [0, 0.2]),
    ],
)
def test_ticks_are_round_numbers(low: float, high: float, wanted: list[float]) -> None:
    assert ticks(low, high) == wanted


@given(st.floats(-1000, 1000), st.floats(0.01, 1000))
def test_ticks_span_what_is_shown_in_a_few_even_steps(low: float, length: float) -> None:
    found = ticks(low, low + length)
    assert found[0] <= low + 1e-6 * length
    assert found[-1] >= low + length * (1 - 1e-6)
    assert 3 <= len(found) <= 9
    steps = [b - a for a, b in pairwise(found)]
    assert max(steps) - min(steps) < 1e-6
    mantissa = float(f"{steps[0]:.6e}".split("e")[0])
    assert min(abs(mantissa - k) for k in (1, 2, 2.5, 5, 10)) < 1e-4


CHART = line_chart(
    [
        Line("zahlt", [(0, 0), (4, 8)], dots=True),
        Line("zahlt nicht", [(0, 4), (4, 4)], dashed=True),
    ],
    "andere",
    "meine <Auszahlung>",
    "Zwei Linien",
    [Mark(2, "gewählt: 2", strong=True), Mark(1, "Schwelle")],
)


def test_lines_begin_and_end_where_their_numbers_lie() -> None:
    """The axis goes from 0 to 8: eight at the top, nought at the bottom."""
    paths = re.findall(r'<polyline class="([^"]*)" points="([^"]*)"', CHART)
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    middle = (bottom + TOP) / 2
    assert paths == [
        ("kooperation-curve", f"{LEFT:.1f},{bottom:.1f} {right:.1f},{TOP:.1f}"),
        (
            "kooperation-curve kooperation-dashed",
            f"{LEFT:.1f},{middle:.1f} {right:.1f},{middle:.1f}",
        ),
    ]
    assert CHART.count("<circle") == 2


def test_ticks_stand_at_their_numbers_and_say_them() -> None:
    beside = LEFT - 7
    levels = dict(
        re.findall(rf'<text x="{beside}" y="([\d.]+)" text-anchor="end">([^<]*)</text>', CHART)
    )
    assert list(levels.values()) == ["0", "2", "4", "6", "8"]
    heights = sorted(map(float, levels), reverse=True)
    assert heights == list(map(float, levels))
    below = re.findall(r'text-anchor="middle">(\d)</text>', CHART)
    assert below == ["0", "1", "2", "3", "4"]


def test_a_mark_stands_at_its_number_and_the_legend_names_all() -> None:
    across = (WIDTH - LEFT - RIGHT) / 4
    at = dict(re.findall(r'<line class="kooperation-(chosenline|markline)" x1="([\d.]+)"', CHART))
    assert {name: float(x) for name, x in at.items()} == {
        "chosenline": round(LEFT + 2 * across, 1),
        "markline": round(LEFT + across, 1),
    }
    keys = CHART.split('<p class="kooperation-keys">')[1]
    assert re.findall(r"</svg> ([^<]*)</span>", keys) == [
        "zahlt", "zahlt nicht", "gewählt: 2", "Schwelle",
    ]  # fmt: skip
    assert "meine &lt;Auszahlung&gt;" in CHART
    assert 'role="img" aria-label="Zwei Linien"' in CHART
