"""Slide 15's table, in which what shows in the present setting is marked because of the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from kooperation.base.german import number, percent
from kooperation.base.words import texts
from kooperation.negotiation.mode_traits import Finding
from kooperation.negotiation.modes_view import Outcomes, capital, deal_text, threshold_text
from kooperation.negotiation.modes_words import ModeText, Trait, modes
from kooperation.negotiation.situation import Mode, Setting
from kooperation.negotiation.situation_words import SituationRecord

Findings = Mapping[Mode, list[Finding]]
SHARES = {"share", "growth"}
THRESHOLDS = {"needed"}


def traits_table(
    record: SituationRecord, setting: Setting, outcomes: Outcomes, found: Findings
) -> str:
    """Return the modes with their advantages and disadvantages; those that show come with a reason."""
    words = texts()["modes"]
    rows = []
    for mode, text in modes().items():
        cells = [
            _items(text, good, found[mode], record, setting, outcomes) for good in (True, False)
        ]
        rows.append(
            f'<tr data-mode="{mode.value}"><th scope="row">{text.title}'
            f'<span class="kooperation-idea">{text.idea}</span></th>'
            f"<td>{cells[0]}</td><td>{cells[1]}</td></tr>"
        )
    heads = "".join(
        f'<th scope="col">{words[name]}</th>' for name in ("mode_column", "good", "bad")
    )
    return (
        '<table class="kooperation-matrix kooperation-small kooperation-report kooperation-traits">'
        f"<caption>{words['traits_table']} {count_shown(found)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def count_shown(found: Findings) -> str:
    """Say how many of the slide's traits show."""
    count = sum(finding.shows for each in found.values() for finding in each)
    return str(texts()["modes"]["count_shown"].format(count=count))


def _items(
    text: ModeText,
    good: bool,
    found: list[Finding],
    record: SituationRecord,
    setting: Setting,
    outcomes: Outcomes,
) -> str:
    items = []
    for finding in found:
        trait = text.traits[finding.key]
        if trait.good is not good:
            continue
        sign = "●" if finding.shows else "○"
        reason = (
            f'<span class="kooperation-reason">{reason_text(trait, finding, record, setting, outcomes)}'
            "</span>"
            if finding.shows
            else ""
        )
        state = "shown" if finding.shows else "not-shown"
        items.append(f'<li data-trait="{trait.key}" class="kooperation-{state}">'
                     f'<span aria-hidden="true">{sign}</span> {trait.slide}{reason}</li>')  # fmt: skip
    return f'<ul class="kooperation-plainlist">{"".join(items)}</ul>'


def reason_text(
    trait: Trait,
    finding: Finding,
    record: SituationRecord,
    setting: Setting,
    outcomes: Outcomes,
) -> str:
    """Return the German sentence that says by which numbers *trait* shows."""
    a, b = map(escape, record.subjects)
    numbers = {name: _written(trait, name, value) for name, value in finding.numbers.items()}
    side = "" if finding.player is None else escape(record.subjects[finding.player])
    both = texts()["modes"]["both"]
    name = both if finding.player is None else escape(record.names[finding.player])
    exchange = outcomes[Mode.EXCHANGE]
    third = finding.numbers.get("third", 0.0)
    text = trait.shows.format(
        **{name: value for name, value in numbers.items() if name != "third"},
        a=a,
        b=b,
        side=side,
        name=name,
        third=escape(record.third),
        effect=texts()["modes"]["effect"].format(value=number(third)),
        deal=deal_text(record, setting, exchange),
    )
    return capital(text)


def _written(trait: Trait, name: str, value: float) -> str:
    if name in SHARES or trait.key == "little_adjustment":
        return percent(value, 0)
    if name in THRESHOLDS:
        return threshold_text(value)
    return number(value)
