"""A learner's map of a case, as a table."""

from __future__ import annotations

from kooperation.assignments.questions import Item
from kooperation.base.german import unbroken
from kooperation.base.words import Words
from kooperation.institutions.case_map import CaseMap, split
from kooperation.institutions.interfaces_words import actors, instruments, problems
from kooperation.kit.html import BR, Markup, joined, table

WORDS = Words("assignments/kinds/map.view")


def own_map(item: Item, answer: CaseMap) -> Markup:
    """Return a learner's map as a table, without saying what is right."""
    rows = [
        (
            actors()[code].name,
            [item.bases[split(c)[1]].label for c in sorted(answer.bases) if split(c)[0] == code],
        )
        for code in actors()
        if code in answer.actors
    ]
    rows.append((WORDS["problem"], [problems()[code].name for code in answer.problem]))
    rows.append((WORDS["instruments"], [instruments()[c].name for c in sorted(answer.instruments)]))
    lines = [(name, joined(map(unbroken, values), BR) or "–") for name, values in rows]
    return table(WORDS["caption"], [], lines, "report")
