"""Three strategies as a triangle: arrows where a mix moves, marks where it rests, and one way through it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kooperation.base.comparing import beats
from kooperation.base.german import join, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, fill, legend, table, tag, tr
from kooperation.kit.svg import Point, drawing
from kooperation.repeated.evolution import Payoffs, Shares
from kooperation.repeated.evolution_view import Course, Field
from kooperation.repeated.simplex import (
    Rest,
    RestPoint,
    growth,
    mixes_of_three,
    rest_points,
    resting_sides,
)

WORDS = Words("repeated.simplex")
WIDTH, HEIGHT = 440, 400
CORNERS: tuple[Point, Point, Point] = ((34.0, 360.0), (220.0, 38.0), (406.0, 360.0))
NAMES: tuple[tuple[float, float, str], ...] = (
    (4, 390, "start"),
    (220, 22, "middle"),
    (436, 390, "end"),
)
PARTS = 12  # of a side, for the arrows
LONGEST, SHORTEST = 17.0, 7.0  # of an arrow
CLOSE = 1.5  # nearer points of the way are left out
SIZE = 6.5  # of a mark


def simplex(course: Course, field: Field, payoffs: Payoffs, alt: str) -> Markup:
    """Return the triangle of three strategies with the way that *course* takes; *alt* says it in words."""
    names = [
        tag("text", one.short, look="strong", x=x, y=y, text_anchor=anchor)
        for one, (x, y, anchor) in zip(field, NAMES, strict=True)
    ]
    outline = tag(
        "polygon", look="simplex-outline", points=" ".join(f"{x:g},{y:g}" for x, y in CORNERS)
    )
    sides = [
        tag("path", look="simplex-rests", d=_path([CORNERS[one], CORNERS[other]]))
        for one, other in resting_sides(payoffs)
    ]
    marks = [_mark(point.rest, at(point.shares)) for point in rest_points(payoffs)]
    start = [round(value, 1) for value in at(course[0])]
    parts = [
        outline,
        tag("path", look="simplex-flow", d=_arrows(payoffs)),
        *sides,
        tag("path", look="simplex-way", d=_path(_thinned([at(shares) for shares in course]))),
        *marks,
        tag("rect", look="simplex-start", x=start[0] - 5, y=start[1] - 5, width=10, height=10),
        _end([at(shares) for shares in course]),
        *names,
    ]
    return tag("div", drawing(WIDTH, HEIGHT, alt, *parts, flexible=True), look="simplex") + _keys(
        payoffs
    )


def at(shares: Shares) -> Point:
    """Return where a mix lies: in the middle of the corners, each with the weight of its strategy."""
    across, down = (
        sum(share * corner[axis] for share, corner in zip(shares, CORNERS, strict=True))
        for axis in (0, 1)
    )
    return across, down


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Return *points* without those that lie on one that is there already; the last one stays."""
    kept = [points[0]]
    for point in points:
        if math.dist(point, kept[-1]) >= CLOSE:
            kept.append(point)
    return [*kept, points[-1]]


def _arrows(payoffs: Payoffs) -> str:
    """Return arrows where mixes move, the longer the faster."""
    moves = [(at(mix), at(growth(payoffs, mix))) for mix in mixes_of_three(PARTS)]
    fastest = max(math.hypot(*move) for _, move in moves) or 1.0
    return "".join(
        _arrow(place, move, math.hypot(*move) / fastest)
        for place, move in moves
        if beats(math.hypot(*move), 0, fastest)
    )


def _arrow(place: Point, move: Point, speed: float) -> str:
    length = SHORTEST + (LONGEST - SHORTEST) * math.sqrt(speed)
    size = math.hypot(*move)
    x, y = move[0] / size, move[1] / size
    tip = place[0] + x * length / 2, place[1] + y * length / 2
    back = place[0] - x * length / 2, place[1] - y * length / 2
    left, right = (
        (tip[0] - 4.5 * x + side * 2.6 * y, tip[1] - 4.5 * y - side * 2.6 * x) for side in (1, -1)
    )
    return _path([back, tip]) + _path([left, tip, right])


def _end(points: Sequence[Point]) -> Markup:
    x, y = points[-1]
    return tag("circle", look="simplex-end", cx=round(x, 1), cy=round(y, 1), r=4.5)


def _mark(rest: Rest, place: Point) -> Markup:
    x, y = (round(value, 1) for value in place)
    if rest is Rest.SADDLE:
        shape = f"M{x} {y - SIZE - 1}l{SIZE + 1} {SIZE + 1}l-{SIZE + 1} {SIZE + 1}l-{SIZE + 1} -{SIZE + 1}z"
        return tag("path", look="rest", d=shape)
    circle = tag("circle", look=f"rest rest-{rest.value}", cx=x, cy=y, r=SIZE)
    if rest is Rest.CENTRE:
        return circle + tag("circle", look="rest rest-stable", cx=x, cy=y, r=SIZE / 2 - 1)
    return circle


def _keys(payoffs: Payoffs) -> Markup:
    """Return what the marks mean, of those that there are."""
    found = {point.rest for point in rest_points(payoffs)}
    kinds = WORDS.section("kinds")
    square = tag("rect", look="simplex-start", x=10, y=1, width=8, height=8)
    dot = tag("circle", look="simplex-end", cx=14, cy=5, r=4)
    keys = [
        (square, WORDS["start"]),
        (dot, WORDS["end"]),
        *((_mark(rest, (14, 7.5)), kinds[rest.value]) for rest in Rest if rest in found),
    ]
    return tag(
        "p",
        *(
            tag("span", tag("svg", sign, viewBox="0 0 28 15", aria_hidden="true"), " ", name)
            for sign, name in keys
        ),
        look="keys simplex-keys",
    )


# In words -----------------------------------------------------------------------------------------


def rests_in_words(field: Field, payoffs: Payoffs) -> list[Markup]:
    """Say where it rests for good, and around what it goes round."""
    points = rest_points(payoffs)
    stable = [_mix(point, field) for point in points if point.rest is Rest.STABLE]
    round_it = [_mix(point, field) for point in points if point.rest is Rest.CENTRE]
    said = [fill(WORDS["round"], mix=mix) for mix in round_it]
    said += [fill(WORDS["stable"], mixes=join(stable))] if stable else [fill(WORDS["none_stable"])]
    names = [contestant.automaton.name for contestant in field]
    return said + [
        fill(WORDS["side"], one=names[one], other=names[other])
        for one, other in resting_sides(payoffs)
    ]


def rests_table(field: Field, payoffs: Payoffs) -> Markup:
    """Return each rest point with what it is and what that means."""
    kinds, meanings = WORDS.section("kinds"), WORDS.section("meanings")
    rows = [
        tr(_mix(point, field), kinds[point.rest.value], meanings[point.rest.value])
        for point in rest_points(payoffs)
    ]
    head = [WORDS["mix"], WORDS["kind"], WORDS["meaning"]]
    return table(WORDS["table"], head, rows, "report small") + legend(WORDS["note"])


def _mix(point: RestPoint, field: Field) -> str:
    named = [field[kind].automaton.name for kind in point.present]
    if len(named) == 1:
        return WORDS.filled("alone", name=named[0])
    shares = [percent(point.shares[kind]) for kind in point.present]
    return join([f"{share} {name}" for share, name in zip(shares, named, strict=True)])
