"""A strategy that one builds: its states as a graph, what it is like in sentences, what it gets from whom as a table."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kooperation.base.german import join, number
from kooperation.base.words import Words
from kooperation.games.game import C
from kooperation.kit.html import Cell, Markup, fill, numeric, sentences, table, tag, td, th, tr
from kooperation.kit.svg import Point, curve, drawing, label, line
from kooperation.repeated.contestants_words import short_name
from kooperation.repeated.own_strategy import BuiltStrategy, Showing, first_defection, known_as
from kooperation.repeated.traits import traits

SAID, GRAPH = Words("repeated.own_strategy.said"), Words("repeated.own_strategy.graph")
TABLE, COLUMNS = Words("repeated.own_strategy.table"), Words("repeated.own_strategy.columns")
RADIUS, BEND, REACH, ENTRY = 24.0, 30.0, 34.0, 30.0  # of a state, an arrow, a loop, the way in
WIDTH = 284  # with letters of 12 px it fits a phone's card
PLACES: tuple[tuple[Point, ...], ...] = (
    ((126, 66),),
    ((88, 66), (196, 66)),
    ((142, 72), (202, 148), (82, 148)),
    ((80, 64), (204, 64), (204, 144), (80, 144)),
)
HEIGHTS = 126, 126, 206, 208
AHEAD = 0.3  # where on an arrow its label stands


def built_table(built: BuiltStrategy) -> Markup:
    """Return the states as a table to read."""
    steps = TABLE["after_c"], TABLE["after_d"]
    head = TABLE["state"], TABLE["start"], TABLE["action"], *steps
    rows = [
        (
            str(at + 1),
            TABLE["begins"] if at == built.start else "",
            each.action.value,
            str(each.after_c + 1),
            str(each.after_d + 1),
        )
        for at, each in enumerate(built.states)
    ]
    return table(TABLE["caption"], head, rows)


# The graph ----------------------------------------------------------------------------------------


def graph(built: BuiltStrategy) -> Markup:
    """Return the states as circles, and for each an arrow for what follows C and D of the other's."""
    count = len(built.states)
    places = PLACES[count - 1]
    arrows = [arrow for at in range(count) for arrow in _arrows(built, places, at)]
    circles = [_circle(built, at, place) for at, place in enumerate(places)]
    way_in = _way_in(places[built.start], _outward(places, built.start))
    return drawing(WIDTH, HEIGHTS[count - 1], _alt(built), *arrows, way_in, *circles)


def _arrows(built: BuiltStrategy, places: tuple[Point, ...], at: int) -> Iterator[Markup]:
    """Yield the arrows that leave a state: one that is both after C and after D is drawn once."""
    state = built.states[at]
    if state.after_c == state.after_d:
        yield _arrow(places, at, state.after_c, GRAPH["both"], dashed=False)
        return
    yield _arrow(places, at, state.after_c, "C", dashed=False)
    yield _arrow(places, at, state.after_d, "D", dashed=True)


def _arrow(places: tuple[Point, ...], at: int, to: int, text: str, *, dashed: bool) -> Markup:
    if at == to:
        angle = _outward(places, at)
        begin, end = (_beside(places[at], angle + turn, RADIUS) for turn in (-0.45, 0.45))
        out, back = (_beside(places[at], angle + turn, RADIUS + REACH) for turn in (-0.55, 0.55))
        room = 4 * len(text) * abs(math.cos(angle))  # beside the loop, a longer name needs more
        written = _beside(places[at], angle, RADIUS + REACH - 4 + room)
        return curve(begin, out, back, end, dashed=dashed) + _named(written, text)
    (x, y), (u, v) = places[at], places[to]
    along = math.atan2(v - y, u - x)
    middle = _beside(((x + u) / 2, (y + v) / 2), along - math.pi / 2, BEND)
    begin = _beside((x, y), _towards((x, y), middle), RADIUS)
    end = _beside((u, v), _towards((u, v), middle), RADIUS + 1)
    px, py = (
        (1 - AHEAD) ** 2 * b + 2 * AHEAD * (1 - AHEAD) * m + AHEAD**2 * e
        for b, m, e in zip(begin, middle, end, strict=True)
    )
    return curve(begin, middle, end, dashed=dashed) + _named((px, py), text)


def _named(place: Point, text: str) -> Markup:
    return tag("g", label(place, [text]), look="arrowname")


