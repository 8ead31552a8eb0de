"""The Kooperations-Check on one printed page: a single HTML file without name, time or network."""

from __future__ import annotations

import math
from html import escape

from kooperation.base.words import texts
from kooperation.success_factors.cooperation_check import TOP, Ratings
from kooperation.success_factors.cooperation_check_view import (
    in_words,
    lever_panels,
    radar_alt,
    ratings_table,
)
from kooperation.success_factors.levers_words import factors

SIZE, RADIUS = 430, 120
CENTRE = SIZE / 2, 150

STYLE = """
@page { size: A4; margin: 11mm; }
* { box-sizing: border-box; }
body { font: 9.5pt/1.3 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #111; background: #fff;
  max-width: 190mm; margin: 1rem auto; padding: 0 0.5rem; }
h1 { font-size: 15pt; margin: 0 0 0.2rem; }
h2 { font-size: 11pt; margin: 0.5rem 0 0.2rem; }
p, ul { margin: 0.15rem 0; }
ul { padding-left: 1.1rem; }
svg { display: block; width: 100%; max-width: 100mm; margin: 0 auto; }
svg text { font-size: 13px; fill: #111; }
table { border-collapse: collapse; width: 100%; margin: 0.2rem 0; font-size: 8.5pt; }
caption { text-align: left; font-weight: 600; }
th, td { border: 1px solid #999; padding: 1px 4px; text-align: left; vertical-align: top; font-weight: normal; }
thead th { background: #eee; font-weight: 600; }
.kooperation-nowrap { white-space: nowrap; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 5mm; }
.note { font-size: 8pt; color: #333; }
@media (max-width: 45rem) { .columns { grid-template-columns: 1fr; } }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 8.3pt; line-height: 1.22; }
  table { font-size: 7.5pt; } svg { max-width: 78mm; } .columns { grid-template-columns: 1fr 1fr; }
  .columns > * { break-inside: avoid; } }
"""


def report(ratings: Ratings, earlier: Ratings | None = None) -> str:
    """Return the whole page; *earlier* adds the comparison with the first check."""
    words = texts()["check"]
    said = "".join(f"<li>{line}</li>" for line in in_words(ratings, earlier))
    panels = "".join(lever_panels(ratings))
    return (
        '<!doctype html><html lang="de"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words['report_title']}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{words['report_title']}</h1><p>{words['report_intro']}</p>"
        f'<div class="columns"><div>{_radar(ratings, earlier)}</div>'
        f"<div><h2>{words['table']}</h2><ul>{said}</ul>{_key(earlier)}</div></div>"
        f"{ratings_table(ratings, earlier)}"
        f'<h2>{words["levers"]}</h2><div class="columns">{panels}</div>'
        f'<p class="note">{words["note"]}</p></main></body></html>\n'
    )


def _key(earlier: Ratings | None) -> str:
    words = texts()["check"]
    if not earlier:
        return ""
    return f'<p class="note">— {words["later"]}, ··· {words["earlier"]}</p>'


def _at(index: int, level: float) -> tuple[float, float]:
    angle = 2 * math.pi * index / len(factors()) - math.pi / 2
    reach = RADIUS * level / (TOP + 1)
    return CENTRE[0] + reach * math.cos(angle), CENTRE[1] + reach * math.sin(angle)


def _radar(ratings: Ratings, earlier: Ratings | None) -> str:
    """Return the radar as SVG, in ink that also prints in black and white."""
    count = len(factors())
    rings = "".join(
        _polygon([_at(k, level) for k in range(count)], 'fill="none" stroke="#bbb"')
        for level in range(1, TOP + 2)
    )
    axes = "".join(_spoke(index, factor.short) for index, factor in enumerate(factors().values()))
    shapes = _shape(ratings, 'fill="#3b8fd4" fill-opacity="0.25" stroke="#14527f" stroke-width="2"')
    if earlier:
        shapes += _shape(
            earlier, 'fill="none" stroke="#8a4300" stroke-width="2" stroke-dasharray="3 4"'
        )
    return (
        f'<svg viewBox="0 0 {SIZE} 300" role="img" '
        f'aria-label="{escape(radar_alt(ratings, earlier))}">{rings}{axes}{shapes}</svg>'
    )


def _spoke(index: int, name: str) -> str:
    (x, y), (tx, ty) = _at(index, TOP + 1), _at(index, TOP + 1.45)
    anchor = "middle" if abs(tx - CENTRE[0]) < 12 else "start" if tx > CENTRE[0] else "end"
    return (
        f'<line x1="{CENTRE[0]:g}" y1="{CENTRE[1]:g}" x2="{x:.1f}" y2="{y:.1f}" stroke="#bbb"/>'
        f'<text x="{tx:.1f}" y="{ty + 4:.1f}" text-anchor="{anchor}">{escape(name)}</text>'
    )


def _shape(ratings: Ratings, look: str) -> str:
    places = [_at(k, ratings[key] + 1) for k, key in enumerate(factors()) if key in ratings]
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#111"/>' for x, y in places)
    return _polygon(places, look) + dots


def _polygon(places: list[tuple[float, float]], look: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polygon points="{points}" {look}/>'
