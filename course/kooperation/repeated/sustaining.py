"""What a given δ sustains, in exact numbers: a path of moves that comes round again, and a lottery.

Who leaves a path with a gain is punished for ever after, by play that leaves it *corner* per round. With an equilibrium of the single
encounter that threat is meant ([friedman1971], `nash_corner`); with minmax it is the hardest there is, so that what it does not
hold nothing holds (`minmax_corner`). Whether carrying it out would pay is another question, which [fudenbergmaskin1986] answer for δ
close enough to 1 only (formula 2.14).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from kooperation.games.game import PLAYERS, PROFILES, Action, Game, Profile, against
from kooperation.repeated.folk_theorem import exact
from kooperation.repeated.polygon import Point, Polygon, above, contains, hull

Path = tuple[Profile, ...]
STEPS = 100  # δ in hundredths, as the slider has it


def path_mean(game: Game, path: Path) -> Point:
    """Return what *path*, repeated for ever, brings per round on average."""
    pairs = [exact(game, at) for at in path]
    first, second = (sum(pair[i] for pair in pairs) / Fraction(len(pairs)) for i in PLAYERS)
    return first, second


def path_payoffs(game: Game, path: Path, discount: Fraction) -> Point:
    """Return what *path*, repeated for ever, is worth per round at its beginning, weighed with δ in [0, 1)."""
    first, second = (_ahead(game, path, discount, player)[0] for player in PLAYERS)
    return first, second


def _ahead(game: Game, path: Path, discount: Fraction, player: int) -> list[Fraction]:
    """Return for each place of *path* what is ahead from there on, per round."""
    own = [exact(game, at)[player] for at in path]
    once = sum(discount**k * value for k, value in enumerate(own))
    ahead = [(1 - discount) / (1 - discount ** len(own)) * once]
    for value in own[:0:-1]:  # backwards: today's payoff, and what is ahead tomorrow
        ahead.append((1 - discount) * value + discount * ahead[-1])
    return [ahead[0], *ahead[:0:-1]]


@dataclass(frozen=True)
class Breach:
    """That *player* gains by leaving the path in the round *place* (from 0): today *gained* in place of *due*."""

    place: int
    player: int
    due: Fraction
    gained: Fraction


def breaches(game: Game, path: Path, discount: Fraction, corner: Point) -> Iterator[Breach]:
    """Yield where on *path* leaving it pays though *corner* per round follows (formula 2.14); nowhere: it holds."""
    for player in PLAYERS:
        ahead = _ahead(game, path, discount, player)
        for place, at in enumerate(path):
            due = exact(game, at)[player]
            gained = due + temptation(game, at, player)
            left = (1 - discount) * gained + discount * corner[player]
            if gained > due and left > ahead[place]:
                yield Breach(place, player, due, gained)


@lru_cache(maxsize=512)
def temptation(game: Game, at: Profile, player: int) -> Fraction:
    """Return what *player* gains once by answering best in place of playing *at*; 0 if *at* is the best answer."""
    other = at[1 - player]
    best = max(exact(game, against(player, own, other))[player] for own in Action)
    return best - exact(game, at)[player]


def holds(game: Game, path: Path, discount: Fraction, corner: Point) -> bool:
    """Say whether nobody gains by leaving *path* anywhere if *corner* per round follows (formula 2.14)."""
    return next(breaches(game, path, discount, corner), None) is None


@lru_cache(maxsize=512)
def least_discount(game: Game, path: Path, corner: Point) -> Fraction | None:
    """Return from which hundredth of δ on *path* holds, at each up to 0.99; None if it does not there.

    Searched from above, since a path that leaves somebody less than *corner* may hold at a small δ alone.
    """
    for hundredth in range(STEPS - 1, -1, -1):
        if not holds(game, path, Fraction(hundredth, STEPS), corner):
            return None if hundredth == STEPS - 1 else Fraction(hundredth + 1, STEPS)
    return Fraction(0)


def lottery_payoffs(game: Game, discount: Fraction, corner: Point) -> tuple[Polygon, ...]:
    """Return which averages hold if before each round the same lottery, which both see, draws the profile (formula 2.14).

    As convex polygons, some of them a segment or a point, none within another; together all that such lotteries reach.
    """
    found: list[Polygon] = []
    for size in range(len(PROFILES), 0, -1):
        for drawn in combinations(PROFILES, size):
            levels = [_needed(game, drawn, discount, corner, player) for player in PLAYERS]
            if levels[0] is None or levels[1] is None:
                continue
            region = above(hull(exact(game, at) for at in drawn), (levels[0], levels[1]))
            if region and not any(contains(other, region) for other in found):
                found.append(region)
    return tuple(found)


def _needed(
    game: Game, drawn: tuple[Profile, ...], discount: Fraction, corner: Point, player: int
) -> Fraction | None:
    """Return what *player* needs per round so that no draw tempts; None if nothing is enough."""
    most = max(temptation(game, at, player) for at in drawn)
    if not most:
        return min(exact(game, at)[player] for at in drawn)
    return corner[player] + (1 - discount) / discount * most if discount else None
