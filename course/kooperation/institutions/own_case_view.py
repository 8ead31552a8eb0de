"""A case of one's own: its picture and table, and what differs between two of them, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kooperation.base.german import join
from kooperation.base.typed_text import same
from kooperation.base.words import Words
from kooperation.institutions.case_map_picture_view import MapLine, MapSide, two_sides
from kooperation.institutions.case_map_view import picture_words
from kooperation.institutions.case_map_words import PART_NAMES, problem_name
from kooperation.institutions.interfaces_view import law, narrow_name, wide_table
from kooperation.institutions.interfaces_words import instruments, parts
from kooperation.institutions.own_case import Body, TypedCase, differences
from kooperation.institutions.own_map_view import both_table, picture_name
from kooperation.kit.html import BR, Child, Markup, fill, joined, tr
from kooperation.kit.palette import colour

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

WORDS, MAP = Words("institutions.own_case"), Words("institutions.own_map")


def own_title(case: TypedCase) -> str:
    """Return the title of *case*, also while there is none."""
    return case.title or WORDS["untitled"]


def own_figure(case: TypedCase) -> Figure:
    """Return *case* as the picture of a map; `own_words` says what it shows."""
    left = {str(at): _name(body) for at, body in enumerate(case.bodies)}
    right: dict[str, str] = {}
    lines = []
    for at, body in enumerate(case.bodies):
        for basis in body.bases:
            right.setdefault(same(basis), picture_name(basis, 20))
            lines.append(MapLine(str(at), same(basis), colour("chosen")))
    return two_sides(
        MapSide(left, dict.fromkeys(left, colour("chosen"))),
        MapSide(right, dict.fromkeys(right, colour("neutral"))),
        lines,
    )


def own_words(case: TypedCase) -> str:
    """Return in words what the picture of *case* shows."""
    lines = sum(len(body.bases) for body in case.bodies)
    return picture_words(own_title(case), [body.name for body in case.bodies], lines)


def _name(body: Body) -> str:
    return narrow_name(body.code, 16) if body.code else picture_name(body.name, 20)


# Tables -------------------------------------------------------------------------------------------


def own_table(case: TypedCase) -> Markup:
    """Return *case* as a table."""
    rows = [tr(body.name, _bases(body)) for body in case.bodies]
    rows += [
        tr(PART_NAMES["problem"], _problem(case)),
        tr(parts()["instruments"].several, _instruments(case)),
    ]
    return wide_table(own_title(case), WORDS.lines("head"), rows)


def cases_table(mine: TypedCase, other: TypedCase) -> Markup:
    """Return two maps side by side."""
    here = {same(body.name): body for body in mine.bodies}
    there = {same(body.name): body for body in other.bodies}
    rows: list[tuple[Child, ...]] = [
        (WORDS["case"], *(joined([own_title(c), c.sentence], BR) for c in (mine, other)))
    ]
    for name, body in {**there, **here}.items():
        cells = (_bases(side[name]) if name in side else MAP["not_there"] for side in (here, there))
        rows.append((body.name, *cells))
    rows.append((PART_NAMES["problem"], _problem(mine), _problem(other)))
    rows.append((parts()["instruments"].several, _instruments(mine), _instruments(other)))
    return both_table(MAP["both"], "", rows)


def _bases(body: Body) -> Markup:
    return joined(map(law, body.bases), BR) or fill(WORDS["no_basis"])


def _problem(case: TypedCase) -> str:
    return problem_name(case.problem) if case.problem else WORDS["no_problem"]


def _instruments(case: TypedCase) -> Markup:
    named = (instruments()[code].label for code in sorted(case.instruments))
    return joined(named, BR) or fill(WORDS["no_instrument"])


# What differs -------------------------------------------------------------------------------------


def told(mine: TypedCase, other: TypedCase) -> list[Markup]:
    """Return in sentences how *other* differs from *mine*; neither is right or wrong."""
    if differences(mine, other).are_none:
        return [fill(WORDS["alike"])]
    return [*_different(mine, other), fill(MAP["ask"])]


def _different(mine: TypedCase, other: TypedCase) -> Iterator[Markup]:
    found = differences(mine, other)
    if found.bodies.only_mine:
        yield fill(MAP["only_mine"], names=_named(found.bodies.only_mine))
    if found.bodies.only_other:
        yield fill(MAP["only_other"], names=_named(found.bodies.only_other))
    for one, another in found.bases:
        yield fill(WORDS["bases"], name=one.name, mine=_listed(one), other=_listed(another))
    if found.problems:
        yield fill(WORDS["problems"], mine=_problem(mine), other=_problem(other))
    if found.instruments.only_mine:
        yield fill(WORDS["more"], names=_called(found.instruments.only_mine))
    if found.instruments.only_other:
        yield fill(WORDS["missing"], names=_called(found.instruments.only_other))


def _named(bodies: Iterable[Body]) -> str:
    return join([body.name for body in bodies])


def _listed(body: Body) -> str:
    return join([law(basis) for basis in body.bases]) or WORDS["none"]


def _called(codes: Iterable[str]) -> str:
    return join([f"„{instruments()[code].name}“" for code in codes])
