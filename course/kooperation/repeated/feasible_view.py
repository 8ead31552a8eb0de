"""The folk theorem as a picture: what is feasible, what nobody can be pushed below, what δ sustains, where a path leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from kooperation.base.german import join, number, pair
from kooperation.base.words import Words
from kooperation.games.game import PLAYERS, PROFILES, Game, letters
from kooperation.kit.html import Markup, fill
from kooperation.kit.palette import colour
from kooperation.kit.plane import INK, WITHOUT, Pair, Trace, filled, labelled, line, marks, plane
from kooperation.repeated.folk_theorem import (
    exact,
    feasible,
    minmax_corner,
    nash_corner,
    pure_minmax_corner,
)
from kooperation.repeated.polygon import Point, Polygon, above
from kooperation.repeated.sustaining import (
    Breach,
    Path,
    breaches,
    holds,
    least_discount,
    lottery_payoffs,
    path_mean,
    path_payoffs,
)

WORDS, SAID = Words("repeated.feasible.plane"), Words("repeated.feasible.said")
ROOM = 0.12  # of what is feasible, around it
BESIDE = 0.2  # to its right: for the labels
FEW_TICKS = 6


@dataclass(frozen=True)
class Sustained:
    """A game, called by its players' *names*, a path of moves in it, and the weight δ of the next round."""

    game: Game
    names: tuple[str, str]
    path: Path
    discount: Fraction

    @cached_property
    def minmax(self) -> Point:
        return minmax_corner(self.game)

    @cached_property
    def nash(self) -> Point:
        return nash_corner(self.game)

    @cached_property
    def lottery(self) -> tuple[Polygon, ...]:
        return lottery_payoffs(self.game, self.discount, self.nash)

    @cached_property
    def begun(self) -> Point:
        """What the path is worth at its beginning."""
        return path_payoffs(self.game, self.path, self.discount)

    @cached_property
    def mean(self) -> Point:
        return path_mean(self.game, self.path)


# The picture --------------------------------------------------------------------------------------


def feasible_plane(shown: Sustained) -> dict[str, Any]:
    """Return the payoffs of both sides per round: feasible, promised, sustained, and where the path leads."""
    corners = feasible(shown.game)
    traces = list(_traces(shown, corners))
    spans = [(min(p[i] for p in corners), max(p[i] for p in corners)) for i in PLAYERS]
    widest = float(max(high - low for low, high in spans)) or 1.0
    across, up = (
        (float(low) - ROOM * widest, float(high) + room * widest)
        for (low, high), room in zip(spans, (BESIDE, ROOM), strict=True)
    )
    first, second = (WORDS.filled("axis", name=name) for name in shown.names)
    tick = 1 if widest <= FEW_TICKS else 2
    return plane(traces, (first, second), (across, up), _pair(shown.minmax), tick)


def _traces(shown: Sustained, corners: Polygon) -> Iterator[Trace]:
    promised = above(corners, shown.minmax)
    yield filled(_pairs([promised]), WORDS["promised"], colour("neutral"), 0.25)
    held = WORDS.filled("held", delta=number(float(shown.discount)))
    yield filled(_pairs(shown.lottery), held, colour("own"), 0.6)
    yield line(_ring(corners), WORDS["feasible"])
    if shown.nash != shown.minmax:
        credible = above(corners, shown.nash)
        yield line(_ring(credible), WORDS["credible"], "dash")
    yield labelled(*_profiles(shown.game), WORDS["profiles"])
    yield marks([_pair(shown.minmax)], WORDS["corner"], WITHOUT, INK)
    if shown.begun != shown.mean:
        yield marks([_pair(shown.mean)], WORDS["mean"], "diamond-open", colour("third"))
    yield marks([_pair(shown.begun)], WORDS["path"], "diamond", colour("third"))


def _profiles(game: Game) -> tuple[list[Pair], list[str]]:
    """Return each pair of payoffs once, with all profiles that bring it."""
    named: dict[Point, list[str]] = {}
    for at in PROFILES:
        named.setdefault(exact(game, at), []).append(letters(at))
    return [_pair(point) for point in named], [", ".join(each) for each in named.values()]


def _pairs(polygons: Iterable[Polygon]) -> list[list[Pair]]:
    return [[_pair(point) for point in polygon] for polygon in polygons]


def _ring(polygon: Polygon) -> list[Pair]:
    return [_pair(point) for point in (*polygon, polygon[0])]


def _pair(point: Point) -> Pair:
    return float(point[0]), float(point[1])


def feasible_alt(shown: Sustained) -> str:
    """Return in words what the plane shows."""
    a, b = shown.names
    regions = [join([pair(at) for at in region]) for region in shown.lottery]
    return WORDS.filled(
        "alt",
        a=a,
        b=b,
        feasible=join([pair(at) for at in feasible(shown.game)]),
        corner=pair(shown.minmax),
        delta=number(float(shown.discount)),
        held="; ".join(regions),
        path=pair(shown.begun),
    )


def _number(value: Fraction) -> str:
    return number(float(value))


# In sentences -------------------------------------------------------------------------------------


def feasible_sentences(shown: Sustained) -> list[Markup]:
    """Say what is sure, what the path brings, whether it holds and from which δ on, and what a lottery adds."""
    return [_corner(shown), _path(shown), _verdict(shown), _lottery(shown)]


def _corner(shown: Sustained) -> Markup:
    pure, mixed = pure_minmax_corner(shown.game), shown.minmax
    said = fill(SAID["corner"], sure=_each(shown, mixed))
    return said if pure == mixed else said + " " + fill(SAID["undiced"], sure=_each(shown, pure))


def _each(shown: Sustained, point: Point) -> str:
    """Return „A 1 und B 2“."""
    sides = zip(shown.names, point, strict=True)
    return join([SAID.filled("each", name=name, value=_number(value)) for name, value in sides])


def _path(shown: Sustained) -> Markup:
    if shown.begun == shown.mean:
        return fill(SAID["path"], mean=pair(shown.mean))
    return fill(SAID["path_weighed"], mean=pair(shown.mean), begun=pair(shown.begun))


def _verdict(shown: Sustained) -> Markup:
    game, path, delta = shown.game, shown.path, shown.discount
    least = least_discount(game, path, shown.nash)
    if holds(game, path, delta, shown.nash):
        punished = _each(shown, shown.nash)
        said = fill(SAID["held"], delta=_number(delta), punished=punished)
        return said + " " + fill(SAID["from"], least=_number(least)) if least else said
    found = list(breaches(game, path, delta, shown.minmax))
    if not found:
        said = fill(SAID["hard"], delta=_number(delta))
        return said + (" " + fill(SAID["credible_from"], least=_number(least)) if least else "")
    said = _breach(shown, found)
    if least is not None:
        return said + " " + fill(SAID["from"], least=_number(least))
    hardest = least_discount(game, path, shown.minmax)
    if hardest is None:
        return said + " " + fill(SAID["never"])
    return said + " " + fill(SAID["hard_from"], least=_number(hardest))


def _breach(shown: Sustained, found: Sequence[Breach]) -> Markup:
    """Tell of the breach that brings most today; the first of several."""
    worst = max(found, key=lambda one: one.gained - one.due)
    return fill(
        SAID["broken"],
        delta=_number(shown.discount),
        round=str(worst.place + 1),
        name=shown.names[worst.player],
        gained=_number(worst.gained),
        due=_number(worst.due),
    )


def _lottery(shown: Sustained) -> Markup:
    once = lottery_payoffs(shown.game, Fraction(0), shown.nash)
    return fill(SAID["lottery_idle"] if shown.lottery == once else SAID["lottery"])
