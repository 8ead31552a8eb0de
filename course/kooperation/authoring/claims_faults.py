"""Whether the tables of claims and the lectures agree: whatever a text cites is in its table, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kooperation.authoring.citations import STATUTE, Citation, citation, citations
from kooperation.authoring.claims import LECTURES, STATUTE_TEXT, Claim, read_claims
from kooperation.authoring.lectures import REFERENCES
from kooperation.authoring.links import headings, line_of, links
from kooperation.base.sources import sources
from kooperation.base.words import Words

ERRORS = Words("authoring.errors.claims_faults")

FORMULAS = Path("course/formeln.md")
_FIGURE = re.compile(
    r"\b\d[\d.\u202f]*(?:,\d+)? (?:Prozent|Milliarden|Millionen|Euro|gE|zkT|Jugendberufsagenturen|Einrichtungen|Standorten)"
    r"(?: Euro)?\b"
)


def claims_faults(root: Path, today: date) -> list[str]:
    """Return everything that is wrong with the tables of claims at *root*, in German, each with its place."""
    claims, found = read_claims(root)
    formulas = set(re.findall(r"^### (\d+\.\d+) ", (root / FORMULAS).read_text("utf-8"), re.M))
    for path in sorted((root / LECTURES).glob("[0-9][0-9]_*.md")):
        own = [claim for claim in claims if claim.lecture == path.stem]
        text = path.read_text("utf-8")
        for claim in own:
            found += (f"{claim.place}: {what}" for what in _faults(claim, text, today, formulas))
        found += (f"{path.name}, {what}" for what in _missing(text, own))
    return found


def _faults(claim: Claim, text: str, today: date, formulas: set[str]) -> Iterator[str]:
    """Yield what is wrong with *claim* on a lecture's *text*."""
    record = claim.record
    if record.checked > today:
        yield ERRORS.filled("future", checked=record.checked)
    for number in record.formulas:
        if number not in formulas:
            yield ERRORS.filled("no_formula", number=number)
    if (section := sections(text).get(record.where)) is None:
        yield ERRORS.filled("no_heading", where=record.where)
        return
    there = [each for each, _ in citations(section)]
    for source in record.source:
        if full := citation(source):
            if not _stands(full, there):
                yield ERRORS.filled("not_there", source=source, where=record.where)
            if record.by == STATUTE_TEXT and not _readable(full):
                yield ERRORS.filled("not_at_hand", statute=full.statute, way=STATUTE_TEXT)
        elif source not in sources():
            yield ERRORS.filled("no_source", source=source)
        elif source not in _linked(section):
            yield ERRORS.filled("not_named", source=sources()[source].short, where=record.where)
    for figure in record.figures:
        if figure not in section:
            yield ERRORS.filled("figure_not_there", figure=figure, where=record.where)


def _missing(text: str, claims: list[Claim]) -> Iterator[str]:
    """Yield what *text* cites or counts and none of its *claims* names."""
    named = {source for claim in claims for source in claim.record.source}
    laws = [full for source in named if (full := citation(source))]
    for cited, line in citations(text):
        if not any(cited.means(full) for full in laws):
            yield ERRORS.filled("unclaimed", line=line, cited=cited)
    for link in links(text):
        key = _key(link.text) if link.target == f"#{REFERENCES}" else ""
        if key and sources()[key].kind != STATUTE and key not in named:
            yield ERRORS.filled("unclaimed", line=link.line, cited=link.text)
    figures = {figure for claim in claims for figure in claim.record.figures}
    for found in _FIGURE.finditer(text):
        if found[0] not in figures:
            yield ERRORS.filled(
                "figure_unclaimed", line=line_of(text, found.start()), figure=found[0]
            )


def sections(text: str) -> dict[str, str]:
    """Return by its heading what stands in *text* from each heading to the next; the heading belongs to it."""
    found = list(headings(text))
    lines = text.splitlines(keepends=True)
    ends = [*(line for _, line in found[1:]), len(lines) + 1]
    return {
        title: "".join(lines[start - 1 : end - 1])
        for (title, start), end in zip(found, ends, strict=True)
    }


def _stands(full: Citation, there: list[Citation]) -> bool:
    """Say whether a section that holds the citations *there* cites *full*: at once, or by a place in what it names."""
    at_once = any(each.section and each.means(full) for each in there)
    named = any(
        each.section == full.section and each.statute in ("", full.statute) for each in there
    )
    return at_once or (named and any(not each.section and each.means(full) for each in there))


def _readable(full: Citation) -> bool:
    return any(source.short == full.statute and source.seen for source in sources().values())


def _linked(section: str) -> set[str]:
    return {_key(link.text) for link in links(section) if link.target == f"#{REFERENCES}"}


def _key(short: str) -> str:
    return next((source.key for source in sources().values() if source.short == short), "")
