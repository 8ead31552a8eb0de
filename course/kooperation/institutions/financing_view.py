"""The triangle of person, public body and provider under a mode of financing, drawn and in words."""

from __future__ import annotations

from collections.abc import Iterable

from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.institutions.financing_words import FinancingMode, Side
from kooperation.kit import svg
from kooperation.kit.html import Markup, joined, story, strong, table, tag, tr

WORDS = Words("institutions.triangle")
BODY, PERSON, PROVIDER = (270.0, 38.0), (88.0, 268.0), (452.0, 268.0)
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
    """Return the triangle as a picture; `relations_list` says the same in words."""
    words = WORDS.section("corners")
    chooses = {"traeger": (BODY,), "person": (PERSON,), "beide": (BODY, PROVIDER)}[mode.decider]

    def corner(at: svg.Point, name: str) -> Markup:
        lines = [words[name], words[f"{name}_small"]]
        if at not in chooses:
            return svg.box(at, (172, 68), lines)
        return svg.box(at, (172, 68), [*lines, WORDS["decides_mark"]], "chosen")

    basic, fulfilment, procurement = mode.relations.values()
    return svg.drawing(
        540,
        308,
        description(mode),
        _edge(basic, (222, 72), (110, 232)),
        _edge(fulfilment, (176, 268), (364, 268)),
        _edge(procurement, (318, 72), (430, 232)),
        svg.label((146, 150), _named("①", basic, 14), anchor="end"),
        svg.label((270, 248), _named("②", fulfilment, 22)[:1]),
        svg.label((270, 290), _named("②", fulfilment, 22)[1:]),
        svg.label((394, 150), _named("③", procurement, 14), anchor="start"),
        corner(BODY, "body"),
        corner(PERSON, "person"),
        corner(PROVIDER, "provider"),
    )


def _edge(side: Side, start: svg.Point, end: svg.Point) -> Markup:
    return svg.line(start, end, dashed=side.line == "locker", heads=side.arrow)


def _named(sign: str, side: Side, width: int) -> list[str]:
    return svg.wrapped(f"{sign} {side.label}", width)


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
