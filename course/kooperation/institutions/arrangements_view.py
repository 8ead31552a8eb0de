"""Places of arrangements on the two axes, in words: the learner's map and the comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from html import escape

from kooperation.base.german import join, unbroken
from kooperation.base.words import texts
from kooperation.institutions.arrangements_words import Arrangement
from kooperation.institutions.placement import Comparison, Place, Verdict, compare


def place_name(place: Place) -> str:
    """Return a place in words, as «eher freiwillig, institutionalisiert»."""
    words = texts()["forms"]
    return f"{words['command'][place.command - 1]}, {words['form'][place.form - 1]}"


def introduction(arrangement: Arrangement) -> str:
    """Return what the arrangement is, with its norms; nothing about its place."""
    return (
        f'<p class="kooperation-story"><strong>{arrangement.order}. {escape(arrangement.title)}</strong> '
        f"({unbroken(escape(arrangement.norms))}): {escape(arrangement.description)}</p>"
    )


def comparison_text(arrangement: Arrangement, own: Place) -> str:
    """Return how *own* compares with the reference, the reasons for it, and what is disputed."""
    words = texts()["forms"]
    found = compare(own, arrangement.place, arrangement.others)
    lines = [
        f"<strong>{words['verdicts'][found.verdict.value]}</strong> {_off(found)}".strip(),
        words["reference"].format(place=place_name(arrangement.place)),
        f"<em>{words['command_axis']}:</em> {escape(arrangement.command)}",
        f"<em>{words['form_axis']}:</em> {escape(arrangement.form)}",
    ]
    if arrangement.disputed:
        lines.append(f"<em>{words['disputed']}:</em> {escape(arrangement.disputed)}")
    inside = "".join(f"<p>{line}</p>" for line in lines)
    return f'<div class="kooperation-panel kooperation-compact">{inside}</div>'


def _off(found: Comparison) -> str:
    """Say in which direction the own place lies off the reference, if it does."""
    words = texts()["forms"]
    parts = []
    for steps, more, less in (
        (found.command, words["more_command"], words["less_command"]),
        (found.form, words["more_form"], words["less_form"]),
    ):
        if steps:
            count = words["steps"][abs(steps) - 1]
            parts.append(f"{count} {more if steps > 0 else less}")
    return words["off"].format(parts=join(parts)) if parts else ""


def map_table(
    all_forms: Iterable[Arrangement], placed: Mapping[str, Place], compared: Collection[str]
) -> str:
    """Return the learner's map as a table; the reference only where it was asked for."""
    words = texts()["forms"]
    rows = []
    for form in all_forms:
        own = placed.get(form.key)
        shown = own is not None and form.key in compared
        reference = _breakable(form.place) if shown else "–"
        verdict = words["short"][_verdict(form, own).value] if shown and own else "–"
        rows.append(
            f'<tr><td>{form.order}</td><th scope="row">{escape(form.title)}</th>'
            f"<td>{_breakable(own) if own else words['open']}</td>"
            f"<td>{reference}</td><td>{verdict}</td></tr>"
        )
    heads = "".join(f'<th scope="col">{name}</th>' for name in words["columns"])
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-small">'
        f"<caption>{words['table']}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _breakable(place: Place) -> str:
    """Return a place in words, with its longest word breakable: columns are narrow."""
    return place_name(place).replace("institutio", "institutio&shy;")


def _verdict(form: Arrangement, own: Place) -> Verdict:
    return compare(own, form.place, form.others).verdict
