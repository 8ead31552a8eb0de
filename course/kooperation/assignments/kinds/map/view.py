"""A learner's map of a case, as a table."""

from __future__ import annotations

from kooperation.assignments.questions import Item
from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.institutions.case_map import PLAIN, MappedCase, split
from kooperation.institutions.interfaces_words import actors, choices, parts
from kooperation.kit.html import BR, Markup, joined, table

WORDS = Words("assignments/kinds/map.view")


def own_map(item: Item, answer: MappedCase) -> Markup:
    """Return a learner's map as a table, without saying what is right."""
    rows = [
        (
            actors()[code].name,
            [item.bases[split(c)[1]].label for c in sorted(answer.bases) if split(c)[0] == code],
        )
        for code in actors()
        if code in answer.actors
    ]
    for part in PLAIN:
        names = [choices(part)[choice].name for choice in sorted(answer.part(part))]
        rows.append((parts()[part].several or parts()[part].name, names))
    lines = [(name, joined(map(unbroken, values), BR) or "–") for name, values in rows]
    return table(WORDS["caption"], [], lines, "report")
