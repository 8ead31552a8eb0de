"""Places of arrangements on the two axes, in words: the learner's map and the comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kooperation.base.german import join, unbroken
from kooperation.base.words import Words
from kooperation.institutions.arrangements_words import Arrangement
from kooperation.institutions.interfaces_view import wide_table
from kooperation.institutions.placement import Nearness, Place, PlaceComparison, compare
from kooperation.kit.html import (
    Markup,
    details,
    em,
    fill,
    headline,
    joined,
    panel,
    story,
    strong,
    table,
    td,
    th,
    tr,
)

WORDS = Words("institutions.forms")
SIGNS = {Nearness.SAME: "✓", Nearness.NEAR: "✓", Nearness.OTHER_READING: "≈", Nearness.FAR: "≠"}
AGREES = (Nearness.SAME, Nearness.NEAR)


def place_name(place: Place) -> str:
    """Return a place in words, as „eher freiwillig, institutionalisiert“."""
    return f"{WORDS.lines('command')[place.command - 1]}, {WORDS.lines('form')[place.form - 1]}"


def introduction(arrangement: Arrangement) -> Markup:
    """Return what the arrangement is, with its norms; nothing about its place."""
    return story(
        strong(f"{arrangement.order}. {arrangement.title}"),
        f" ({unbroken(arrangement.norms)}): {arrangement.description}",
    )


def comparison_text(arrangement: Arrangement, own: Place) -> Markup:
    """Return how *own* compares with the reference, the reasons for it, and what is disputed."""
    found = compare(own, arrangement.place, arrangement.others)
    off = _off(found)
    return panel(
        joined(
            [strong(WORDS.section("verdicts")[found.verdict.value]), *([off] if off else [])], " "
        ),
        fill(WORDS["reference"], place=place_name(arrangement.place)),
        em(f"{WORDS['command_axis']}:") + f" {arrangement.command}",
        em(f"{WORDS['form_axis']}:") + f" {arrangement.form}",
        *([em(f"{WORDS['disputed']}:") + f" {arrangement.disputed}"] * bool(arrangement.disputed)),
        look="compact",
    )


def _off(found: PlaceComparison) -> str:
    """Say in which direction the own place lies off the reference, if it does."""
    parts = []
    for steps, more, less in (
        (found.command, WORDS["more_command"], WORDS["less_command"]),
        (found.form, WORDS["more_form"], WORDS["less_form"]),
    ):
        if steps:
            count = WORDS.lines("steps")[abs(steps) - 1]
            parts.append(f"{count} {more if steps > 0 else less}")
    return WORDS.filled("off", parts=join(parts)) if parts else ""


def verdicts(
    all_forms: Iterable[Arrangement], placed: Mapping[str, Place], compared: Collection[str]
) -> dict[str, Nearness]:
    """Return how each form that is placed and *compared* relates to its reference, by key."""
    return {
        form.key: _verdict(form, placed[form.key])
        for form in all_forms
        if form.key in placed and form.key in compared
    }


def sign(verdict: Nearness) -> str:
    """Return the sign by which a compared form is marked."""
    return SIGNS[verdict]


def short(verdict: Nearness) -> str:
    """Return a verdict in two or three words."""
    return WORDS.section("short")[verdict.value]


def total(forms: Mapping[str, Arrangement], found: Mapping[str, Nearness]) -> Markup:
    """Return for how many of the compared forms the learner agrees, and which are seen otherwise."""
    if not found:
        return Markup()
    agree = sum(verdict in AGREES for verdict in found.values())
    lines = [fill(WORDS["total"], agree=agree, all=len(found))]
    for verdict in (Nearness.OTHER_READING, Nearness.FAR):
        titles = [
            f"{forms[key].order}.\N{NO-BREAK SPACE}{forms[key].title}"
            for key, is_ in found.items()
            if is_ is verdict
        ]
        if titles:
            lines.append(
                fill(
                    WORDS.section("totals")[verdict.value], sign=SIGNS[verdict], forms=join(titles)
                )
            )
    return panel(*lines, look="compact")


def map_table(
    all_forms: Iterable[Arrangement], placed: Mapping[str, Place], compared: Collection[str]
) -> Markup:
    """Return the learner's map as a table; the reference only where it was asked for."""
    rows = []
    for form in all_forms:
        own = placed.get(form.key)
        shown = own is not None and form.key in compared
        rows.append(
            tr(
                td(form.order),
                th(form.title),
                _breakable(own) if own else WORDS["open"],
                _breakable(form.place) if shown else "–",
                f"{sign(_verdict(form, own))} {short(_verdict(form, own))}"
                if shown and own
                else "–",
            )
        )
    return table(WORDS["table"], WORDS.lines("columns"), rows, "report small")


def in_print(all_forms: Iterable[Arrangement]) -> Markup:
    """Return the forms to be placed, one below the other, and where they lie, with the reasons, folded."""
    forms = list(all_forms)
    rows = (
        (
            f"{form.order}. {form.title}",
            _breakable(form.place),
            joined([form.command, form.form, form.disputed], " "),
        )
        for form in forms
    )
    places = wide_table(WORDS["places"], WORDS.lines("places_head"), rows)
    asked = story(strong(WORDS["asked"]))
    right = details(WORDS["solution"], places)
    return joined([headline(WORDS["title"]), asked, *map(introduction, forms), right])


def _breakable(place: Place) -> str:
    """Return a place in words, with its longest word breakable: columns are narrow."""
    return place_name(place).replace("institutio", "institutio\N{SOFT HYPHEN}")


def _verdict(form: Arrangement, own: Place) -> Nearness:
    return compare(own, form.place, form.others).verdict
