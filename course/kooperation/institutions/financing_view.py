"""The triangle of person, public body and provider under a mode of financing, drawn and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.institutions.financing_words import FinancingMode, Side
from kooperation.kit import svg
from kooperation.kit.html import Markup, joined, story, strong, table, tag, tr

WORDS = Words("institutions.triangle")


@dataclass(frozen=True)
class Label:
    """Where the name of a side stands, in lines of how many letters."""

    at: svg.Point
    anchor: str
    width: int


@dataclass(frozen=True)
class TrianglePlan:
    """Where everything stands: public body, person, provider; then the three sides, with their names."""

    size: tuple[int, int]
    corners: tuple[svg.Point, svg.Point, svg.Point]
    box: svg.Point
    edges: tuple[tuple[svg.Point, svg.Point], ...]
    labels: tuple[Label, Label, Label]


WIDE = TrianglePlan(
    size=(540, 308),
    corners=((270, 38), (88, 268), (452, 268)),
    box=(172, 68),
    edges=(((222, 72), (110, 232)), ((176, 268), (364, 268)), ((318, 72), (430, 232))),
    labels=(
        Label((146, 150), "end", 14),
        Label((270, 248), "middle", 22),
        Label((394, 150), "start", 14),
    ),
)
TALL = TrianglePlan(
    size=(286, 400),
    corners=((87, 38), (87, 200), (199, 362)),
    box=(168, 68),
    edges=(((46, 72), (46, 164)), ((74, 234), (146, 326)), ((154, 72), (224, 326))),
    labels=(
        Label((56, 118), "start", 12),
        Label((98, 290), "end", 12),
        Label((180, 118), "start", 12),
    ),
)
CRITERIA = (
    "legal_nature",
    "decides",
    "choice",
    "consideration",
    "competition",
    "trust",
    "risk",
    "cooperation",
    "example",
)
BRIEF = ("trust", "risk", "cooperation")


def triangle(mode: FinancingMode) -> Markup:
    """Return the triangle as a picture, wide and tall: the page shows the one for which it has room.

    `relations_list` says the same in words.
    """
    wide = tag("div", _picture(WIDE, mode), look="widepicture")
    return wide + tag("div", _picture(TALL, mode), look="tallpicture")


def _picture(plan: TrianglePlan, mode: FinancingMode) -> Markup:
    words, corners = WORDS.section("corners"), ("body", "person", "provider")
    chooses = {"traeger": ("body",), "person": ("person",), "beide": ("body", "provider")}

    def corner(at: svg.Point, name: str) -> Markup:
        lines = [words[name], words[f"{name}_small"]]
        if name not in chooses[mode.decider]:
            return svg.box(at, plan.box, lines)
        return svg.box(at, plan.box, [*lines, WORDS["decides_mark"]], "chosen")

    sides = list(mode.relations.values())
    return svg.drawing(
        *plan.size,
        description(mode),
        *(_edge(side, *ends) for side, ends in zip(sides, plan.edges, strict=True)),
        *(
            svg.label(place.at, svg.wrapped(f"{sign} {side.label}", place.width), place.anchor)
            for sign, side, place in zip("①②③", sides, plan.labels, strict=True)
        ),
        *map(corner, plan.corners, corners),
    )


def _edge(side: Side, start: svg.Point, end: svg.Point) -> Markup:
    return svg.line(start, end, dashed=side.line == "locker", heads=side.arrow)


def description(mode: FinancingMode) -> str:
    """Return in one sentence what the picture shows."""
    names = WORDS.section("sides")
    sides = "; ".join(f"{names[key]}: {side.label}" for key, side in mode.relations.items())
    return WORDS.filled("picture", title=mode.title, sides=sides)


def relations_list(mode: FinancingMode) -> Markup:
    """Return the mode and its three relations in words, numbered as in the picture."""
    names = WORDS.section("sides")
    items = (
        tag("li", f"{sign} ", strong(names[key]), f" ({names[f'{key}_between']}): {side.content}")
        for sign, (key, side) in zip("①②③", mode.relations.items(), strict=True)
    )
    return joined(
        [
            story(strong(f"{mode.title}."), f" {mode.summary}"),
            tag("ul", *items, look="plainlist"),
        ]
    )


def criteria_table(mode: FinancingMode, other: FinancingMode | None = None) -> Markup:
    """Return what holds in *mode*, criterion by criterion, beside *other* if it is given."""
    names = WORDS.section("rows")
    shown = [mode] if other is None else [mode, other]
    rows = (
        (names[criterion], *(unbroken(getattr(m, criterion)) for m in shown))
        for criterion in CRITERIA
    )
    return table(WORDS["table"], ["", *(m.title for m in shown)], rows, "report")


def overview_table(modes: Iterable[FinancingMode], chosen: str) -> Markup:
    """Return all modes with what they demand and bring, the *chosen* one marked."""
    names = WORDS.section("rows")
    rows = (
        tr(
            mode.title + (WORDS["chosen_mark"] if mode.key == chosen else ""),
            *(getattr(mode, criterion) for criterion in BRIEF),
            look="chosenrow" if mode.key == chosen else "",
        )
        for mode in modes
    )
    head = ["", *(names[criterion] for criterion in BRIEF)]
    return table(WORDS["overview"], head, rows, "report small")
