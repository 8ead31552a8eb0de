"""Convex polygons of payoff pairs, in exact numbers: an edge or a corner is never lost to rounding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

Point = tuple[Fraction, Fraction]
Polygon = tuple[Point, ...]


def hull(points: Iterable[Point]) -> Polygon:
    """Return the corners of all averages of *points*, counter-clockwise, by Andrew's monotone chain.

    A point or a segment where the points leave no more.
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return tuple(ordered)

    def half(line: list[Point]) -> list[Point]:
        kept: list[Point] = []
        for point in line:
            while len(kept) > 1 and _cross(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return tuple(half(ordered) + half(ordered[::-1]))


def above(polygon: Polygon, corner: Point) -> Polygon:
    """Return what is left of *polygon* where both have at least what they have in *corner*."""
    for player, level in enumerate(corner):
        polygon = _at_least(polygon, player, level)
    return polygon


def _at_least(polygon: Polygon, player: int, level: Fraction) -> Polygon:
    kept: list[Point] = []
    for before, point in edges(polygon):
        over, under = point[player] - level, before[player] - level
        if over * under < 0:
            share = under / (under - over)
            x, y = (a + share * (b - a) for a, b in zip(before, point, strict=True))
            kept.append((x, y))
        if over >= 0:
            kept.append(point)
    return tuple(dict.fromkeys(kept))


def contains(polygon: Polygon, inner: Sequence[Point]) -> bool:
    """Say whether all of *inner* lies in *polygon*, its edges included."""
    low, high = (
        tuple(chosen(point[i] for point in polygon) for i in (0, 1)) for chosen in (min, max)
    )
    return all(
        all(low[i] <= point[i] <= high[i] for i in (0, 1))
        and all(_cross(a, b, point) >= 0 for a, b in edges(polygon))
        for point in inner
    )


def edges(polygon: Polygon) -> list[tuple[Point, Point]]:
    """Return each side as a pair: from the corner before to the corner."""
    return list(zip(polygon[-1:] + polygon[:-1], polygon, strict=True))


def _cross(origin: Point, a: Point, b: Point) -> Fraction:
    """Return twice the area of the triangle, positive if it turns to the left."""
    return (a[0] - origin[0]) * (b[1] - origin[1]) - (a[1] - origin[1]) * (b[0] - origin[0])
