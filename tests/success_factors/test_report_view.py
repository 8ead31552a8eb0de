"""The printed report: whole, comparable, in the palette's colours."""

from __future__ import annotations

import re

from kooperation.kit.palette import names
from kooperation.success_factors.cooperation_check import TOP
from kooperation.success_factors.levers_words import factors
from kooperation.success_factors.report_view import CENTRE, RADIUS, report_page

NOW = dict.fromkeys(factors(), 1)


def polygons(page: str) -> dict[str, list[list[tuple[float, float]]]]:
    """Return the corners of the radar's shapes by their look."""
    found: dict[str, list[list[tuple[float, float]]]] = {}
    for look, points in re.findall(r'<polygon class="kooperation-(\w+)" points="(.*?)"', page):
        corners = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", points)]
        found.setdefault(look, []).append(corners)
    return found


def test_the_first_factor_stands_at_the_top_as_far_out_as_its_level() -> None:
    first = next(iter(factors()))
    for level in range(TOP + 1):
        (now,) = polygons(report_page({**NOW, first: level}))["now"]
        assert now[0] == (CENTRE[0], CENTRE[1] - RADIUS * (level + 1) / (TOP + 1))


def test_what_is_not_rated_has_no_corner() -> None:
    some = dict(list(NOW.items())[:5])
    (now,) = polygons(report_page(some))["now"]
    assert len(now) == 5
    assert "nicht beurteilt" in report_page(some)


def test_an_earlier_check_is_a_second_line_with_its_key() -> None:
    alone, both = report_page(NOW), report_page(NOW, dict.fromkeys(factors(), 0))
    assert set(polygons(alone)) == {"web", "now"}
    assert set(polygons(both)) == {"web", "now", "earlier"}
    assert "— späterer Check, ··· erster Check" in both
    assert "späterer Check" not in alone
    assert "11 gestiegen, 0 gesunken, 0 gleich" in both


def test_its_colours_are_the_palettes_which_it_brings_along() -> None:
    page = report_page(NOW)
    used = set(re.findall(r"var\(--kooperation-([\w-]+)", page))
    assert {"ink", "paper", "own", "other", "grid", "rule"} <= used <= names()
    assert all(f"--kooperation-{name}:" in page for name in used)
