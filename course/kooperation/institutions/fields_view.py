"""The typical fields as tables and in sentences: who acts in them, and where they tear."""

from __future__ import annotations

from collections.abc import Iterable

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.institutions.case_map import Problem
from kooperation.institutions.case_map_words import problem_name
from kooperation.institutions.fields_words import Field, Seam, fields
from kooperation.institutions.interfaces_view import actor_name, law, wide_table
from kooperation.institutions.interfaces_words import problems
from kooperation.kit.html import BR, Child, Markup, joined, small, table, tr

WORDS = Words("institutions.fields")


def role_table(field: Field) -> Markup:
    """Return the actors of *field* with task and legal basis."""
    rows = ((actor_name(role.actor), law(role.task), law(role.basis)) for role in field.actors)
    return wide_table(WORDS["roles"], WORDS.lines("roles_head"), rows)


def seam_table(field: Field, chosen: int | None = None) -> Markup:
    """Return the seams of *field*; the *chosen* one is marked."""
    rows = (
        tr(
            _seam_head(seam),
            _seam_type(seam),
            law(seam.text),
            law(seam.instrument),
            data_chosen=at == chosen,
        )
        for at, seam in enumerate(field.seams)
    )
    return wide_table(WORDS["seams"], WORDS.lines("seams_head"), rows)


def _seam_head(seam: Seam) -> Markup:
    return joined([seam.title, small(" – ".join(map(actor_name, seam.between)))], BR)


def _seam_type(seam: Seam) -> Markup:
    also = WORDS.filled("also", problems=join([str(problem) for problem in seam.side]))
    lines = [problem_name(seam.problem)]
    lines += [small(also)] * bool(seam.side) + [small(WORDS["reading"])] * seam.reading
    return joined(lines, BR)


def seam_sentence(seam: Seam) -> str:
    """Return in a sentence what *seam* is about."""
    return WORDS.filled(
        "seam_sentence",
        title=seam.title,
        between=join([actor_name(code) for code in seam.between]),
        problem=problems()[seam.problem].name,
        text=seam.text,
        instrument=seam.instrument,
    )


def counts(among: Iterable[Field]) -> dict[Problem, int]:
    """Return how often each kind of problem is the main type of a seam."""
    found = dict.fromkeys(Problem, 0)
    for field in among:
        for seam in field.seams:
            found[seam.problem] += 1
    return found


def count_table() -> Markup:
    """Return a table that counts the seams of all fields by main type."""
    every = list(fields().values())
    rows: list[list[Child]] = [
        [title, *counts(among).values()]
        for title, among in [
            *((field.title, [field]) for field in every),
            (WORDS["sum"], every),
        ]
    ]
    caption = WORDS.filled("counts", problems=join([problem_name(problem) for problem in Problem]))
    return table(caption, ["", *Problem], rows, "count")


def field_words(field: Field) -> str:
    """Return in words what the network of *field* shows."""
    found = counts([field])
    told = [
        WORDS.filled("times", count=found[problem], problem=problems()[problem].name)
        for problem in Problem
        if found[problem]
    ]
    said = [WORDS["long"]] if any(len(seam.between) > 2 for seam in field.seams) else []
    shown = WORDS.filled(
        "picture",
        title=field.title,
        actors=len(field.actors),
        seams=len(field.seams),
        counts=join(told),
    )
    return " ".join([shown, *said])
