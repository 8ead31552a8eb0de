"""The Kooperations-Check on one printed page: a single HTML file without name, time or network."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kooperation.base.words import Words
from kooperation.kit.guard import static
from kooperation.kit.html import Markup, joined, note, sentences, tag
from kooperation.kit.palette import palette_css
from kooperation.kit.svg import Point
from kooperation.success_factors.bottlenecks_view import lever_panels
from kooperation.success_factors.cooperation_check import TOP, Ratings
from kooperation.success_factors.cooperation_check_view import Picks, in_words, ratings_table
from kooperation.success_factors.levers_words import factors
from kooperation.success_factors.radar_view import radar_alt

CHECK, WORDS = Words("success_factors.check"), Words("success_factors.report")
RADAR, RATINGS = Words("success_factors.radar"), Words("success_factors.ratings")
SIZE, HEIGHT, RADIUS = 430, 300, 120
CENTRE = SIZE / 2, HEIGHT / 2
HEAD = Markup(
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
)


def report_page(ratings: Ratings, earlier: Ratings | None = None, picks: Picks = ()) -> Markup:
    """Return the whole page; *earlier* adds the comparison with the first check, *picks* decide between equals."""
    # A style sheet is no text to be escaped; both are files of the package.
    style = tag("style", Markup(palette_css() + static("success_factors", "report.css")))
    said = tag("h2", RATINGS["table"]) + sentences(in_words(ratings, earlier, picks))
    if earlier:
        said += note(f"— {RADAR['later']}, ··· {RADAR['earlier']}")
    main = tag(
        "main",
        tag("h1", WORDS["title"]),
        tag("p", WORDS["intro"]),
        _columns(tag("div", _radar(ratings, earlier)), tag("div", said)),
        ratings_table(ratings, earlier),
        tag("h2", CHECK["levers"]),
        _columns(*lever_panels(ratings, picks)),
        note(CHECK["note"]),
    )
    head = tag("head", HEAD, tag("title", WORDS["title"]), style)
    return Markup("<!doctype html>") + tag("html", head, tag("body", main), lang="de") + "\n"


def _columns(*parts: Markup) -> Markup:
    return tag("div", *parts, look="columns")


def _radar(ratings: Ratings, earlier: Ratings | None) -> Markup:
    """Return the radar as SVG: a solid line for now, a dotted one for the earlier check."""
    levels = range(1, TOP + 2)
    web = [_polygon([_at(k, level) for k in range(len(factors()))], "web") for level in levels]
    spokes = [_spoke(index, factor.short) for index, factor in enumerate(factors().values())]
    return tag(
        "svg",
        *web,
        *spokes,
        _shape(ratings, "now"),
        _shape(earlier, "earlier") if earlier else None,
        viewBox=f"0 0 {SIZE} {HEIGHT}",
        role="img",
        aria_label=radar_alt(ratings, earlier),
    )


def _at(index: int, level: float) -> Point:
    angle = 2 * math.pi * index / len(factors()) - math.pi / 2
    reach = RADIUS * level / (TOP + 1)
    return CENTRE[0] + reach * math.cos(angle), CENTRE[1] + reach * math.sin(angle)


def _spoke(index: int, name: str) -> Markup:
    (x, y), (tx, ty) = _at(index, TOP + 1), _at(index, TOP + 1.45)
    anchor = "middle" if abs(tx - CENTRE[0]) < 12 else "start" if tx > CENTRE[0] else "end"
    line = tag("line", look="web", x1=CENTRE[0], y1=CENTRE[1], x2=f"{x:.1f}", y2=f"{y:.1f}")
    return line + tag("text", name, x=f"{tx:.1f}", y=f"{ty + 4:.1f}", text_anchor=anchor)


def _shape(ratings: Ratings, look: str) -> Markup:
    places = [_at(k, ratings[key] + 1) for k, key in enumerate(factors()) if key in ratings]
    dots = joined(tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=3) for x, y in places)
    return _polygon(places, look) + dots


def _polygon(places: Sequence[Point], look: str) -> Markup:
    return tag("polygon", look=look, points=" ".join(f"{x:.1f},{y:.1f}" for x, y in places))
