"""The map of one's own town as a picture: where actors stand, and which way the lines between them run.

Actors stand in two bows, the higher level above. Whoever is on it, no line runs under somebody else's box: what would turns
inward. Lengths are pixels of the narrowest picture; a wider one leaves more room.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from math import sqrt
from typing import TYPE_CHECKING

from kooperation.institutions.actors_network_view import (
    Frame,
    Pair,
    Point,
    along,
    drawn,
    has_few,
    pairs_of,
    sign_lines,
)
from kooperation.institutions.actors_words import Actor, Relation, kinds
from kooperation.institutions.own_actors import OWN_KEYS, OwnNetwork, Tie
from kooperation.institutions.own_map_view import picture_name

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WIDTH, ROW = 320, 78
BOX = 92, 46  # what a name in two lines takes
LETTERS = 13  # in a line of it
BOW = 113  # from the middle to the widest place
PERSON = "person"
TURNS = range(12, 200, 12)  # how far a line may turn aside
BENDS = 0.5, 0.35, 0.65  # and where on its way
SHARES = (
    0.5,
    0.42,
    0.58,
    0.34,
    0.66,
    0.26,
    0.74,
)  # where on a line its sign may stand, the best first
SIGN = 7, 17  # what a letter takes, and a line
MARGIN = 10
Block = tuple[Point, tuple[float, float]]  # its middle, and how wide and high it is


def own_picture(network: OwnNetwork, chosen: str | None) -> Figure:
    """Return the picture of *network*, in which the lines of *chosen* are strong; `own_words` says what it shows."""
    spots = places(list(network.names))
    here = {
        key: Actor(key, name, picture_name(name, LETTERS), "", *spots[key], "", ())
        for key, name in network.names.items()
    }
    height = ROW * ((len(spots) + 1) // 2 or 1)
    frame = Frame((0, WIDTH), (-height, 0), height)
    return drawn(here, routed(network.ties, spots, chosen), chosen, frame)


def places(keys: Sequence[str]) -> dict[str, Point]:
    """Return for each of *keys* where it stands: left and right in turn, the person at the bottom, own actors just above."""
    order = sorted(keys, key=lambda key: (key == PERSON, key in OWN_KEYS, keys.index(key)))
    rows = (len(order) + 1) // 2
    found = {}
    for at, key in enumerate(order):
        height = (at // 2 + 0.5) / rows  # from 0 at the top to 1
        is_last_alone = at == len(order) - 1 and at % 2 == 0
        side = 0 if is_last_alone else 2 * (at % 2) - 1
        across = side * BOW * sqrt(1 - (2 * height - 1) ** 2)
        found[key] = (WIDTH / 2 + across, -height * rows * ROW)
    return found


def routed(ties: Iterable[Tie], spots: Mapping[str, Point], chosen: str | None) -> list[Pair]:
    """Return the *ties* as relations to be drawn, by pair, each with its way and the place of its sign."""
    order = list(kinds())
    found = sorted(ties, key=lambda tie: (order.index(tie.kind), tie))
    pairs = pairs_of([Relation(t.source, t.target, t.kind, (), "", ()) for t in found])
    in_words = has_few(pairs, chosen)
    taken: list[Block] = [(spot, BOX) for spot in spots.values()]
    ways = []
    for pair in sorted(pairs, key=lambda pair: chosen not in pair[0].ends):
        way = _way(pair[0], spots)
        lines = sign_lines(pair, in_words=in_words and chosen in pair[0].ends)
        size = (SIGN[0] * max(map(len, lines)) + MARGIN, SIGN[1] * len(lines))
        share = _free_share(way, size, taken)
        taken.append((along(way, share), size))
        via = way[1] if len(way) > 2 else ()
        ways.append([Relation(r.source, r.target, r.kind, (), "", (), via, share) for r in pair])
    return ways


def _way(relation: Relation, spots: Mapping[str, Point]) -> list[Point]:
    """Return the points of a line that runs under nobody else's box, turning as little as it can."""
    others = [spot for key, spot in spots.items() if key not in relation.ends]
    ways = list(_ways(spots[relation.source], spots[relation.target]))
    return next((way for way in ways if is_clear(way, others)), ways[0])


def _ways(one: Point, other: Point) -> Iterator[list[Point]]:
    yield [one, other]
    for turn, share in product(TURNS, BENDS):
        x, y = along([one, other], share)
        inward = 1 if x < WIDTH / 2 else -1
        yield from ([one, (x + side * inward * turn, y), other] for side in (1, -1))


def is_clear(way: Sequence[Point], spots: Collection[Point]) -> bool:
    """Say whether the line through the points of *way* leaves free the boxes that stand at *spots*."""
    return not any(_crosses(a, b, spot) for a, b in pairwise(way) for spot in spots)


def _crosses(a: Point, b: Point, spot: Point) -> bool:
    """Say whether the line from *a* to *b* runs under the box at *spot*: its part within the box's width and height."""
    first, last = 0.0, 1.0
    for start, end, middle, size in zip(a, b, spot, BOX, strict=True):
        low, high = middle - size / 2, middle + size / 2
        if start == end:
            if not low < start < high:
                return False
            continue
        enters, leaves = sorted(((low - start) / (end - start), (high - start) / (end - start)))
        first, last = max(first, enters), min(last, leaves)
    return first < last


def _free_share(way: list[Point], size: tuple[float, float], taken: Sequence[Block]) -> float:
    """Return where along *way* a sign of this *size* covers nothing that is *taken*, or as little as it can."""

    def covered(share: float) -> float:
        return sum(_overlap(((along(way, share)), size), block) for block in taken)

    return min(SHARES, key=covered)


def _overlap(one: Block, other: Block) -> float:
    """Return how much of each other two blocks cover."""
    area = 1.0
    for a, b, width, breadth in zip(one[0], other[0], one[1], other[1], strict=True):
        area *= max(0.0, min((width + breadth) / 2 - abs(a - b), width, breadth))
    return area
