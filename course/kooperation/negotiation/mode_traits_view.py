"""Slide 15's table, in which what shows in the present setting is marked because of the numbers."""

from __future__ import annotations

from kooperation.base.german import number, percent
from kooperation.base.words import Words
from kooperation.kit.html import Markup, Row, table, tag, td, th, tr
from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.mode_traits import Finding
from kooperation.negotiation.modes_view import capital, deal_text, threshold_text
from kooperation.negotiation.modes_words import Trait, modes
from kooperation.negotiation.situation import Mode

WORDS = Words("negotiation.traits")
SHARES = {"share", "growth"}
THRESHOLDS = {"needed"}


def traits_table(compared: Compared) -> Markup:
    """Return the modes with their advantages and disadvantages; those that show come with a reason."""
    caption = f"{WORDS['table']} {count_shown(compared)}"
    head = [WORDS["mode_column"], WORDS["good"], WORDS["bad"]]
    rows = [_row(mode, compared) for mode in modes()]
    return table(caption, head, rows, "small report traits")


def count_shown(compared: Compared) -> str:
    """Say how many of the slide's traits show."""
    count = sum(finding.shows for found in compared.findings.values() for finding in found)
    return WORDS.filled("count_shown", count=count)


def _row(mode: Mode, compared: Compared) -> Row:
    text = modes()[mode]
    cells = [
        td(
            tag(
                "ul",
                *(
                    _item(text.traits[finding.key], finding, compared)
                    for finding in compared.findings[mode]
                    if text.traits[finding.key].good is good
                ),
                look="plainlist",
            )
        )
        for good in (True, False)
    ]
    return tr(th(text.title, tag("span", text.idea, look="idea")), *cells, data_mode=mode.value)


def _item(trait: Trait, finding: Finding, compared: Compared) -> Markup:
    sign = tag("span", "●" if finding.shows else "○", aria_hidden="true")
    look, reason = "not-shown", None
    if finding.shows:
        look, reason = "shown", tag("span", reason_text(trait, finding, compared), look="reason")
    return tag("li", sign, " ", trait.slide, reason, look=look, data_trait=trait.key)


def reason_text(trait: Trait, finding: Finding, compared: Compared) -> str:
    """Return the German sentence that says by which numbers *trait* shows."""
    record, player = compared.record, finding.player
    values = {name: _written(trait, name, finding) for name in finding.numbers}
    a, b = record.subjects
    values |= {
        "a": a,
        "b": b,
        "side": "" if player is None else record.subjects[player],
        "name": WORDS["both"] if player is None else record.names[player],
        "third": record.third,
        "effect": WORDS.filled("effect", value=number(finding.numbers.get("third", 0.0))),
        "deal": deal_text(compared),
    }
    return capital(trait.shows.format(**values))


def _written(trait: Trait, name: str, finding: Finding) -> str:
    value = finding.numbers[name]
    if name in SHARES or trait.key == "little_adjustment":
        return percent(value, 0)
    if name in THRESHOLDS:
        there = next(found for other, found in finding.numbers.items() if other not in THRESHOLDS)
        return threshold_text(value, there)
    return number(value)
