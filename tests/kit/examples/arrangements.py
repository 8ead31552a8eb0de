"""Places of arrangements on the two axes, in words: the learner's map and the comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kooperation.base.german import join, unbroken
from kooperation.base.words import texts
from kooperation.institutions.arrangements_words import Arrangement
from kooperation.institutions.placement import Comparison, Place, Verdict, compare
from kooperation.kit.html import Markup, em, fill, joined, panel, story, strong, table, td, th, tr


def place_name(place: Place) -> str:
    """Return a place in words, as «eher freiwillig, institutionalisiert»."""
    words = texts()["forms"]
    return f"{words['command'][place.command - 1]}, {words['form'][place.form - 1]}"


def introduction(arrangement: Arrangement) -> Markup:
    """Return what the arrangement is, with its norms; nothing about its place."""
    return story(
        strong(f"{arrangement.order}. {arrangement.title}"),
        f" ({unbroken(arrangement.norms)}): {arrangement.description}",
    )


def comparison_text(arrangement: Arrangement, own: Place) -> Markup:
    """Return how *own* compares with the reference, the reasons for it, and what is disputed."""
    words = texts()["forms"]
    found = compare(own, arrangement.place, arrangement.others)
    off = _off(found)
    return panel(
        joined([strong(words["verdicts"][found.verdict.value]), *([off] if off else [])], " "),
        fill(words["reference"], place=place_name(arrangement.place)),
        em(f"{words['command_axis']}:") + f" {arrangement.command}",
        em(f"{words['form_axis']}:") + f" {arrangement.form}",
        *([em(f"{words['disputed']}:") + f" {arrangement.disputed}"] * bool(arrangement.disputed)),
        look="compact",
    )


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
) -> Markup:
    """Return the learner's map as a table; the reference only where it was asked for."""
    words = texts()["forms"]
    rows = []
    for form in all_forms:
        own = placed.get(form.key)
        shown = own is not None and form.key in compared
        rows.append(
            tr(
                td(form.order),
                th(form.title),
                _breakable(own) if own else words["open"],
                _breakable(form.place) if shown else "–",
                words["short"][_verdict(form, own).value] if shown and own else "–",
            )
        )
    return table(words["table"], words["columns"], rows, "report small")


def _breakable(place: Place) -> str:
    """Return a place in words, with its longest word breakable: columns are narrow."""
    return place_name(place).replace("institutio", "institutio\N{SOFT HYPHEN}")


def _verdict(form: Arrangement, own: Place) -> Verdict:
    return compare(own, form.place, form.others).verdict
