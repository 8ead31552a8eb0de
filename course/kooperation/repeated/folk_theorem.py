"""What repetition makes possible: the payoffs that patient players can sustain.

The folk theorem [fudenbergmaskin1986]: any average of the game's payoffs that gives both more than
they can secure for themselves is an equilibrium of the repeated game if δ is close enough to 1.
It says what is possible, neither what will happen nor what is fair (formula 2.14).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from kooperation.base.checks import german, is_number
from kooperation.base.comparing import TIE, beats
from kooperation.games.game import PLAYERS, PROFILES, Action, Game, Profile, against, payoff_range
from kooperation.games.matrix_game import MatrixGame, extreme_equilibria
from kooperation.repeated.polygon import Point, Polygon, above, distance_beyond, edges, hull

Corners = tuple[tuple[float, float], ...]


def security_level(game: Game, player: int) -> float:
    """Return what the other cannot push *player* below, if both may mix (minmax, formula 2.14).

    At least maximin(game, player).value, which allows pure actions only; equal to it in a dilemma.
    """
    return float(minmax_corner(game)[player])


def feasible_payoffs(game: Game) -> Corners:
    """Return the corners of all averages of the four payoff pairs, counter-clockwise.

    A point or a segment where the pairs leave no more.
    """
    return _rounded(feasible(game))


def rational_payoffs(game: Game) -> Corners:
    """Return the corners of the feasible payoffs that give both at least their security level.

    Counter-clockwise, never empty. The folk theorem promises those that give both strictly more.
    """
    return _rounded(above(feasible(game), minmax_corner(game)))


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
    corners = feasible(game)
    slack = max(abs(value) for corner in corners for value in corner) * Fraction(TIE)
    point = Fraction(payoffs[0]), Fraction(payoffs[1])
    in_box = all(
        min(corner[i] for corner in corners) - slack
        <= point[i]
        <= max(corner[i] for corner in corners) + slack
        for i in PLAYERS
    )
    return in_box and all(distance_beyond(a, b, point) <= slack for a, b in edges(corners))


# In exact numbers ---------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def exact(game: Game, at: Profile) -> Point:
    """Return both payoffs of a profile as they were written: 0.1 is a tenth."""
    first, second = (Fraction(str(game.payoff(at, player))) for player in PLAYERS)
    return first, second


def feasible(game: Game) -> Polygon:
    """Return the corners of all averages of the four payoff pairs."""
    return hull(exact(game, at) for at in PROFILES)


def minmax_corner(game: Game) -> Point:
    """Return what neither can be pushed below, if both may mix (formula 2.14)."""
    first, second = (_minmax(game, player) for player in PLAYERS)
    return first, second


def pure_minmax_corner(game: Game) -> Point:
    """Return what neither can be pushed below by an action that is not mixed: never less."""
    first, second = (min(map(max, zip(*_rows(game, i), strict=True))) for i in PLAYERS)
    return first, second


def nash_corner(game: Game) -> Point:
    """Return for each side what it has in the equilibrium of a single encounter that is worst for it.

    Mixed ones count. Payoffs are linear in each side's mixture, so the extreme equilibria suffice.
    """
    tables = [
        [[exact(game, (row, column))[player] for column in Action] for row in Action]
        for player in PLAYERS
    ]
    found = extreme_equilibria(MatrixGame(*tables))
    return min(one.worth[0] for one in found), min(one.worth[1] for one in found)


def _minmax(game: Game, player: int) -> Fraction:
    rows = _rows(game, player)
    secured = max(map(min, rows))
    allowed = min(map(max, zip(*rows, strict=True)))
    if secured == allowed:
        return secured
    (a, b), (c, d) = rows  # no saddle point: both mix, each making the other indifferent
    return (a * d - b * c) / (a + d - b - c)


def _rows(game: Game, player: int) -> list[list[Fraction]]:
    """Return *player*'s payoffs: a row for each own action, in it one for each of the other's."""
    return [
        [exact(game, against(player, own, other))[player] for other in Action] for own in Action
    ]


def _rounded(polygon: Polygon) -> Corners:
    return tuple((float(x), float(y)) for x, y in polygon)
