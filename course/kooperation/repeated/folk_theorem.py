"""What repetition makes possible: the payoffs that patient players can sustain.

The folk theorem [fudenbergmaskin1986]: any average of the game's payoffs that gives both more than
they can secure for themselves is an equilibrium of the repeated game if δ is close enough to 1.
It says what is possible, neither what will happen nor what is fair (formula 2.14).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from kooperation.games.game import PLAYERS, PROFILES, Action, Game, Profile, against
from kooperation.games.matrix_game import MatrixGame, extreme_equilibria
from kooperation.repeated.polygon import Point, Polygon, hull


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
