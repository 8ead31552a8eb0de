"""What all pictures and tables of the interface map share: names, looks, a plain figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from kooperation.base.words import Words
from kooperation.institutions.case_map import Problem
from kooperation.institutions.fields_words import PERSON
from kooperation.institutions.interfaces_words import actors
from kooperation.kit.html import Child, Markup, Row, table, tag
from kooperation.kit.palette import colour

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WORDS = Words("institutions.interfaces")
# Form says the same as colour.
PROBLEM_LOOK = {
    Problem.INTERFACE: (colour("own"), "solid"),
    Problem.GAP: (colour("neutral"), "dot"),
    Problem.DUPLICATION: (colour("third"), "dash"),
    Problem.SHUNTING: (colour("other"), "dashdot"),
}


def actor_name(code: str) -> str:
    """Return an actor's German name; the person at the centre of a field is „der Mensch“."""
    return WORDS["person"] if code == PERSON else actors()[code].name


def law(text: str) -> str:
    """Return *text* with „§ 14“ and „SGB II“ kept together at line ends."""
    return re.sub(r"(§|SGB) ", "\\1\N{NO-BREAK SPACE}", text)


def wide_table(
    caption: str, head: Iterable[Child], rows: Iterable[Row | Iterable[Child]]
) -> Markup:
    """Return a table that is set one cell below the other where there is no room for columns."""
    return tag("div", table(caption, head, rows, "wide"), look="fit")


# Pictures -----------------------------------------------------------------------------------------


def plain_figure(data: list[dict[str, Any]], layout: dict[str, Any]) -> Figure:
    """Return a figure without axes, but for what *layout* says of them."""
    from plotly.graph_objects import Figure

    hidden = {"visible": False, "fixedrange": True}
    return Figure(
        data=data,
        layout={
            "showlegend": False,
            "margin": {"l": 5, "r": 5, "t": 10, "b": 10},
            "xaxis": {**hidden, **layout.pop("xaxis", {})},
            "yaxis": {**hidden, **layout.pop("yaxis", {})},
            "hovermode": "closest",
            **layout,
        },
    )


@dataclass(frozen=True)
class Letter:
    """The letter of a kind of problem at its place in a picture; *hover* is told on pointing at it, *number* by a click."""

    x: float
    y: float
    problem: Problem
    hover: str
    number: int


def letter_points(letters: list[Letter]) -> dict[str, Any]:
    """Return the trace that draws *letters*; a click gives a letter's number as customdata; several may have the same."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [letter.x for letter in letters],
        "y": [letter.y for letter in letters],
        "text": [f"<b>{letter.problem}</b>" for letter in letters],
        "customdata": [letter.number for letter in letters],
        "hovertext": [letter.hover for letter in letters],
        "hoverinfo": "text",
        "textfont": {"color": colour("on-mark"), "size": 12},
        "marker": {
            "size": 21,
            "color": [PROBLEM_LOOK[letter.problem][0] for letter in letters],
            "line": {"width": 0},
        },
    }


def in_lines(text: str, width: int) -> str:
    """Return *text* in lines of at most *width* letters, as plotly breaks them."""
    return "<br>".join(wrap(text, width, break_long_words=False))


def narrow_name(code: str, width: int = 13) -> str:
    """Return an actor's name in short lines, broken at its soft hyphens."""
    if code == PERSON:
        return actor_name(code)
    lines = [""]
    for word in (actors()[code].head or actors()[code].name).split(" "):
        for at, piece in enumerate(re.split("\u00ad|(?<=-)", word)):
            joint = "" if at or not lines[-1] else " "
            if lines[-1] and len(lines[-1] + joint + piece) > width:
                lines[-1] += "-" if at and not lines[-1].endswith("-") else ""
                lines.append(piece)
            else:
                lines[-1] += joint + piece
    return "<br>".join(lines)
