"""The map of actors in words: who the chosen one is, and all relations as a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.institutions.actors_network_view import pairs_of
from kooperation.institutions.actors_words import (
    actors,
    forms,
    kinds,
    legal_status,
    levels,
    relations,
    statute,
)
from kooperation.kit.html import Markup, em, joined, note, panel, strong, table, tag

WORDS = Words("institutions.actors")


def description(form: str, only: Collection[str], chosen: str | None) -> str:
    """Return the network's alternative text: how much is to be seen, and where it is in words."""
    said = [
        WORDS.filled(
            "picture",
            form=forms()[form].name,
            count=len(actors()[form]),
            levels=join([level.name for level in levels().values()]),
            lines=len(pairs_of(relations(form, only))),
        )
    ]
    if chosen:
        own = len(pairs_of(relations(form, only, chosen)))
        said.append(WORDS.filled("picture_chosen", actor=actors()[form][chosen].name, lines=own))
    return " ".join([*said, WORDS["picture_table"]])


def actor_panel(form: str, chosen: str | None) -> Markup:
    """Return who *chosen* is in *form*, with legal basis and date; the form itself if None."""
    if chosen is None:
        whole = forms()[form]
        return panel(strong(whole.name), whole.summary)
    actor = actors()[form][chosen]
    level = WORDS.filled(
        "level",
        level=levels()[actor.level].name,
        basis=_references(actor.basis),
        dates=legal_dates(actor.basis),
    )
    caution = [em(actor.caution)] if actor.caution else []
    return panel(strong(actor.name), actor.role, *caution, level)


def legal_dates(basis: Collection[str]) -> str:
    """Return „SGB II 19.07.2026, SGB X 19.08.2026“ for the statutes named in *basis*."""
    dates = {statute(reference).short: legal_status(reference) for reference in basis}
    return ", ".join(f"{name} {day}" for name, day in dates.items())


def relation_table(form: str, only: Collection[str], chosen: str | None) -> Markup:
    """Return the relations as a table: those of *chosen*, or all; kinds in their order."""
    here, order = actors()[form], list(kinds())
    found = sorted(relations(form, only, chosen), key=lambda r: order.index(r.kind))
    if not found:
        return note(WORDS["none"])
    rows = (
        (
            here[r.source].in_line,
            f"{kinds()[r.kind].sign} · {kinds()[r.kind].verb}",
            here[r.target].in_line,
            joined([r.says, tag("span", f"({_references(r.basis)})", look="basis")], " "),
        )
        for r in found
    )
    caption = WORDS.filled(
        "relations",
        whose=here[chosen].name if chosen else WORDS["of_all"],
        count=len(found),
        dates=legal_dates([reference for r in found for reference in r.basis]),
    )
    return table(caption, WORDS.lines("head"), rows, "wide relations", lang="de")


def _references(basis: Sequence[str]) -> str:
    """Return the references in one line that does not break after § or Abs."""
    text = "; ".join(basis)
    for word in ("§", "Abs.", "Nr.", "Satz", "Art.", "SGB"):
        text = text.replace(f"{word} ", f"{word}\N{NO-BREAK SPACE}")
    return text
