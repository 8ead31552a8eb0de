"""What repetition makes possible: the payoffs that patient players can sustain.

The folk theorem [fudenbergmaskin1986]: any average of the game's payoffs that gives both more than
they can secure for themselves is an equilibrium of the repeated game if δ is close enough to 1.
It says what is possible, neither what will happen nor what is fair (formula 2.14).
"""

from __future__ import annotations

import math
from fractions import Fraction

from kooperation.base.checks import german, is_number
from kooperation.base.comparing import TIE, beats
from kooperation.games.game import PLAYERS, PROFILES, Action, Game, Profile, payoff_range

Polygon = tuple[tuple[float, float], ...]
_Point = tuple[
    Fraction, Fraction
]  # exact, so that an edge of the polygon is never lost to rounding


def security_level(game: Game, player: int) -> float:
    """Return what the other cannot push *player* below, if both may mix (minmax, formula 2.14).

    At least maximin(game, player).value, which allows pure actions only; equal to it in a dilemma.
    """
    return float(_security_level(game, player))


def feasible_payoffs(game: Game) -> Polygon:
    """Return the corners of all averages of the four payoff pairs, counter-clockwise.

    A point or a segment where the pairs leave no more.
    """
    return _rounded(_feasible(game))


def rational_payoffs(game: Game) -> Polygon:
    """Return the corners of the feasible payoffs that give both at least their security level.

    Counter-clockwise, never empty. The folk theorem promises those that give both strictly more.
    """
    polygon = _feasible(game)
    for player in PLAYERS:
        polygon = _at_least(polygon, player, _security_level(game, player))
    return _rounded(polygon)


def is_sustainable(game: Game, payoffs: tuple[float, float]) -> bool:
    """Say whether the folk theorem promises *payoffs* per round for patient enough players.

    A tiny distance from the feasible set is taken for rounding (comparing.TIE). Raises
    ValueError if one of the payoffs is not a number.
    """
    for value in payoffs:
        if not is_number(value):
            raise ValueError(f"{german(value)} ist keine Auszahlung.")
    if not all(beats(payoffs[i], security_level(game, i), payoff_range(game)) for i in PLAYERS):
        return False
    corners = _feasible(game)
    slack = max(abs(value) for corner in corners for value in corner) * Fraction(TIE)
    point = Fraction(payoffs[0]), Fraction(payoffs[1])
    in_box = all(
        min(corner[i] for corner in corners) - slack
        <= point[i]
        <= max(corner[i] for corner in corners) + slack
        for i in PLAYERS
    )
    return in_box and all(_distance_beyond(a, b, point) <= slack for a, b in _edges(corners))


def _security_level(game: Game, player: int) -> Fraction:
    def payoff(own: Action, other: Action) -> Fraction:
        at: Profile = (own, other) if player == 0 else (other, own)
        return Fraction(game.payoff(at, player))

    rows = [[payoff(own, other) for other in Action] for own in Action]
    secured = max(map(min, rows))
    allowed = min(map(max, zip(*rows, strict=True)))
    if secured == allowed:
        return secured
    (a, b), (c, d) = rows  # no saddle point: both mix, each making the other indifferent
    return (a * d - b * c) / (a + d - b - c)


def _feasible(game: Game) -> list[_Point]:
    """Return the convex hull, by Andrew's monotone chain."""
    pairs = {(Fraction(game.payoff(at, 0)), Fraction(game.payoff(at, 1))) for at in PROFILES}
    ordered = sorted(pairs)
    if len(ordered) < 3:
        return ordered

    def half(line: list[_Point]) -> list[_Point]:
        kept: list[_Point] = []
        for point in line:
            while len(kept) > 1 and _cross(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])


def _at_least(polygon: list[_Point], player: int, level: Fraction) -> list[_Point]:
    """Return what is left of *polygon* where *player* gets at least *level*."""
    kept: list[_Point] = []
    for before, point in _edges(polygon):
        above, below = point[player] - level, before[player] - level
        if above * below < 0:
            share = below / (below - above)
            x, y = (a + share * (b - a) for a, b in zip(before, point, strict=True))
            kept.append((x, y))
        if above >= 0:
            kept.append(point)
    return list(dict.fromkeys(kept))


def _edges(polygon: list[_Point]) -> list[tuple[_Point, _Point]]:
    return list(zip(polygon[-1:] + polygon[:-1], polygon, strict=True))


def _distance_beyond(a: _Point, b: _Point, point: _Point) -> float:
    """Return how far *point* lies to the right of the line from *a* to *b*; negative if left."""
    return -float(_cross(a, b, point)) / math.dist(a, b) if a != b else 0.0


def _cross(origin: _Point, a: _Point, b: _Point) -> Fraction:
    """Return twice the area of the triangle, positive if it turns to the left."""
    return (a[0] - origin[0]) * (b[1] - origin[1]) - (a[1] - origin[1]) * (b[0] - origin[0])


def _rounded(polygon: list[_Point]) -> Polygon:
    return tuple((float(x), float(y)) for x, y in polygon)
