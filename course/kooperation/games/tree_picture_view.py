"""A tree as a picture: from left to right, and where it is narrow, branch below branch.

What is solved shows by more than colour: a branch that is taken is thick and has an arrowhead, one that is not is dashed
and crossed out, and where play comes to in the end stands a diamond.
"""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.tree import Decision, Ending, Path, Worth, below, from_the_end, nodes, worths
from kooperation.games.tree_solving_view import Shown, branch_name, description, mover, worth_text
from kooperation.kit import svg
from kooperation.kit.html import Markup, joined, tag

WORDS = Words("games.tree")
# px, with letters of 14 px. No broad picture may need more than 29rem (see style.css), or it would scroll.
LETTER, NARROW_LETTER = 7.0, 7.4  # one of them; below each other no number may touch a name
SLANT, ROW, LINE = 18, 48, 17  # from a node to its branches, from leaf to leaf, from line to line
NARROW, INDENT, LEAF, MOVE = 300, 26, 28, 44  # the narrow picture, a level in it, a leaf, a move
CIRCLE, DIAMOND = "M7 0a7 7 0 1 0 -14 0a7 7 0 1 0 14 0", "M0 -8.5L8.5 0L0 8.5L-8.5 0Z"


def tree_picture(shown: Shown) -> Markup:
    """Return the tree as a picture, broad and narrow: the page shows the one for which it has room."""
    broad = tag("div", _broad(shown), look="treebroad")
    return broad + tag("div", _narrow(shown), look="treenarrow")


# What both pictures have --------------------------------------------------------------------------


def _worth(shown: Shown, path: Path) -> Worth | None:
    """Return what is known to come of *path*; None while it is open, or hangs on a tie."""
    found = worths(below(shown.tree, path)) if shown.knows(path) else frozenset()
    return next(iter(found)) if len(found) == 1 else None


def _number(shown: Shown, path: Path, at: svg.Point, anchor: str) -> Markup:
    """Return what both have at *path*, each number in the colour of its side."""
    worth = _worth(shown, path)
    if worth is None:
        open_ = WORDS["hangs"] if shown.knows(path) else ""
        return svg.label(at, [open_], anchor) if open_ else Markup()
    sides = [tag("tspan", number(float(v)), look=f"side{p}") for p, v in enumerate(worth)]
    text = joined(sides, " | ")
    ends = isinstance(below(shown.tree, path), Ending)
    if path in shown.way and ends:
        text += tag("tspan", " ◆", look="strong")
    return tag("text", text, look="strong" if ends else "", x=float(at[0]), y=at[1] + 4.5, text_anchor=anchor)  # fmt: skip


def _node(shown: Shown, path: Path, at: svg.Point) -> Markup:
    node = below(shown.tree, path)
    if isinstance(node, Ending):
        return Markup()
    look = f"node side{node.player}" if isinstance(node, Decision) else "node"
    if path == shown.current:
        look += " current"
    shape = CIRCLE if isinstance(node, Decision) else DIAMOND
    return tag("path", look=look, d=shape, transform=f"translate({at[0]:g} {at[1]:g})")


def _edge(shown: Shown, path: Path, line: str, tip: svg.Point, middle: svg.Point) -> Markup:
    """Return the branch that leads to *path*: along *line*, its head at *tip*, crossed out in the *middle*."""
    taken, on_way = shown.is_taken(path), path in shown.way
    look = {True: "branch taken", False: "branch left", None: "branch"}[taken]
    drawn = tag("path", look=f"{look} onway" if on_way else look, d=line)
    (x, y), (mx, my) = tip, middle
    if taken:
        head = f"M{x:g} {y:g}l-10 -5.5v11z"
        drawn += tag("path", look="head onway" if on_way else "head", d=head)
    elif taken is False:
        drawn += tag("path", look="branch", d=f"M{mx - 4:g} {my + 4.5:g}l4.5 -9m3.5 0l-4.5 9")
    return drawn


def _drawing(shown: Shown, size: tuple[int, int], edges: Iterator[Markup], rest: Iterator[Markup]) -> Markup:  # fmt: skip
    return svg.drawing(*size, description(shown), *edges, *rest)


def _edges_last(paths: list[Path], shown: Shown) -> list[Path]:
    """Return *paths* so that what is taken is drawn over what is not."""
    return sorted(paths, key=lambda path: bool(shown.is_taken(path)))


# From left to right -------------------------------------------------------------------------------


