"""The triangle of person, public body and provider under a mode of financing, drawn and in words."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kooperation.base.german import unbroken
from kooperation.base.words import texts
from kooperation.institutions.financing_words import FinancingMode, Relation
from kooperation.kit import svg

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


def triangle(mode: FinancingMode) -> str:
    """Return the triangle as a picture; `relations_list` says the same in words."""
    words = texts()["triangle"]
    chooses = {"traeger": (BODY,), "person": (PERSON,), "beide": (BODY, PROVIDER)}[mode.decider]

    def corner(at: svg.Point, name: str) -> str:
        lines = [words[name], words[f"{name}_small"]]
        look = ""
        if at in chooses:
            lines.append(words["decides_mark"])
            look = "kooperation-chosen"
        return svg.box(at, (172, 68), lines, look)

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


def _edge(relation: Relation, start: svg.Point, end: svg.Point) -> str:
    return svg.line(start, end, dashed=relation.line == "locker", heads=relation.arrow)


def _named(sign: str, relation: Relation, width: int) -> list[str]:
    return svg.wrapped(f"{sign} {relation.label}", width)


def description(mode: FinancingMode) -> str:
    """Return in one sentence what the picture shows."""
    words = texts()["triangle"]
    sides = "; ".join(f"{words[side]}: {r.label}" for side, r in mode.relations.items())
    return f"{words['picture'].format(title=mode.title)} {sides}."


def relations_list(mode: FinancingMode) -> str:
    """Return the three relations in words, numbered as in the picture."""
    words = texts()["triangle"]
    items = "".join(
        f"<li>{sign} <strong>{words[side]}</strong> ({words[f'{side}_between']}): "
        f"{escape(relation.content)}</li>"
        for sign, (side, relation) in zip("①②③", mode.relations.items(), strict=True)
    )
    return f'<ul class="kooperation-plainlist">{items}</ul>'


def criteria_table(mode: FinancingMode, other: FinancingMode | None = None) -> str:
    """Return what holds in *mode*, criterion by criterion, beside *other* if it is given."""
    words = texts()["triangle"]
    shown = [mode] if other is None else [mode, other]
    heads = "".join(f'<th scope="col">{escape(m.title)}</th>' for m in shown)
    rows = "".join(
        f'<tr><th scope="row">{words["rows"][name]}</th>'
        + "".join(f"<td>{unbroken(escape(getattr(m, name)))}</td>" for m in shown)
        + "</tr>"
        for name in CRITERIA
    )
    return (
        f'<table class="kooperation-matrix kooperation-report"><caption>{words["table"]}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def overview_table(modes: Iterable[FinancingMode], chosen: str) -> str:
    """Return all modes with what they demand and bring, the *chosen* one marked."""
    words = texts()["triangle"]
    heads = "".join(f'<th scope="col">{words["rows"][name]}</th>' for name in BRIEF)
    rows = "".join(
        f'<tr{_marked(mode.key == chosen)}><th scope="row">{escape(mode.title)}'
        f"{words['chosen_mark'] if mode.key == chosen else ''}</th>"
        + "".join(f"<td>{escape(getattr(mode, name))}</td>" for name in BRIEF)
        + "</tr>"
        for mode in modes
    )
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-small">'
        f"<caption>{words['overview']}</caption>"
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _marked(chosen: bool) -> str:
    return ' class="kooperation-chosenrow"' if chosen else ""
