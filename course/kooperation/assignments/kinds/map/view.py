"""A learner's map of a case, as a table."""

from __future__ import annotations

from html import escape

from kooperation.assignments.question_view import law
from kooperation.assignments.questions import Item
from kooperation.base.words import texts
from kooperation.institutions.case_map import CaseMap, split
from kooperation.institutions.interfaces_words import actors, instruments, problems


def own_map(item: Item, answer: CaseMap) -> str:
    """Return a learner's map as a table, without saying what is right."""
    rows = [
        (
            actors()[code].name,
            [item.bases[split(c)[1]].label for c in sorted(answer.bases) if split(c)[0] == code],
        )
        for code in actors()
        if code in answer.actors
    ]
    rows.append(("Problemtyp", [problems()[code].name for code in answer.problem]))
    rows.append(("Instrumente", [instruments()[c].name for c in sorted(answer.instruments)]))
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{"<br>".join(map(law, values)) or "–"}</td></tr>'
        for name, values in rows
    )
    return (
        '<table class="kooperation-matrix kooperation-report">'
        f"<caption>{texts()['assignment']['map_open']}</caption><tbody>{body}</tbody></table>"
    )