def _broad(shown: Shown) -> Markup:
    tree = shown.tree
    inner = [path for path, node in nodes(tree) if not isinstance(node, Ending)]
    ends = [path for path, node in nodes(tree) if isinstance(node, Ending)]
    height = {path: 22.0 + ROW * row for row, path in enumerate(ends)}
    for path in from_the_end(tree):
        after = [high for found, high in height.items() if found[:-1] == path and found]
        height[path] = (min(after) + max(after)) / 2
    right = [_width(_names(shown, ())) + 12]
    for level in range(1, max(map(len, ends)) + 1):
        here = (path for path, _ in nodes(tree) if len(path) == level)
        right.append(right[-1] + SLANT + max(_width(_names(shown, path)) for path in here))

    def place(path: Path) -> svg.Point:
        return right[len(path)], height[path]

    def edge(path: Path) -> Markup:
        (x0, y0), (x, y) = place(path[:-1]), place(path)
        start = right[len(path) - 1] + SLANT
        gap = 0 if path in ends else 8
        line = f"M{x0:g} {y0:g}L{start:g} {y:g}H{x - gap:g}"
        return _edge(shown, path, line, (x - gap, y), ((start + x - gap) / 2, y))

    def words(path: Path) -> Iterator[Markup]:
        x, y = place(path)
        if path:
            centre = (right[len(path) - 1] + SLANT + x) / 2 - 4
            name, *share = branch_name(shown, path)
            yield svg.label((centre, y - 11), [name])
            if share:
                yield svg.label((centre, y + 12), share)
        if path in ends:
            yield _number(shown, path, (x + 8, y), "start")
            return
        left, top = (x - 12, y) if not path else (x + 4, y + LINE)
        yield tag("g", svg.label((left, top), [mover(shown, below(tree, path))], "end"), look=_side(shown, path))  # fmt: skip
        yield _number(shown, path, (left, top + LINE), "end")
        yield _node(shown, path, (x, y))

    paths = [*inner, *ends]
    payoffs = max(len(worth_text(worth)) for path in ends for worth in worths(below(tree, path)))
    low = max(y + (18 if path in ends else 3 * LINE) for path, y in height.items())
    size = int(right[-1] + LETTER * (payoffs + 2)) + 12, int(low)
    edges = (edge(path) for path in _edges_last(paths[1:], shown))
    return _drawing(shown, size, edges, (drawn for path in paths for drawn in words(path)))


def _names(shown: Shown, path: Path) -> list[str]:
    """Return what stands around the branch to *path* and sets how long it is."""
    node = below(shown.tree, path)
    names = [] if isinstance(node, Ending) else [mover(shown, node), WORDS["hangs"]]
    return [*names, *(branch_name(shown, path) if path else ())]


def _width(names: list[str]) -> float:
    return LETTER * max(map(len, names)) + 10


def _side(shown: Shown, path: Path) -> str:
    node = below(shown.tree, path)
    return f"side{node.player}" if isinstance(node, Decision) else ""


# Branch below branch ------------------------------------------------------------------------------


def _narrow(shown: Shown) -> Markup:
    place: dict[Path, svg.Point] = {}
    bottom = 0.0
    for path, node in nodes(shown.tree):
        high = LEAF if isinstance(node, Ending) else MOVE
        place[path] = 12.0 + INDENT * len(path), bottom + high / 2
        bottom += high

    def edge(path: Path) -> Markup:
        (x0, y0), (x, y) = place[path[:-1]], place[path]
        gap = 0 if isinstance(below(shown.tree, path), Ending) else 8
        middle = (x0 + x - gap) / 2
        return _edge(shown, path, f"M{x0:g} {y0:g}V{y:g}H{x - gap:g}", (x - gap, y), (middle, y))

    def words(path: Path) -> Iterator[Markup]:
        x, y = place[path]
        node = below(shown.tree, path)
        name = " ".join(branch_name(shown, path)) if path else ""
        if isinstance(node, Ending):
            yield svg.label((x + 6, y), [name], "start")
            yield _number(shown, path, (x + 18 + NARROW_LETTER * len(name), y), "start")
            return
        who = mover(shown, node)
        top = y - LINE / 2 if path else y
        if path:
            yield svg.label((x + 13, top), [name], "start")
            top += LINE
        yield tag("g", svg.label((x + 13, top), [who], "start"), look=_side(shown, path))
        yield _number(shown, path, (x + 24 + NARROW_LETTER * len(who), top), "start")
        yield _node(shown, path, (x, y))

    paths = list(place)
    edges = (edge(path) for path in _edges_last(paths[1:], shown))
    size = NARROW, int(bottom) + 4
    return _drawing(shown, size, edges, (drawn for path in paths for drawn in words(path)))