def _circle(built: BuiltStrategy, at: int, place: Point) -> Markup:
    state = built.states[at]
    look = "shape" if state.action is C else "shape defecting"
    circle = tag("circle", look=look, cx=float(place[0]), cy=float(place[1]), r=RADIUS)
    text = label(place, [GRAPH.filled("state", number=at + 1), state.action.value], bold=2)
    return tag("g", circle, text, look="" if at in built.reached else "unreached")


def _way_in(place: Point, outward: float) -> Markup:
    angle = outward + (1.2 if math.cos(outward) <= 0 else -1.2)
    return line(_beside(place, angle, RADIUS + ENTRY), _beside(place, angle, RADIUS + 1))


def _outward(places: tuple[Point, ...], at: int) -> float:
    """Return the direction away from the other states; to the right where there is none."""
    if len(places) == 1:
        return 0.0
    x, y = (sum(part) / len(places) for part in zip(*places, strict=True))
    return _towards((x, y), places[at])


def _towards(one: Point, other: Point) -> float:
    return math.atan2(other[1] - one[1], other[0] - one[0])


def _beside(place: Point, angle: float, far: float) -> Point:
    return place[0] + far * math.cos(angle), place[1] + far * math.sin(angle)


def _alt(built: BuiltStrategy) -> str:
    states = [
        GRAPH.filled(
            "alt_state",
            number=at + 1,
            action=each.action.value,
            c=each.after_c + 1,
            d=each.after_d + 1,
        )
        for at, each in enumerate(built.states)
    ]
    return GRAPH.filled("alt", start=built.start + 1, states=" ".join(states))


# What it is like ----------------------------------------------------------------------------------


def qualities(built: BuiltStrategy) -> Markup:
    """Return for each of Axelrod's four properties whether it has it and how one sees that, and whom it equals."""
    strategy = built.automaton
    found, first = traits(strategy), first_defection(strategy)
    lines = [
        fill(SAID["nice"] if found.nice else SAID["not_nice"], round=first or 0),
        fill(SAID["retaliating"] if found.retaliating else SAID["not_retaliating"]),
        fill(SAID["forgiving"] if found.forgiving else SAID["not_forgiving"]),
        fill(SAID["clear"] if found.clear else SAID["not_clear"]),
    ]
    known = known_as(strategy)
    if known is not None:
        lines.append(fill(SAID["known"], name=known.name))
    missed = [str(at + 1) for at in range(len(built.states)) if at not in built.reached]
    if missed:
        said = SAID["one_missed"] if len(missed) == 1 else SAID["missed"]
        lines.append(fill(said, states=join(missed)))
    return tag("ul", *(tag("li", said) for said in lines), look="plainlist")


# What it gets -------------------------------------------------------------------------------------


def placed(calm: Showing, noisy: Showing, noise: str) -> Markup:
    """Return in sentences where it stands in the field, without errors and with some."""
    return sentences([_placed(SAID["calm"], calm, ""), _placed(SAID["noisy"], noisy, noise)])


def _placed(sentence: str, shown: Showing, noise: str) -> Markup:
    values: dict[str, str | int] = {
        "place": shown.place,
        "count": shown.count,
        "score": number(shown.score, 3),
    }
    if shown.place > 1:
        ahead = SAID.filled("behind", names=join(shown.best), score=number(shown.best_score, 3))
    else:
        ahead = SAID.filled("beside", names=join(shown.best)) if shown.best else SAID["alone"]
    return fill(sentence, noise=noise, ahead=ahead, **values)


def encounters_table(calm: Showing, noisy: Showing, noise: str) -> Markup:
    """Return what it gets from each of the field and each from it, without errors and with some."""
    head = [
        tr(
            th(COLUMNS["opponent"], scope="col", rowspan=2),
            th(COLUMNS["calm"], scope="colgroup", colspan=2),
            th(COLUMNS.filled("noisy", noise=noise), scope="colgroup", colspan=2),
        ),
        tr(*(th(name, scope="col") for name in (COLUMNS["own"], COLUMNS["other"]) * 2)),
    ]
    rows = [
        tr(
            COLUMNS["itself"] if one.opponent is None else short_name(one.opponent),
            *_pair(one.own, one.other),
            *_pair(other.own, other.other),
        )
        for one, other in zip(calm.encounters, noisy.encounters, strict=True)
    ]
    return table(None, head, rows, "small encounters", aria_label=COLUMNS["caption"])


def _pair(own: float, other: float) -> tuple[Cell, Cell]:
    """Return both payoffs; what is more than the other's stands out."""
    more = "more" if round(own, 2) > round(other, 2) else ""
    return td(number(own), look=f"number {more}".strip()), numeric(number(other))
